"""One file for each rule of the guard."""
