"""Workbooks drawn with openpyxl in one style: the page, reproducible bytes, the ledger and the report."""
