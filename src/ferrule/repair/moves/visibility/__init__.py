"""Moves for who may use an item: `pub` at the narrowest level, accessors."""
