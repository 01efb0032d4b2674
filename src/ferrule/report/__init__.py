"""Values to text: for terminals and for machines. Nothing here decides anything."""
