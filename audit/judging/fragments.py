"""Whether the part of a page that a fragment names is there; the verdict on the page does not depend on it."""

import re

from audit.model.probe import Page, Probe
from audit.model.verdict import WORKS, FragmentState, Verdict

_APP_STATE = re.compile(r"^(?:!|/|[^:]*=|[^:~]*/)|^:~:(?!text=)")
"""Fragments that applications keep their state in: routes, ``key=value``."""
_LINES = re.compile(r"^L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?$|^(?:issuecomment|discussion_r|diff|r\d|pullrequestreview)-?\w*")
"""Lines and comments that code hosts draw by script."""
_PAGES = ("text/html", "application/xhtml+xml")


def _state(fragment: str, page: Page, *, complete: bool) -> FragmentState:
    if fragment in page.anchors:
        return FragmentState.FOUND
    if _APP_STATE.search(fragment):
        return FragmentState.NOT_APPLICABLE
    if not page.analysed or not complete or _LINES.match(fragment) or "script-shell" in page.signals:
        return FragmentState.UNVERIFIABLE
    return FragmentState.MISSING


def fragment_states(probe: Probe, verdict: Verdict) -> tuple[tuple[str, FragmentState], ...]:
    """The state of each fragment asked for; not applicable where there is no page to look at."""
    page, final = probe.page, probe.final
    if final is None or page is None or verdict not in WORKS or page.content_type not in _PAGES:
        return tuple((fragment, FragmentState.NOT_APPLICABLE) for fragment in probe.target.fragments)
    moved_to = next((hop.location.partition("#")[2] for hop in reversed(probe.hops) if "#" in hop.location), "")
    if moved_to:
        # A fragment in the redirect's own address takes the place of the link's (Fetch Standard, 4.4).
        return tuple((fragment, FragmentState.NOT_APPLICABLE) for fragment in probe.target.fragments)
    return tuple((fragment, _state(fragment, page, complete=final.body_complete)) for fragment in probe.target.fragments)
