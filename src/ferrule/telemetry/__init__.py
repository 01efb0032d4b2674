"""What ferrule itself does, told to whoever listens: a log file, the terminal, a collector of traces."""
