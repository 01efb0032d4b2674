"""Moves for the expected and the found type: conversions, annotations, generic arguments."""
