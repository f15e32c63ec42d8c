"""Where something stands in the content."""

from audit.model.values import as_value

FieldPath = tuple[str | int, ...]
"""The way to a value inside an entry: keys of maps and positions in lists, from the top."""


def dotted(path: FieldPath) -> str:
    """The path as people and programs read it: ``description.9.content.3``."""
    return ".".join(map(str, path))


@as_value
class Location:
    """One place in one content file."""

    path: str
    """The file, relative to the site's root, with forward slashes."""
    field: str
    """The value's dotted path, such as ``description.9.content.3``; empty for the file as a whole."""
    line: int
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in characters."""
    sentence: str = ""
    """The sentence around the place, as a reader sees it."""

    @property
    def top_field(self) -> str:
        """The entry's field that holds the place."""
        return self.field.split(".", 1)[0]

    @property
    def stable_field(self) -> str:
        """The field path without list positions, so that moving a paragraph changes nothing."""
        return ".".join(step for step in self.field.split(".") if not step.isdigit())
