"""One file a rule; the catalog lists them."""
