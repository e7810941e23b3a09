"""A workbook and its findings -> its marked copy."""
