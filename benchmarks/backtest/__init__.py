"""How often verdicts came true: targets set on public series from the past alone, through the shipped judge.

`python -m benchmarks backtest` prints it. Committed before any threshold was tuned: which series there are (`public`), how
targets are made of them (`targets`), which groups they are counted in (`groups`), and which half of the series thresholds
are found on and which half is reported (`series.half_of`). A change to any of them is another backtest, and thresholds have
to be found again.

How far targets stray from the past was chosen on the tuning half, so that the plain rule, 序时进度 alone, does about as well
there as it did in the prototype that the bars of `groups` come from: its area under the curve is 0.92, 0.87, 0.72, 0.90 and
0.87 where the prototype's was 0.91, 0.89, 0.78, 0.90 and 0.81. Verdicts of the judge's first edition were seen on the tuning
half meanwhile, none on the reporting half.
"""
