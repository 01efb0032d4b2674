"""The rules of a task: its order, its plan file, its message, what it may not do; pure, no IO."""
