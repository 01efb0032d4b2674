"""Moves for fields, arguments and patterns that do not fit what they are made of."""
