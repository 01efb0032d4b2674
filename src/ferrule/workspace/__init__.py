"""What is here: the workspace, its packages and targets, its toolchain, and whether it may be trusted."""
