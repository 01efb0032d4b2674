"""The only place that writes the user's source text: patch, overlay, journal, undo."""
