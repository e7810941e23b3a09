"""How a table is written so that text stays text: CSV and Markdown."""
