"""A sheet as one HTML file that needs nothing else: readable without a script, and safe with foreign text."""
