"""Small records of a plan file that stand beside its targets."""
