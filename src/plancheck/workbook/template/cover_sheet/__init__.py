"""The first sheet of an issued workbook: whose it is, who stands for it, what to do."""
