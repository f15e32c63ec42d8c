"""What the author, or the web behind a link, should put right."""

import base64
import hashlib
from enum import StrEnum

from audit.model.location import Location
from audit.model.redaction import redacted
from audit.model.values import as_value


class Severity(StrEnum):
    """How much it hurts a visitor."""

    REMOVE = "remove"
    FIX = "fix"
    TIDY = "tidy"


class Certainty(StrEnum):
    """How sure we are."""

    CONFIRMED = "confirmed"
    SUSPECTED = "suspected"
    """Seen failing, not yet confirmed; never shown to editors."""
    CANNOT_TELL = "cannot_tell"


SEVERITY_ORDER = (Severity.REMOVE, Severity.FIX, Severity.TIDY)


@as_value
class Occurrence:
    """One place of a finding."""

    location: Location
    text: str = ""
    """The words concerned: a link's text, or the value."""
    href: str = ""
    """For a link, the address as typed."""


Params = tuple[tuple[str, str], ...]
"""Named values that the wording puts into its sentences."""


@as_value
class Finding:
    """One rule that fired in one field of one initiative."""

    rule: str
    """The rule's kebab-case name."""
    family: str
    """``link``, ``anchor``, or ``content.`` and the field rule: the part of the identity that outlives a change of rule."""
    severity: Severity
    certainty: Certainty
    entry_id: str
    field: str
    """The field's dotted path without list positions."""
    occurrences: tuple[Occurrence, ...]
    """At least one, the primary place first."""
    target_key: str = ""
    """For links, the target's key; otherwise a word that tells findings of one family and field apart, often empty."""
    target_id: str = ""
    params: Params = ()

    @property
    def id(self) -> str:
        """The identity that survives moving, rewording, re-saving, a 404 that becomes a 410, and the database, which keeps no password."""
        return fingerprint("f1_", self.entry_id, self.field, self.family, redacted(self.target_key))


def fingerprint(prefix: str, *parts: str) -> str:
    """`prefix` and 20 base-32 characters of SHA-256 over `parts` joined by the unit separator."""
    digest = hashlib.sha256("␟".join(parts).encode("utf-8", "surrogatepass")).digest()
    return prefix + base64.b32encode(digest[:15]).decode("ascii").lower()[:20]  # eight characters for five bytes
