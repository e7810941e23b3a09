"""Plans beside each other: assessments in, a `Comparison` out. Pure; reported figures are compared, never overwritten."""
