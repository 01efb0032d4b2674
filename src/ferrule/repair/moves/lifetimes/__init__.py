"""Moves on lifetimes: who owns what is lent, how long, and what a signature promises about it."""
