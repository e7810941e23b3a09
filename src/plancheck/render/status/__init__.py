"""What `status` shows: a table, lines, what changed."""
