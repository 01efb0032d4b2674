"""Moves for attributes, constants and layout."""
