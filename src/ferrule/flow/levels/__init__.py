"""The levels above the first: who is asked for what is left, and what comes of it."""
