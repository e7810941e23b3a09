"""Plan files: TOML in, `Plan` and findings out."""
