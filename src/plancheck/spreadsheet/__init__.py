"""A file in, a `Book` or the one finding why not, out. Knows no plan and no template."""
