"""Student code and tests, run apart from each other and from you: sandboxes, kernels, the wall, limits."""
