"""Plan, reports and a day -> verdicts (assess), as JSON and as rows; two days -> what changed (changes). Pure."""
