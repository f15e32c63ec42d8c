"""A page that used to be about something else, in another language: the address may have a new owner."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from audit.judging.languages import COMMON_WORDS, language_of
from audit.model.probe import Page, Probe
from audit.model.sketch import words_of
from audit.model.standing import PageSeen
from audit.model.verdict import Judgement, Verdict
from audit.urls import registrable

DRIFTED = "drifted"
"""The note on a page that works and is not what it was."""

_ENOUGH_BEFORE = 12
"""Telling words that must be known of the page as it was."""
_ENOUGH_NOW = 20
"""Words from which a page says what it is about."""
_KEPT = 0.05
"""The share of the former telling words up to which nothing of the subject is left: a translation keeps names of people and places."""
_LONG = 4
_OWN_CHARACTERS = "\u2e80"
"""From here on a single character is as good as a word."""
_SPAM, _GAMBLING = "the vocabulary of spam sites", "games of chance"
_DOORS = frozenset({"consent-words", "login-words", "robot-check", "region", "access-words", "maintenance", "trouble"})
"""What stands before a page says nothing about the page."""


def judge_drift(probe: Probe) -> Judgement | None:
    """`parked` when a page changed both its subject and its language, and a further kind of evidence tells of a new owner."""
    page, before = probe.page, probe.before
    if page is None or before is None or not _has_jumped(page, before.title, before.excerpt):
        return None
    changed = f"about something else, and in another language, than on {before.read_at:%Y-%m-%d}"
    signature = _signature(page)
    # A licensed casino that is translated keeps some words; one that moved in says none of those that were meant.
    if signature and (signature != _GAMBLING or not _is_what_was_meant(probe, page, before)):
        reason = "hijacked" if signature in {_SPAM, _GAMBLING} else "parked"
        return Judgement(verdict=Verdict.PARKED, reason=reason, detail=f"{changed}; {signature}")
    if _has_moved(probe, before) and probe.target.texts and not _is_what_was_meant(probe, page, before) and not _names_itself(probe, page):
        detail = f"{changed}; redirected to another name; none of the link's words occur"
        return Judgement(verdict=Verdict.PARKED, reason="hijacked", detail=detail)
    return None


def is_adrift(probe: Probe) -> bool:
    """Whether a page that works is not what it was, as far as words tell: its subject and its language are others.

    That alone is a suspicion and no verdict. What was written anew, translated, or changes every day keeps its language, or the
    names in it; a page that still says a word of its former title, of the site's name or of the link is the page that was meant.
    """
    page, before = probe.page, probe.before
    if page is None or before is None or not _has_jumped(page, before.title, before.excerpt):
        return False
    return not _is_what_was_meant(probe, page, before) and not _names_itself(probe, page)


def _has_jumped(page: Page, title: str, excerpt: str) -> bool:
    """Whether both the subject and the language changed."""
    if not page.analysed or page.words < _ENOUGH_NOW or ("thin" in page.signals and _DOORS & {*page.signals}):
        return False
    if page.text.startswith(excerpt):
        return False  # nine pages in ten, and what follows takes a while
    before = _telling((title, excerpt))
    if len(before) < _ENOUGH_BEFORE or len(before & _told(page)) > _KEPT * len(before):
        return False
    was, now = language_of(excerpt), language_of(page.text)
    return bool(was and now) and was != now


def _signature(page: Page) -> str:
    """What the page is now, where it has marks of a new owner's business."""
    signals = frozenset(page.signals)
    if "spam-words" in signals:
        return _SPAM
    if "gambling-words" in signals:
        return _GAMBLING
    if any(signal.startswith("parking-") for signal in signals):
        return "scripts of a domain parker"
    return "it says that the name is for sale or parked" if "thin" in signals and signals & {"for-sale", "parked"} else ""


def _has_moved(probe: Probe, before: PageSeen) -> bool:
    """Whether the address leads to another registered name, and did not before."""
    final = probe.final
    if final is None or not probe.hops:
        return False
    now = _owner(final.url)
    return now not in {_owner(probe.target.url), _owner(before.judgement.final_url or probe.target.url)}


def _owner(url: str) -> str:
    return registrable(urlsplit(url).hostname or "")


def _is_what_was_meant(probe: Probe, page: Page, before: PageSeen) -> bool:
    """Whether the page still says a word of its former title, of its address, or of the link that leads to it."""
    texts = (before.title, unquote(urlsplit(probe.target.url).path), *probe.target.texts)
    return bool(_told(page) & _telling(texts))


def _names_itself(probe: Probe, page: Page) -> bool:
    """Whether a title or heading has the name under which the site is found."""
    name = "".join(words_of(_owner(probe.target.url).partition(".")[0]))
    return len(name) >= _LONG and name in "".join(words_of(" ".join((page.title, *page.headings[:3]))))


def _told(page: Page) -> frozenset[str]:
    return frozenset(words_of(" ".join((page.title, page.description, page.text, *page.headings))))


def _telling(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts that say what they are about."""
    return frozenset(
        word
        for word in words_of(" ".join(texts))
        if (len(word) >= _LONG or word >= _OWN_CHARACTERS) and word not in COMMON_WORDS and not word.isdigit()
    )
