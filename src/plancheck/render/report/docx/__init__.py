"""The yearly report as a Word document in the form of official documents (GB/T 9704)."""
