"""What a progress workbook is: issued from a plan, read back, marked. Only here is one written; `spreadsheet` opens files."""
