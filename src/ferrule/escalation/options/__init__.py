"""Ways out that are laid before the user: drafted here, worked out by the compiler and the tests."""
