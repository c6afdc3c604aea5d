"""What the gradient check knows of rounding and of kinks, so that it condemns no right gradient."""
