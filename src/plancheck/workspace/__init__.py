"""`plancheck.toml`, `plans/` and `reports/` on disk -> all that the pure rooms make of them. No terminal."""
