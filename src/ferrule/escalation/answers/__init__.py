"""Answers of responders: read, held against what they must say, and their edits made in memory."""
