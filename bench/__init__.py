"""Measurements side by side with what a user would do otherwise; `python -m bench [NAME ...]`."""
