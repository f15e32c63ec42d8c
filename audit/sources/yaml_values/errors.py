"""What is wrong with a YAML text."""


class YamlError(ValueError):
    """The text cannot be read, or the CMS would refuse it."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        """One clause in plain words, without the place."""
        self.line = line
        """Counted from 1."""
        self.column = column
        """Counted from 1, in characters."""

    def __reduce__(self) -> tuple[type["YamlError"], tuple[str, int, int]]:
        """Errors cross process borders whole."""
        return (YamlError, (self.message, self.line, self.column))

    def moved(self, lines: int) -> "YamlError":
        """The same error, `lines` further down."""
        return YamlError(self.message, self.line + lines, self.column)
