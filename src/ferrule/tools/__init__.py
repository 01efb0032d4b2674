"""Tools that gates need: which version is pinned, what is there, how one is brought and settled."""
