"""What was reported of a target -> the verdict on it (`docs/scoring.md`). No I/O, no clock."""
