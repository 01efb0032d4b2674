"""Moves for borrows that are in each other's way, and for values that end while they are borrowed."""
