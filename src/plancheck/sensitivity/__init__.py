"""Would a small change of the rules turn a verdict (`docs/scoring.md`, Sensitivity)? Pure; puts other rules to `judge`."""
