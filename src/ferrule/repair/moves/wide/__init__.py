"""Moves of level 2: systematic edits around the places of an error, of which the compiler chooses (P14)."""
