"""Characters that one cannot tell apart by looking."""

NB = "\u00a0"
