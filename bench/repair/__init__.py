"""How many programs that do not compile an engine repairs; `python -m bench.repair`."""
