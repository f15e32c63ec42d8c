"""Rules about what an initiative says: one file, one rule."""
