"""The yearly report as an HTML page: its parts, tables, cards and charts."""
