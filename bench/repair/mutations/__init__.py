"""Small faults that people make, as edits of a syntax tree: one file a group of kinds, `catalog.py` lists them."""
