"""Moves for text that does not parse."""
