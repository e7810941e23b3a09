"""What plancheck costs, as ratios to what it cannot do without, against budgets. No test: figures depend on the machine.

`python -m benchmarks` from the checkout runs them all, `python -m benchmarks reader` one. What is compared is measured in
turns in one run, so that other work on the machine weighs on both sides.
"""
