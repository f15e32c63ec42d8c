"""Servers in trouble that answer with success, and pages that scripts draw and nobody but a browser can see."""

from audit.judging.compare import ends_are_ignored, same_as_sibling, sibling_answers, sibling_is_honest
from audit.judging.doubt import is_about
from audit.judging.looked_up import FOUND
from audit.judging.notices import is_headed, is_notice, stands_alone
from audit.judging.paths import is_error, is_front, is_maintenance
from audit.model.probe import Page, Probe
from audit.model.sketch import words_of
from audit.model.verdict import Judgement, Verdict

_SHORT = 40
_LONG = 100


def judge_trouble(probe: Probe) -> Judgement | None:
    """`unstable` when the page shows a server's error or says that it is closed for repairs."""
    page, final = probe.page, probe.final
    # A notice that planned maintenance is ahead was made for its address; a page of trouble stands in the place of another.
    if page is None or final is None or "thin" not in page.signals or is_about(page, probe.target.url):
        return None
    signals = frozenset(page.signals)
    troubled = is_notice(page, "trouble") or {"trouble", "heading-error"} <= signals or "crash" in signals
    sent_away = bool(probe.hops) and is_error(final.url) and "crash" not in signals  # as from a page that is not there
    if troubled and not sent_away and (page.words < _SHORT or stands_alone(page)):
        return Judgement(verdict=Verdict.UNSTABLE, reason="server-error", detail="the page shows an error of its server")
    led_there = bool(probe.hops) and is_maintenance(final.url) and "maintenance" in signals
    if led_there or (page.words < _LONG and _is_closed(probe, page)):
        return Judgement(verdict=Verdict.UNSTABLE, reason="maintenance", detail="the page says that it is closed for repairs")
    return None


def _is_closed(probe: Probe, page: Page) -> bool:
    """Whether the page is a notice of repairs in the place of a site, and not a page of that site about repairs."""
    if "maintenance" in page.signals and same_as_sibling(probe) and not is_front(probe.target.url):
        return True  # a closed site says so at every address
    if not is_notice(page, "maintenance") and not ("site-closed" in page.signals and page.words <= _SHORT):
        return False
    if not stands_alone(page):
        return same_as_sibling(probe)
    open_elsewhere = sibling_is_honest(probe) or (sibling_answers(probe) and not same_as_sibling(probe))
    repeated = "text-maintenance" in page.signals or page.words <= len(words_of(" ".join(page.headings)))
    return not open_elsewhere or (is_headed(page, "maintenance") and repeated)


def is_drawn_by_scripts(page: Page) -> bool:
    """Whether there is nothing to read before scripts have run, but for a line that asks for them."""
    if "script-shell" in page.signals:
        return True
    return page.scripts > 0 and page.words <= _SHORT and not page.own_links and "javascript" in page.text.lower()


def judge_shell(probe: Probe) -> Judgement | None:
    """`blocked` when scripts draw every page of a site alike: whether this one exists cannot be told without a browser."""
    page = probe.page
    if page is None or not is_drawn_by_scripts(page) or is_front(probe.target.url) or probe.service_status == FOUND:
        return None
    if page.words and ends_are_ignored(probe):
        return None  # a short page of a server that looks at the number before the words
    if same_as_sibling(probe):
        return Judgement(verdict=Verdict.BLOCKED, reason="script-only", detail="scripts draw the page; every address shows the same")
    return None
