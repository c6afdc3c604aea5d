"""How rounding and kinks disturb a gradient check, which would otherwise reject right gradients."""
