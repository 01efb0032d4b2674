"""What level 1 cannot repair goes up: incidents, packets, routes, triggers, and who is asked."""
