"""How a verdict came about, and what it would take to change it. Pure: an assessment in, values out."""
