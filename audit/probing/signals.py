"""What a page's words and markup hint at, in kebab-case words. Hints are evidence; judging weighs them."""

import re
from collections.abc import Iterable
from functools import lru_cache

from audit.model.values import as_value
from audit.probing import phrases
from audit.probing.phrases.phrase import Phrase, Phrasebook

THIN = 160
"""A page of fewer words is read whole for phrases; of a longer one, only its title and headings: articles quote."""
_LEAD = 1_500
_TITLE_PARTS = re.compile(r"[\s|·•»›](?:(?<=\s)\s*[|·•—–:»«›‹/-]+\s+|(?<=\s)\s*[|·•»›]\s*|(?<=\S)\s*)")
"""Signs between blanks, and bars and arrows that need none. All begin with one set, as that is what the search can skip to."""
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
    ("crash", phrases.CRASH),
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
    ("removed", phrases.REMOVED),
    ("error", phrases.ERROR_WORDS),
    ("login-words", phrases.LOGIN),
    ("heading-login", phrases.DOOR),
    ("denied", phrases.DENIED),
)
"""What a part of a title or a heading may say."""
_HEAD_BOOK, _TEXT_BOOK = Phrasebook(_ABOUT_HEAD), Phrasebook((*_ABOUT_PAGE, *_ABOUT_TEXT))
_BELOW_BOOK = Phrasebook(
    (
        *(("text-not-found", phrase) for phrase in (phrases.NOT_FOUND, phrases.LOOKING_FOR, phrases.REMOVED)),
        ("text-maintenance", phrases.MAINTENANCE),
    )
)
"""What a thin page's text may say below its headings."""
_LOGIN_BOOK, _SPAM_BOOK = Phrasebook((("login-words", phrases.LOGIN),)), Phrasebook((("spam", phrases.SPAM),))
_ON_ITS_OWN = frozenset({word for word, _ in _ABOUT_PAGE} | {"login-words", "heading-login", "mentions-not-found"})
"""Of these, what is a signal wherever in the head it stands."""
_OUTRIGHT: dict[str, tuple[str, Phrase]] = {
    **{word: (f"heading-{word.removesuffix('-words')}", phrase) for word, phrase in _ABOUT_PAGE},
    "login-words": ("heading-login-words", phrases.LOGIN),
    "denied": ("heading-denied", phrases.DENIED),
}
"""What a part of a head may say and next to nothing else, as a notice does and a headline does not; and the signal for that."""
_SIGNALS_OUTRIGHT = frozenset(signal for signal, _ in _OUTRIGHT.values())
_BEFORE, _AFTER = 4, 1
"""Words beside a phrase with which it still is all that a head says: "We are sorry, this account is suspended." """
_WORD = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,4}|\\w+")
"""A word; of scripts that write without spaces, what would be about one."""
_OF_A_PAGE = (("not-found", phrases.NOT_FOUND), ("removed", phrases.REMOVED))
"""Excuses in a head that says next to nothing else; otherwise something else was not found, or removed."""
_NUMBERED = re.compile(r"\b(?:404|410|error)\b")
"""What often stands behind an excuse, and says no more than that."""
_BARE = frozenset({"404", "410", "error 404", "404 error"})
"""Titles and headings that say nothing else."""
_CRY = re.compile(
    r"(?:o+ps|whoops|oups|uh[- ]oh|u+ps|hups|hupsista|hoppla|hoppsan|jejda|oeps|error|(?:are you )?lost|(?:dead|broken) link"
    r"|nothing (?:here|to see here)|no longer (?:here|available|exists))[ !?.,…]*"
)
"""The same, where what stands below goes on about it: a mere "Oops" or "Dead link" is the title of many a thing, and "OPS" of an
organisation."""
_ALL_IN_ALL = 8
"""Words of a page that has neither title nor heading, from which it may say more than that it was not found."""
_OF_A_NAME = frozenset({"for-sale", "parked", "domain-words", "coming-soon", "suspended", "default-page", "seized"})
"""What is said of a name without a site."""
_SITE = re.compile(
    r"\b(?:web|web ?site|site|webseite|internetseite|portal|server|sitio|sito|página|strona|webbplats\w*|nettsted\w*|sivusto|briefly)\b"
    r"|сайт|网站|網站|系统|サイト|الموقع|האתר|ιστοσελίδα"
)
"""What is closed when a site is, and not a well or a road."""
_MANY_TERMS = 3
"""Of spam and gambling at the beginning of a page; a report about one of them names one or two."""
_MOST_HEAD_WORDS = 12
"""A title or heading of more words tells of something; it is no error message."""


@as_value
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
    if found:
        # "What you are looking for" is no subject of its own.
        sought = "looking-for" in found
        mentioned = {word for word, one in _OF_A_PAGE if not sought and word in found and not _is_all_of(part, one)}
        if mentioned:
            found = found - mentioned | {"mentions-not-found"}  # no excuse, and worth a second look
        asks = part.rstrip(" .!…").endswith(("?", "？", "؟"))
        found |= {
            signal
            for word, (signal, one) in _OUTRIGHT.items()
            if word in found and _is_all_of(part, one) and (not asks or word == "robot-check")
        }
    if part.strip(" .!") in _BARE:
        found.add("bare")
    return frozenset(found - {"not-found"} | {"cry"} if _CRY.fullmatch(part) else found)


def _is_all_of(part: str, one: Phrase) -> bool:
    """Whether a head says this and next to nothing else: "Account suspended", and not "Account suspended by mistake: whom to ask"."""
    return any(
        _length(part[: found.start()]) <= _BEFORE and _length(_NUMBERED.sub(" ", part[found.end() :])) <= _AFTER
        for found in one.places(part)
    )


def _length(text: str) -> int:
    return len(_WORD.findall(text))


def title_parts(title: str) -> tuple[str, ...]:
    """The parts of a title between its dashes and bars: "Page not found | Example" has two."""
    whole = title.strip().lower()
    return tuple(part.strip() for part in _TITLE_PARTS.split(whole) if part.strip())


def _head_signals(title: tuple[str, ...], headings: tuple[str, ...]) -> set[str]:
    in_title = frozenset[str]().union(*map(_said, title))
    in_headings = frozenset[str]().union(*map(_said, headings[:3]))
    found = set((in_title | in_headings) & (_ON_ITS_OWN | _SIGNALS_OUTRIGHT))
    if in_title & {"not-found", "bare"}:
        found.add("title-not-found")
    if in_headings & {"not-found", "looking-for", "removed", "bare"}:
        found.add("heading-not-found")
    if "error" in in_title.union(*map(_said, headings[:2])):
        found.add("heading-error")
    return found


def _cries(title: tuple[str, ...], headings: tuple[str, ...]) -> set[str]:
    """The excuses that mere cries are, where the rest of the page does not say what they are about, or says that it is one."""
    places = (("title-not-found", title), ("heading-not-found", headings[:3]))
    return {signal for signal, parts in places if any("cry" in _said(part) for part in parts)}


def _spam_signals(head: str, lead: str, *, thin: bool, subject: str) -> set[str]:
    """How much of the page's head and beginning is the vocabulary of spam, and of games of chance. One offer in an honest trade is none."""
    found: set[str] = set()
    announced = bool(_SPAM_BOOK.said(head))
    offers = _terms((*phrases.SPAM.said(head), *phrases.SPAM.said(lead))) if announced or (thin and _SPAM_BOOK.said(lead)) else set()
    games = _terms(phrases.GAMBLING.said(lead))
    if not (offers or games) or phrases.WARNING.search(subject):
        return found  # who sells does not warn, but for a word on responsible play below the offers
    if len(offers) > 1 or (announced and games and not phrases.WARNING.search(lead)):
        found.add("spam-words")
        if len(offers.union(phrases.GAMBLING.said(lead), phrases.TRADES.said(lead))) >= _MANY_TERMS:
            found |= {"spam-many", "spam-dense"} if len(offers) > 1 else {"spam-many"}
    if len(games) >= _MANY_TERMS and phrases.GAMBLING.search(head):
        found.add("gambling-words")
    return found


def _terms(said: Iterable[str]) -> set[str]:
    """Terms that differ; one that holds another is the same."""
    distinct = {" ".join(term.split()) for term in said}
    return {term for term in distinct if not any(other != term and other in term for other in distinct)}


def _text_signals(text: str, headings: tuple[str, ...]) -> set[str]:
    """What a short page's text says. An excuse in a heading is a heading's: it does not count a second time as text."""
    found = _TEXT_BOOK.said(text) | {"thin"}
    if "maintenance" in found and _is_of_the_site(phrases.MAINTENANCE.said(text)):
        found.add("site-closed")
    below = text
    for heading in headings:
        below = below.replace(heading, " ", 1)
    return found | _BELOW_BOOK.said(below) | _LOGIN_BOOK.said(text[:300])


def _is_mere_excuse(words: Words) -> bool:
    """Whether the page is one excuse and nothing besides, as programs write it that have no page for it."""
    bare = not words.title and not words.headings and words.words <= _ALL_IN_ALL
    return bare and _is_all_of(words.text.lower().strip(" .!\n"), phrases.NOT_FOUND)


def _is_of_the_site(repairs: list[str]) -> bool:
    """Whether repairs are the site's own: they are told in two ways, or of a site. Wells and roads are repaired as well."""
    return len(_terms(repairs)) > 1 or any(_SITE.search(told) for told in repairs)


def signals_of(words: Words) -> frozenset[str]:
    """The signals that the words of a page give."""
    title, headings = title_parts(words.title), tuple(" ".join(part.lower().split()) for part in words.headings)
    text = words.text[:_LEAD].lower()
    head = " ".join((*title, *headings[:3]))
    subject = " ".join((*title, *headings[:1]))
    found = _head_signals(title, headings) | _spam_signals(head, text, thin=words.words < THIN, subject=subject)
    if words.words < THIN:
        found |= _text_signals(text, headings)
    if "text-not-found" in found or (headings and words.words <= len(headings[0]) and words.words <= _length(headings[0])):
        found |= _cries(title, headings)
    elif words.words >= THIN and (cries := _cries(title, headings)):
        found = found - {"heading-error"} | cries  # the same word is not counted twice
    if _is_mere_excuse(words):
        found.add("only-not-found")
    name = words.host.removeprefix("www.")
    names = {words.host, name, "www." + name}
    if _is_bare_name(title, names) or any(part in names for part in headings[:1]):
        found.add("title-is-host")
    if "for-sale" in found:
        offers = [*phrases.FOR_SALE.said(text), *(part for part in (*title, *headings) if "for-sale" in _said(part))]
        if any(name in offer for name in names for offer in offers):
            found.add("for-sale-by-name")
    return frozenset(found)


def _is_bare_name(title: tuple[str, ...], names: set[str]) -> bool:
    """Whether a title is the host's name and nothing else, but for what is said of that name."""
    rest = [part for part in title if part not in names]
    return len(rest) < len(title) and (not rest or any(_said(part) & _OF_A_NAME for part in rest))
