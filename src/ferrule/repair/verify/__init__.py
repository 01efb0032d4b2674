"""The tests of a repaired tree, before anything is written: where they run, and whether the repair stands."""
