"""Doors: the page lives behind a login, so we cannot see it."""

from audit.judging.paths import is_login, returns_to
from audit.model.probe import Page, Probe
from audit.model.verdict import Judgement, Verdict


def _kinds(probe: Probe, page: Page, final_url: str) -> list[str]:
    """The kinds of evidence that the page is a door, in words."""
    kinds: list[str] = []
    asked = probe.target.url
    if probe.hops and is_login(final_url):
        kinds.append("redirected to a login address")
    if probe.hops and returns_to(final_url, asked):
        kinds.append("the address carries the way back")
    if page.password_fields and page.words < 120:
        kinds.append("little but a password field")
    if "login-words" in page.signals:
        kinds.append("its title or heading asks to log in")
    if "access-words" in page.signals and "thin" in page.signals:
        kinds.append("it says that access has to be asked for")
        if "heading-denied" in page.signals:
            kinds.append("its title or heading turns strangers away")
        if page.forms or page.own_links == 0:
            kinds.append("and offers a form, or nothing else")
    return kinds


def judge_access(probe: Probe) -> Judgement | None:
    """`blocked` when two kinds of evidence say that a login stands before the page."""
    page, final = probe.page, probe.final
    if page is None or final is None or is_login(probe.target.url):
        return None
    kinds = _kinds(probe, page, final.url)
    telling = "redirected to a login address" in kinds or page.password_fields or "access-words" in page.signals
    if len(kinds) >= 2 and telling:
        return Judgement(verdict=Verdict.BLOCKED, reason="login", detail="; ".join(kinds))
    return None
