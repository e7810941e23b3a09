"""What departments have filled already: carried into new workbooks, merged from parts."""
