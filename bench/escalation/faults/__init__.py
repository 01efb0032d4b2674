"""The faults of the acceptance, as edits of published crates."""
