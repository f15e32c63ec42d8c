"""What a page's words and markup hint at, in kebab-case words. Hints are evidence; judging weighs them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from audit.probing import phrases
from audit.probing.phrases.phrase import Phrase, Phrasebook

THIN = 160
"""A page of fewer words is read whole for phrases; of a longer one, only its title and headings: articles quote."""
_LEAD = 1_500
_TITLE_PARTS = re.compile(r"\s+[|·•—–:»«›‹/-]+\s+|\s*[|·•»›]\s*")
_ABOUT_PAGE: tuple[tuple[str, Phrase], ...] = (
    ("trouble", phrases.TROUBLE),
    ("maintenance", phrases.MAINTENANCE),
    ("for-sale", phrases.FOR_SALE),
    ("parked", phrases.PARKED),
    ("domain-words", phrases.DOMAIN),
    ("coming-soon", phrases.COMING_SOON),
    ("seized", phrases.SEIZED),
    ("suspended", phrases.SUSPENDED),
    ("default-page", phrases.DEFAULT_PAGE),
    ("region", phrases.REGION),
    ("access-words", phrases.ACCESS),
    ("robot-check", phrases.ROBOT_CHECK),
)
"""Signals that hold for the page when its head says so, or when a thin page's text does."""
_ABOUT_TEXT: tuple[tuple[str, Phrase], ...] = (
    ("text-withdrawn", phrases.WITHDRAWN),
    ("text-no-results", phrases.NO_RESULTS),
    ("text-error", phrases.ERROR_WORDS),
    ("consent-words", phrases.CONSENT),
    ("password-words", phrases.PASSWORD),
)
_ABOUT_HEAD = (
    *_ABOUT_PAGE,
    ("not-found", phrases.NOT_FOUND),
    ("looking-for", phrases.LOOKING_FOR),
    ("error", phrases.ERROR_WORDS),
    ("login-words", phrases.LOGIN),
    ("heading-login", phrases.DOOR),
    ("heading-denied", phrases.DENIED),
)
"""What a part of a title or a heading may say."""
_HEAD_BOOK, _TEXT_BOOK = Phrasebook(_ABOUT_HEAD), Phrasebook((*_ABOUT_PAGE, *_ABOUT_TEXT))
_BELOW_BOOK = Phrasebook(
    (("text-not-found", phrases.NOT_FOUND), ("text-not-found", phrases.LOOKING_FOR), ("text-maintenance", phrases.MAINTENANCE))
)
"""What a thin page's text may say below its headings."""
_LOGIN_BOOK, _SPAM_BOOK = Phrasebook((("login-words", phrases.LOGIN),)), Phrasebook((("spam", phrases.SPAM),))
_ON_ITS_OWN = frozenset({word for word, _ in _ABOUT_PAGE} | {"login-words", "heading-login", "heading-denied"})
"""Of these, what is a signal wherever in the head it stands."""
_BARE = frozenset(
    {"404", "410", "error 404", "404 error", "error", "oops", "ooops", "oups", "ups", "uups", "hoppla", "hoppsan", "ops", "oeps", "hups"}
)
"""Titles and headings that say nothing else."""
_MANY_TERMS = 3
"""Of spam and gambling at the beginning of a page; a report about one of them names one or two."""
_MOST_HEAD_WORDS = 12
"""A title or heading of more words tells of something; it is no error message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a page that phrases are looked for in."""

    title: str
    headings: tuple[str, ...]
    text: str
    words: int
    host: str


@lru_cache(maxsize=4_096)
def _said(part: str) -> frozenset[str]:
    """What a title's part or a heading says. Titles repeat their headings, and a site's pages each other: each is read once."""
    if len(part.split()) > _MOST_HEAD_WORDS:
        return frozenset()
    found = _HEAD_BOOK.said(part)
    return frozenset(found | {"bare"} if part.strip(" .!") in _BARE else found)


def title_parts(title: str) -> tuple[str, ...]:
    """The parts of a title between its dashes and bars: "Page not found | Example" has two."""
    whole = title.strip().lower()
    return tuple(part.strip() for part in _TITLE_PARTS.split(whole) if part.strip())


def _head_signals(title: tuple[str, ...], headings: tuple[str, ...]) -> set[str]:
    in_title = frozenset[str]().union(*map(_said, title))
    in_headings = frozenset[str]().union(*map(_said, headings[:3]))
    found = set((in_title | in_headings) & _ON_ITS_OWN)
    if in_title & {"not-found", "bare"}:
        found.add("title-not-found")
    if in_headings & {"not-found", "looking-for", "bare"}:
        found.add("heading-not-found")
    if "maintenance" in in_title | in_headings:
        found.add("heading-maintenance")
    if "access-words" in in_title | in_headings:
        found.add("heading-access")
    if "error" in in_title.union(*map(_said, headings[:2])):
        found.add("heading-error")
    return found


def _spam_signals(head: str, lead: str, *, thin: bool) -> set[str]:
    """How much of the page's head and beginning is the vocabulary of spam, and of games of chance."""
    found: set[str] = set()
    if _SPAM_BOOK.said(head) or (thin and _SPAM_BOOK.said(lead) and len(set(phrases.SPAM.said(lead))) >= 2):
        found.add("spam-words")
        offers = {*phrases.SPAM.said(lead), *phrases.SPAM.said(head)}
        if len(offers.union(phrases.GAMBLING.said(lead), phrases.TRADES.said(lead))) >= _MANY_TERMS:
            found |= {"spam-many", "spam-dense"} if len(offers) > 1 else {"spam-many"}
    if phrases.GAMBLING.search(head) and len(phrases.GAMBLING.said(lead)) >= 2:
        found.add("gambling-words")
    return found


def _text_signals(text: str, headings: tuple[str, ...]) -> set[str]:
    """What a short page's text says. An excuse in a heading is a heading's: it does not count a second time as text."""
    found = _TEXT_BOOK.said(text) | {"thin"}
    below = text
    for heading in headings:
        below = below.replace(heading, " ", 1)
    return found | _BELOW_BOOK.said(below) | _LOGIN_BOOK.said(text[:300])


def signals_of(words: Words) -> frozenset[str]:
    """The signals that the words of a page give."""
    title, headings = title_parts(words.title), tuple(" ".join(part.lower().split()) for part in words.headings)
    text = words.text[:_LEAD].lower()
    head = " ".join((*title, *headings[:3]))
    found = _head_signals(title, headings) | _spam_signals(head, text, thin=words.words < THIN)
    if words.words < THIN:
        found |= _text_signals(text, headings)
    names = {words.host, words.host.removeprefix("www.")}
    if any(part in names for part in title) or any(part in names for part in headings[:1]):
        found.add("title-is-host")
    if "for-sale" in found and any(name in text or name in head for name in names):
        found.add("for-sale-by-name")
    return frozenset(found)
