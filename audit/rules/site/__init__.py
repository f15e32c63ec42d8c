"""Rules that need to see all initiatives together: one file, one rule."""
