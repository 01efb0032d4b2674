"""The stories: each capability from its request to its report, one page each."""
