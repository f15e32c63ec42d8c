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


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often something must be seen before it is said."""

    gone_checks: int = 2
    """Looks that must find nothing there."""
    gone_hours: float = 6
    """The least time between two of them."""
    failing_checks: int = 3
    """Looks that must see a failure that may pass."""
    failing_hours: float = 48
    """The least time from the first of them to the last."""
    good_checks: int = 2
    """Looks that must see a confirmed failure work again."""
    good_hours: float = 12
    """The least time between two of them."""
    event_hours: float = 48
    """How long single findings are held back when something happens to a whole website."""


USUAL_PATIENCE = Patience()
"""What is configured where nothing else is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """How things moved since a report of some weeks ago, among the initiatives of both."""

    day: date
    """Of the earlier report."""
    initiatives: int
    """So many counted both times."""
    change_points: float
    """By how many points the share with nothing broken moved."""
    median_days: int | None
    """How old half of the problems were then, at the most."""
    days_until_fixed: int | None = None
    """Within how many days half of all problems were fixed then."""
