"""What a task may not have done on its way to green gates: tests that ask for less, sources and rules that are gone."""
