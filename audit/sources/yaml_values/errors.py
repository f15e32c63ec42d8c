"""What is wrong with a YAML text."""


class YamlError(ValueError):
    """The text cannot be read, or the CMS would refuse it."""

    def __init__(self, message: str, line: int = 1, column: int = 1, *, rule: str = "content-unreadable") -> None:
        super().__init__(message)
        self.message = message
        """One clause in plain words, without the place."""
        self.line = line
        """Counted from 1."""
        self.column = column
        """Counted from 1, in characters."""
        self.rule = rule
        """The content rule that reports it."""
