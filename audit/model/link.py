"""Mentions of addresses in the content."""

from enum import StrEnum

from audit.model.location import Location
from audit.model.values import as_value


class LinkKind(StrEnum):
    """How a link stands in the content."""

    CALL_TO_ACTION = "call_to_action"
    """The value of a `link` field: the page's button."""
    INLINE = "inline"
    """Words of a text that can be clicked."""
    EMBED = "embed"
    """A video or another thing shown inside the page."""
    IMAGE = "image"
    TEXT = "text"
    """An address written out in plain text."""
    INTERNAL = "internal"
    """A reference inside the site: an entry, an asset, a path."""
    MAIL = "mailto"
    PHONE = "tel"
    OTHER = "other"
    """An address of another scheme, such as ``sms:``."""


OUTBOUND = frozenset({LinkKind.CALL_TO_ACTION, LinkKind.INLINE, LinkKind.EMBED, LinkKind.IMAGE, LinkKind.TEXT})
"""The kinds that the web is asked about."""


@as_value
class Link:
    """One mention of an address at one place."""

    entry_id: str
    href: str
    """Exactly as it was typed."""
    text: str
    """The words that can be clicked; empty when there are none."""
    kind: LinkKind
    location: Location
    rel: str | None = None
    target: str | None = None
    before: str = ""
    """Up to a few characters that touch the link on its left, for rules about its edges."""
    after: str = ""
    salvaged: bool = False
    """Found in a file that could not be read as a whole."""
    meant: str = ""
    """What `href` stands for where HTML or Markdown spell it differently, as ``&amp;`` for ``&``; empty when it stands for itself."""

    @property
    def address(self) -> str:
        """The address that a browser would follow: the one to read, join and ask."""
        return self.meant or self.href
