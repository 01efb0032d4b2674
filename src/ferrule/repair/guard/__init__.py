"""The guard: what an edit may never do, and what it may do at a price."""
