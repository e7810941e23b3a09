"""The rules: in, a row with its numbers, or what must be kept, or a state; out, a mark or a verdict on the row."""
