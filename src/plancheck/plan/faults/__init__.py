"""What is wrong with one target of a plan: its figure, its words for a change, and the line each fault is at."""
