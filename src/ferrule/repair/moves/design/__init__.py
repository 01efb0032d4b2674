"""Moves of level 3: whole refactorings over all their sites, for errors whose cause is a decision of design."""
