"""The yearly report in six forms."""
