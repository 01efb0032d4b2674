"""The search: which candidates to try, in which order, and when one state of the sources is better than another."""
