"""What `compare` shows: plans beside each other."""
