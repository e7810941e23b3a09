"""The page that checks a workbook in any browser, offline: an engine, a page and a workspace, joined by text alone."""
