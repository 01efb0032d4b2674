"""Definitions in the forms of other hosts, and put into their folders."""
