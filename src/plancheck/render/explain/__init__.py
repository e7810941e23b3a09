"""What `explain` shows: how a verdict came about, what a rule means."""
