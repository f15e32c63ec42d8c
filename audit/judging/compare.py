"""How the page compares with what its server says to an address that cannot exist, and at its front door."""

from audit.judging.paths import is_front, is_numbered
from audit.judging.similarity import likeness
from audit.model.probe import Page, Probe

SAME = 0.8
"""A likeness from which two texts count as the same page: an echo of the address or a date may differ."""
_GONE = frozenset({404, 410})
_EXCUSES = frozenset({"title-not-found", "heading-not-found", "text-not-found", "heading-error", "text-error", "body-status-not-found"})


def are_alike(one: Page | None, other: Page | None) -> bool:
    """Whether two pages say the same."""
    if one is None or other is None or not (one.analysed and other.analysed):
        return False
    if not one.sketch or not other.sketch:
        return (
            not one.sketch
            and not other.sketch
            and one.title == other.title
            and one.content_type == other.content_type
            and one.length == other.length
        )
    return likeness(one.sketch, other.sketch) >= SAME


def sibling_answers(probe: Probe) -> bool:
    """Whether the server answered with success to an address that cannot exist."""
    return probe.sibling_status is not None and 200 <= probe.sibling_status < 300


def sibling_is_honest(probe: Probe) -> bool:
    """Whether the server says so when an address does not exist."""
    return probe.sibling_status in _GONE


def same_as_sibling(probe: Probe) -> bool:
    """Whether an address that cannot exist shows the very same page."""
    return sibling_answers(probe) and are_alike(probe.page, probe.sibling)


def ends_are_ignored(probe: Probe) -> bool:
    """Whether the server shows the page whatever the end of its address, and only there: a number before it tells which page."""
    status = probe.elsewhere_status
    told_apart = status is not None and (status in _GONE or (200 <= status < 300 and not same_elsewhere(probe)))
    excused = probe.page is not None and bool(_EXCUSES & set(probe.page.signals))
    return told_apart and not excused and is_numbered(probe.target.url) and same_as_sibling(probe)


def same_elsewhere(probe: Probe) -> bool:
    """Whether an address at the root that cannot exist shows the very same page too."""
    answers = probe.elsewhere_status is not None and 200 <= probe.elsewhere_status < 300
    return answers and are_alike(probe.page, probe.elsewhere)


def same_as_home(probe: Probe) -> bool:
    """Whether the page is the site's front page, although another was asked for."""
    return not is_front(probe.target.url) and are_alike(probe.page, probe.home)
