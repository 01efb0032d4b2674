"""Where a task goes: the narrowest skill that owns it, and nothing that is explicit-only unless the user names it."""
