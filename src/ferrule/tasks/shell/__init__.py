"""What a shell command line would run: read as a tree, its words known or not, each program judged by a rule."""
