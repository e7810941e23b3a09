"""What was found, as people and machines read it. Decides nothing."""
