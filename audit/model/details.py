"""What the pages of one thing show besides its findings: an initiative's links and past, a website's days, our manners."""

from dataclasses import dataclass
from datetime import date

from audit.model.standing import FixedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One outbound link of an initiative, whatever became of it."""

    text: str
    """The words that can be clicked; empty when there are none."""
    field_label: str
    """The field as editors know it."""
    line: int
    target_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCheck:
    """One field of an initiative that was looked at."""

    handle: str
    label: str
    """As editors know it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDay:
    """What became of an initiative's findings on one day."""

    day: date
    found: int = 0
    """Shown for the first time."""
    came_back: int = 0
    fixed: tuple[tuple[FixedBy, int], ...] = ()
    """How many ended, by what ended them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostDay:
    """How the addresses of one website did on one day."""

    day: date
    worked: int = 0
    failed: int = 0
    silent: int = 0
    """Looks that saw neither: the website kept us out, or its turn never came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How we treat websites."""

    at_once: int
    """Requests under way at once to one website."""
    interval: float
    """Seconds between the starts of two of them."""
    robots: bool
    """Whether robots.txt is respected."""
