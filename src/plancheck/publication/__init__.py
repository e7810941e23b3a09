"""What was signed off for a year, and what it binds later: assessments in, publications, values in force, findings out."""
