"""How rounding and kinks disturb a gradient check: without it, right gradients would be refused."""
