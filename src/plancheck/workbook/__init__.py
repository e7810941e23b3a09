"""Excel in and out: the only room that imports an Excel library or opens a workbook."""
