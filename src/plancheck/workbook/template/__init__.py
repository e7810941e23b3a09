"""Plan, department and year -> the workbook to fill."""
