"""Servers in trouble that answer with success, and pages that scripts draw and nobody but a browser can see."""

from audit.judging.compare import same_as_sibling, sibling_answers, sibling_is_honest
from audit.judging.doubt import is_about
from audit.judging.paths import is_front, is_maintenance
from audit.model.probe import Probe
from audit.model.verdict import Judgement, Verdict

_SHORT = 40
_LONG = 100
_FEW_LINKS = 3


def judge_trouble(probe: Probe) -> Judgement | None:
    """`unstable` when the page shows a server's error or says that it is closed for repairs."""
    page, final = probe.page, probe.final
    # A notice that planned maintenance is ahead was made for its address; a page of trouble stands in the place of another.
    if page is None or final is None or "thin" not in page.signals or is_about(page, probe.target.url):
        return None
    signals = frozenset(page.signals)
    if "trouble" in signals and (page.words < _SHORT or page.own_links <= _FEW_LINKS):
        return Judgement(verdict=Verdict.UNSTABLE, reason="server-error", detail="the page shows an error of its server")
    # A closed site says so at every address; where another address gets another answer, only a heading is believed.
    open_elsewhere = sibling_is_honest(probe) or (sibling_answers(probe) and not same_as_sibling(probe))
    closed = "maintenance" in signals and (probe.hops or "heading-maintenance" in signals or not open_elsewhere)
    if closed and (page.words < _LONG or (probe.hops and is_maintenance(final.url))):
        return Judgement(verdict=Verdict.UNSTABLE, reason="maintenance", detail="the page says that it is closed for repairs")
    return None


def judge_shell(probe: Probe) -> Judgement | None:
    """`blocked` when scripts draw every page of a site alike: whether this one exists cannot be told without a browser."""
    page = probe.page
    if page and "script-shell" in page.signals and same_as_sibling(probe) and not is_front(probe.target.url):
        return Judgement(verdict=Verdict.BLOCKED, reason="script-only", detail="scripts draw the page; every address shows the same")
    return None
