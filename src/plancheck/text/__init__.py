"""How people write numbers and words: figures, Chinese numerals, plain numbers, the nearest word."""
