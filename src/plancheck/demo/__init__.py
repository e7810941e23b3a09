"""Synthetic reports for demonstration, from a fixed seed: plans in, believable figures that say what they are, out.

No reported figure stands behind any of them. Everything is drawn from `random.Random` seeded with the plan's and the
target's id, so that a plan always gets the same reports.
"""
