"""A clause -> its numbers, units, dates and deadlines."""
