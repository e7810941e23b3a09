"""What a terminal can show: symbols, wrapped lines, printable text."""
