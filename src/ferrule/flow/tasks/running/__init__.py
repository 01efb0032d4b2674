"""Tasks on which an agent works, in a clone of their own."""
