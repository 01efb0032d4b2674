"""Facts that belong to a higher level at once; one file a detector, the catalog lists them (P35-P38)."""
