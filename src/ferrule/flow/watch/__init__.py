"""A workspace that is watched: what a save makes stale is climbed again, cheap gates first."""
