"""What a progress workbook says: a `Book` or a long-form CSV in, `Progress` out."""
