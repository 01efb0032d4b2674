"""Edits of our own for compile errors, beside what the compiler suggests: one file a move."""
