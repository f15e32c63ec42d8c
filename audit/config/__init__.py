"""The shape of config.yaml, and reading it with the place of every mistake."""
