"""Rules about what became of a link: one file, one rule."""
