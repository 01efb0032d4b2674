"""The stories of tasks: begin, work, finish."""
