"""What a repository runs of its own: one file a source, all read as text; nothing is started."""
