"""The content of the yearly report: assessments in, a `YearReport` out that every form shows alike."""
