"""Moves for bounds, derives and impls."""
