"""How much one YAML text may hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Budgets of one text. Real entries stay far below; texts made to exhaust a reader do not."""

    nodes: int = 150_000
    """Values, each alias counted with all that it stands for."""
    depth: int = 100
    """Lists and maps inside one another."""
    repeated_characters: int = 5_000_000
    """Characters that aliases repeat."""
    mends: int = 500
    """Places that the CMS reads and a strict parser does not."""
    mending_characters: int = 2_000_000
    """Characters read again for the sake of mending."""


DEFAULT = Limits()
PAGE = Limits(nodes=50_000)
"""Of what somebody wrote to be read: seventy pages of rich text full of links. A list of all of a site's entries may hold more."""
