"""What is known before a workbook is issued: expected values, last answers, overdue targets. Pure."""
