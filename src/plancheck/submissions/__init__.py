"""What was read, put to the plan it is for: whose file it is, which target, which department. Pure."""
