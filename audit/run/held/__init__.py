"""What a run holds of its files in between: the many links and findings, in the least room."""
