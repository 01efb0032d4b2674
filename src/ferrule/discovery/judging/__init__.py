"""What a command is for, and which built-in gate does the same."""
