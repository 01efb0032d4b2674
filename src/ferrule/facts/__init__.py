"""Frozen values that pass between the rooms; nothing here reads or writes anything."""
