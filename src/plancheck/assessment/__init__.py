"""Plan, reports and a day -> verdicts (assess); two days -> what changed (changes). Pure."""
