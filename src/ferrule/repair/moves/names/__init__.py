"""Moves for what a name stands for: imports, misspellings, prefixes, missing modules and declarations."""
