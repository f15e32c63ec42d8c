"""The kinds of evidence that a page of success is not the page that was asked for."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from audit.judging.compare import (
    are_alike,
    ends_are_ignored,
    same_as_home,
    same_as_sibling,
    same_elsewhere,
    sibling_answers,
    sibling_is_honest,
)
from audit.judging.doubt import is_about
from audit.judging.paths import MEDIA_FILES, PICTURES, extension, is_error, is_front, is_parent, is_search, segments, slug_words
from audit.model.probe import Page, Probe
from audit.model.sketch import words_of
from audit.model.values import as_value

_NUMBER = re.compile(r"\b4(?:04|10)\b")
_SHORT = 60
_LONG = 250
_FEW_IMAGES = 3
"""A logo and a few ornaments."""


@as_value
class Case:
    """A page and how it was reached."""

    probe: Probe
    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of evidence."""

    words: str
    weight: Callable[[Case], int]
    likeness: bool = False
    """Whether it rests on how much the page is like others of its server."""


def head_says(case: Case) -> int:
    """Whether the title, the heading or both say that it was not found; not where that is what the address is about."""
    told = {"title-not-found", "heading-not-found"} & set(case.page.signals)
    if not told or (sibling_is_honest(case.probe) and _is_its_subject(case)):
        return 0
    # On a page of a few words, a number that stands alone in the heading is no part of a name.
    alone = case.page.words < _SHORT and any(_NUMBER.fullmatch(heading) for heading in case.page.headings[:1])
    return 3 if len(told) == 2 or alone or ("title-not-found" in told and _NUMBER.search(case.page.title)) else 2


def _is_its_subject(case: Case) -> bool:
    """Whether the address itself speaks of what was not found: a film called so, a room 404."""
    url = case.probe.target.url
    path = unquote(urlsplit(url).path).lower()
    # An excuse that quotes the address takes up its words too: "Page not found at /about/intro".
    title, *headings = (head.lower().replace(path, " ") if len(path) > 1 else head for head in (case.page.title, *case.page.headings))
    own = replace(case.page, title=title, headings=tuple(headings))
    return is_about(own, url) or bool(set(_NUMBER.findall(title)) & set(_NUMBER.findall(path)))


def _text_says(case: Case) -> int:
    if "text-not-found" in case.page.signals:
        return 2
    # "Sorry, there are no posts yet" is one excuse.
    told = {"text-error", "trouble", "text-no-results"} & set(case.page.signals)
    return 1 if told and "text-no-results" not in told else 0


def template_says(case: Case) -> int:
    """Whether its program shows it in the place of pages that are not there, in whatever language."""
    meant = sibling_is_honest(case.probe) and _is_its_subject(case)
    return 3 if "template-not-found" in case.page.signals and not meant else 0


def _nothing_else(case: Case) -> int:
    """The excuse is all that there is; not where the address speaks of it."""
    meant = sibling_is_honest(case.probe) and bool(slug_words(case.probe.target.url) & set(words_of(case.page.text)))
    return 2 if "only-not-found" in case.page.signals and not meant else 0


def _apologises(case: Case) -> int:
    return 1 if {"heading-error", "text-no-results"} & set(case.page.signals) == {"heading-error"} else 0


def _status_inside(case: Case) -> int:
    return 3 if "body-status-not-found" in case.page.signals else 0


def _withdrawn(case: Case) -> int:
    # "No longer available" is one excuse, whether it is read as an end or as an absence.
    return (0 if "text-not-found" in case.page.signals else 2) if "text-withdrawn" in case.page.signals else 0


def _short(case: Case) -> int:
    page = case.page
    seen = page.frames or (page.images > _FEW_IMAGES and not head_says(case))
    return 1 if page.words < _SHORT and not seen and "html" in page.content_type else 0


def _every_address(case: Case) -> int:
    probe = case.probe
    return 3 if same_as_sibling(probe) and not is_front(probe.target.url) and not ends_are_ignored(probe) else 0


def _elsewhere_too(case: Case) -> int:
    return 2 if same_elsewhere(case.probe) else 0


def _sibling_says(case: Case) -> int:
    """An address that cannot exist answers with success and the same kind of excuse."""
    sibling = case.probe.sibling
    if sibling is None or not sibling_answers(case.probe) or same_as_sibling(case.probe):
        return 0
    told = set(sibling.signals)
    # Where the server's excuses are headed so, a sentence below a heading of its own is none of them.
    excuse = told & {"title-not-found", "heading-not-found"} or told & {"text-not-found"}
    return 2 if excuse & set(case.page.signals) else 0


def _home(case: Case) -> int:
    return 2 if same_as_home(case.probe) else 0


def _canonical_home(case: Case) -> int:
    deep = len(segments(case.probe.target.url)) >= 1 and not is_front(case.probe.target.url)
    if not deep or sibling_is_honest(case.probe):  # a server that knows its addresses has a slip in its pages
        return 0
    return 1 if case.page.canonical and is_front(case.page.canonical) and urlsplit(case.page.canonical).hostname else 0


def other_type(case: Case) -> int:
    """A file was linked and a page came, which is no viewer of it."""
    if extension(case.probe.target.url) not in MEDIA_FILES or "html" not in case.page.content_type or case.page.words > _LONG:
        return 0
    page = case.page
    if page.frames or page.images > 2 or (page.images and page.words > _SHORT):
        return 0
    # A viewer of documents may draw them by script; a picture needs an element to be seen.
    nothing = page.words < _SHORT and not page.images and "script-shell" not in page.signals
    return 3 if nothing and extension(case.probe.target.url) in PICTURES else 2


def to_error(case: Case) -> int:
    """Whether redirects led to an address that names itself an error's."""
    return 2 if case.probe.hops and is_error(_end(case)) and not is_error(case.probe.target.url) else 0


def _to_search(case: Case) -> int:
    return 2 if case.probe.hops and is_search(_end(case)) and not is_search(case.probe.target.url) else 0


def _no_results(case: Case) -> int:
    # "Nothing found" is one excuse, whether it is read as an empty search or as an absence.
    told = {"text-no-results", "text-not-found"} & set(case.page.signals) == {"text-no-results"}
    return 2 if told and not is_search(case.probe.target.url) else 0


def _to_home(case: Case) -> int:
    return 2 if case.probe.hops and is_front(_end(case)) and segments(case.probe.target.url) else 0


def _to_parent(case: Case) -> int:
    return 1 if case.probe.hops and is_parent(_end(case), case.probe.target.url) and not _to_home(case) else 0


def _all_led_here(case: Case) -> int:
    """An address that cannot exist is redirected to the very same place."""
    probe, end, other = case.probe, _end(case), case.probe.sibling_url
    if not (probe.hops and other and sibling_answers(probe) and segments(probe.target.url)):
        return 0
    if ends_are_ignored(probe) and not is_parent(end, probe.target.url):
        return 0  # a number in the address tells which page, and the server puts the words behind it right
    if other.partition("#")[0] == end.partition("#")[0]:
        return 3
    same_desk = (is_search(end) or is_error(end)) and urlsplit(end).path == urlsplit(other).path
    return 3 if same_desk and are_alike(case.page, probe.sibling) else 0


def _no_slug(case: Case) -> int:
    """A front page that does not mention what the address was about."""
    wanted = slug_words(case.probe.target.url)
    if not wanted or not _to_home(case) or not case.page.words:
        return 0
    host = urlsplit(_end(case)).hostname or ""
    # A short way to another site, such as /donate, is made on purpose where the server knows which addresses it has.
    elsewhere = host != urlsplit(case.probe.target.url).hostname
    if elsewhere and (sibling_is_honest(case.probe) or any(word in host for word in wanted)):
        return 0
    page = case.page
    told = set(words_of(" ".join((page.title, page.description, page.text, *page.headings))))
    return 0 if wanted & told else 2


def _end(case: Case) -> str:
    return case.probe.final.url if case.probe.final else ""


KINDS: tuple[Kind, ...] = (
    Kind(words="its title or heading says that it was not found", weight=head_says),
    Kind(words="its text says so", weight=_text_says),
    Kind(words="it is in the template for that", weight=template_says),
    Kind(words="it says nothing else", weight=_nothing_else),
    Kind(words="its heading apologises", weight=_apologises),
    Kind(words="a status inside the answer says so", weight=_status_inside),
    Kind(words="what it was about is over", weight=_withdrawn),
    Kind(words="it says next to nothing", weight=_short),
    Kind(words="an address that cannot exist shows the same page", weight=_every_address, likeness=True),
    Kind(words="so does one in another folder", weight=_elsewhere_too, likeness=True),
    Kind(words="an address that cannot exist shows the same excuse", weight=_sibling_says, likeness=True),
    Kind(words="it is the front page", weight=_home, likeness=True),
    Kind(words="it calls the front page its own address", weight=_canonical_home),
    Kind(words="a file was linked and a page came", weight=other_type),
    Kind(words="redirected to an error page", weight=to_error),
    Kind(words="redirected to a search", weight=_to_search),
    Kind(words="nothing was found there", weight=_no_results),
    Kind(words="redirected to the front page", weight=_to_home),
    Kind(words="redirected to the folder above", weight=_to_parent),
    Kind(words="an address that cannot exist is redirected to the same place", weight=_all_led_here, likeness=True),
    Kind(words="the front page does not mention it", weight=_no_slug),
)
