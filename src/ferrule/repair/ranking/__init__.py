"""Which candidate to try first, learned from what was right before."""
