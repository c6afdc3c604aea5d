"""The laboratory: thousands of networks at once, exact curvature, networks in files, PyTorch."""
