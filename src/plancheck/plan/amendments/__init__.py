"""What later documents changed of a target (调整): the changes, the versions they make, and both in words."""
