"""What goes up from level to level, and what becomes of it; `python -m bench.escalation`."""
