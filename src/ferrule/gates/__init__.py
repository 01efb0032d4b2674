"""The ladder: its gates behind one typed catalog, how they are climbed, and how a verdict is reached."""
