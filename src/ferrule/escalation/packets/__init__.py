"""The packet that goes up with an incident: built, checked, shown and cut to size (P26)."""
