"""Where a series leads: in, a target, a row and its values; out, a forecast with interval and chance, by the kind of series."""
