"""Gates: a page of few words that stands before every page of a site, or before this one, and is passed by a click."""

import re
from urllib.parse import urlsplit

from audit.judging.compare import same_as_home, same_as_sibling
from audit.judging.notices import stands_alone
from audit.judging.paths import is_error, is_front, is_search, returns_to
from audit.model.probe import Page, Probe
from audit.model.verdict import Judgement, Verdict

_GATE = re.compile(
    r"(?:^|/)(?:(?:cookie|user|gdpr|data)-?)?(?:consent|privacy-?(?:wall|gate|choices)|gdpr|dsgvo|rgpd|cookie-?(?:wall|consent|notice|check)s?|zustimmung|consentement"
    r"|age-?(?:gate|check|verification|verify)|verify-?age|altersnachweis|alterspruefung|over-?18|adult-?(?:gate|check|warning)"
    r"|(?:choose|select|change)-?(?:your-?)?(?:country|region|language|location)|country-?select\w*|language-?select\w*|welcome-?gate"
    r"|queue(?:-it)?|waiting-?room|warteraum|interstitial|accept-?terms)(?:$|[/.?])",
    re.IGNORECASE,
)
"""Paths of pages that want a click before anything else."""
_HOSTS = frozenset({"consent", "cmp", "privacy", "queue", "waitingroom", "age", "gate"})
_EXCUSES = frozenset(
    {
        *("title-not-found", "heading-not-found", "text-not-found", "heading-error", "text-error", "text-withdrawn", "text-no-results"),
        *("default-page", "coming-soon", "maintenance", "trouble", "parked", "for-sale", "suspended", "spam-words"),
    }
)
"""What a page that stands before another never says of itself."""
_FEW_WORDS = 120


def _names_itself(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_GATE.search(parts.path)) or (parts.hostname or "").split(".")[0] in _HOSTS


def _is_led_to(probe: Probe, end: str) -> bool:
    """Whether the redirects ended at an address that names itself a gate, or that carries the way back."""
    asked = probe.target.url
    if not probe.hops or is_error(end) or is_search(end) or is_front(end):
        return False
    return (_names_itself(end) and not _names_itself(asked)) or (urlsplit(end).path not in {"", "/"} and returns_to(end, asked))


def _stands_everywhere(probe: Probe, page: Page) -> bool:
    """Whether every address shows the same few words with something to press, the front page too: nobody has seen what is behind."""
    if not stands_alone(page) or not same_as_sibling(probe) or not same_as_home(probe):
        return False
    return "consent-words" in page.signals or page.forms > 0


def is_gate(probe: Probe) -> bool:
    """Whether what came stands before the page and says nothing about it."""
    page, final = probe.page, probe.final
    if page is None or final is None or page.words > _FEW_WORDS or "html" not in page.content_type or _EXCUSES & set(page.signals):
        return False
    return _is_led_to(probe, final.url) or _stands_everywhere(probe, page)


def judge_gate(probe: Probe) -> Judgement | None:
    """A detour when a redirect leads to a gate, whatever that redirect calls itself; `blocked` when a gate stands in the page's place."""
    if not is_gate(probe):
        return None
    if probe.hops:
        detail = f"{probe.hops[0].status} by {probe.hops[0].kind.value}, to a page that stands before it"
        return Judgement(verdict=Verdict.REDIRECTED_TEMPORARY, reason="moved-for-now", detail=detail)
    return Judgement(verdict=Verdict.BLOCKED, reason="gate", detail="every address, the front page too, shows the same page to click away")
