"""The command line: parse, call `ferrule.api`, render, exit code."""
