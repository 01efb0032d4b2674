"""Who works on a task: programs and models, each set to work for one round at a time."""
