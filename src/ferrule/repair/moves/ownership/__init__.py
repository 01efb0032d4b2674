"""Moves on ownership: who keeps a value that is given away, changed without leave, or not there yet."""
