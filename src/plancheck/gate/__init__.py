"""The yearly gate: an assessment, a policy and the waivers in force in; pass or fail with every reason out."""
