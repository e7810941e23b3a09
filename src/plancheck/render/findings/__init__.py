"""Findings as lines, table, JSON, JUnit and GitHub annotations; their digest and summary."""
