"""Shell command lines as trees, words and calls; what may run is for others to say."""
