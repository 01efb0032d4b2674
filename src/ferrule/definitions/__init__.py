"""Skills, agents and commands: read, validated, routed and handed to other hosts (M01-M09, E01, P01)."""
