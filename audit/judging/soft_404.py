"""Answers of success that are not the page: at least two kinds of evidence, whose weights must add up."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from audit.judging.compare import are_alike, same_as_home, same_as_sibling, sibling_answers, sibling_is_honest
from audit.judging.paths import MEDIA_FILES, extension, is_error, is_front, is_parent, is_search, segments, slug_words
from audit.judging.similarity import words_of
from audit.model.probe import Page, Probe
from audit.model.verdict import Judgement, Verdict

ENOUGH = 4
"""The weight from which the evidence carries a verdict; no single kind reaches it."""
_SHORT = 60
_LONG = 250
_LOOKS_EMPTY = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of evidence."""

    words: str
    weight: Callable[[Probe, Page], int]


def _head_says(probe: Probe, page: Page) -> int:
    told = {"title-not-found", "heading-not-found"} & set(page.signals)
    return (3 if len(told) == 2 else 2) if told else 0


def _text_says(probe: Probe, page: Page) -> int:
    if "text-not-found" in page.signals:
        return 2
    return 1 if "text-error" in page.signals or "heading-error" in page.signals else 0


def _status_inside(probe: Probe, page: Page) -> int:
    return 3 if "body-status-not-found" in page.signals else 0


def _withdrawn(probe: Probe, page: Page) -> int:
    return 2 if "text-withdrawn" in page.signals else 0


def _short(probe: Probe, page: Page) -> int:
    return 1 if page.words < _SHORT and not page.frames and not page.images and "html" in page.content_type else 0


def _every_address(probe: Probe, page: Page) -> int:
    return 3 if same_as_sibling(probe) and not is_front(probe.target.url) else 0


def _sibling_says(probe: Probe, page: Page) -> int:
    """An address that cannot exist answers with success and the same kind of excuse."""
    sibling = probe.sibling
    if sibling is None or not sibling_answers(probe) or same_as_sibling(probe):
        return 0
    excuses = {"title-not-found", "heading-not-found", "text-not-found"}
    return 2 if excuses & set(sibling.signals) & set(page.signals) else 0


def _home(probe: Probe, page: Page) -> int:
    return 2 if same_as_home(probe) else 0


def _canonical_home(probe: Probe, page: Page) -> int:
    deep = len(segments(probe.target.url)) >= 1 and not is_front(probe.target.url)
    return 1 if page.canonical and deep and is_front(page.canonical) and urlsplit(page.canonical).hostname else 0


def _other_type(probe: Probe, page: Page) -> int:
    """A file was linked and a page came, which is no viewer of it."""
    if extension(probe.target.url) not in MEDIA_FILES or "html" not in page.content_type or page.words > _LONG:
        return 0
    return 0 if page.frames or page.images > 2 or (page.images and page.words > _SHORT) else 2


def _to_error(probe: Probe, page: Page) -> int:
    return 2 if probe.hops and is_error(_end(probe)) and not is_error(probe.target.url) else 0


def _to_search(probe: Probe, page: Page) -> int:
    return 2 if probe.hops and is_search(_end(probe)) and not is_search(probe.target.url) else 0


def _no_results(probe: Probe, page: Page) -> int:
    return 2 if "text-no-results" in page.signals and not is_search(probe.target.url) else 0


def _to_home(probe: Probe, page: Page) -> int:
    return 2 if probe.hops and is_front(_end(probe)) and segments(probe.target.url) else 0


def _to_parent(probe: Probe, page: Page) -> int:
    return 1 if probe.hops and is_parent(_end(probe), probe.target.url) and not _to_home(probe, page) else 0


def _all_led_here(probe: Probe, page: Page) -> int:
    """An address that cannot exist is redirected to the very same place."""
    if not probe.hops or not probe.sibling_url or not sibling_answers(probe):
        return 0
    end = _end(probe)
    if not segments(probe.target.url):
        return 0
    same = (
        probe.sibling_url.partition("#")[0] == end.partition("#")[0]
        or ((is_search(end) or is_error(end))
        and urlsplit(end).path == urlsplit(probe.sibling_url).path)
    )
    return 3 if (same and are_alike(page, probe.sibling)) or (same and probe.sibling_url == end) else 0


def _no_slug(probe: Probe, page: Page) -> int:
    """A front page that does not mention what the address was about."""
    wanted = slug_words(probe.target.url)
    if not wanted or not _to_home(probe, page) or not page.words or (sibling_is_honest(probe) and page.words < _LOOKS_EMPTY):
        return 0
    told = set(words_of(" ".join((page.title, page.description, page.text, *page.headings))))
    return 0 if wanted & told else 2


def _end(probe: Probe) -> str:
    return probe.final.url if probe.final else ""


KINDS: tuple[Kind, ...] = (
    Kind(words="its title or heading says that it was not found", weight=_head_says),
    Kind(words="its text says so", weight=_text_says),
    Kind(words="a status inside the answer says so", weight=_status_inside),
    Kind(words="what it was about is over", weight=_withdrawn),
    Kind(words="it says next to nothing", weight=_short),
    Kind(words="an address that cannot exist shows the same page", weight=_every_address),
    Kind(words="an address that cannot exist shows the same excuse", weight=_sibling_says),
    Kind(words="it is the front page", weight=_home),
    Kind(words="it calls the front page its own address", weight=_canonical_home),
    Kind(words="a file was linked and a page came", weight=_other_type),
    Kind(words="redirected to an error page", weight=_to_error),
    Kind(words="redirected to a search", weight=_to_search),
    Kind(words="nothing was found there", weight=_no_results),
    Kind(words="redirected to the front page", weight=_to_home),
    Kind(words="redirected to the folder above", weight=_to_parent),
    Kind(words="an address that cannot exist is redirected to the same place", weight=_all_led_here),
    Kind(words="the front page does not mention it", weight=_no_slug),
)


def judge_soft_404(probe: Probe) -> Judgement | None:
    """`soft_404` when enough kinds of evidence say that the page is not there."""
    page = probe.page
    if page is None or not page.analysed:
        return None
    if empty := _judge_empty(probe, page) or _judge_default(probe, page):
        return empty
    if page.words > _LONG and not probe.hops and not same_as_sibling(probe):
        return None
    found = [(kind.words, weight) for kind in KINDS if (weight := kind.weight(probe, page))]
    if len(found) >= 2 and sum(weight for _, weight in found) >= ENOUGH and not _is_shell_of_scripts(probe, page):
        return Judgement(verdict=Verdict.SOFT_404, reason="not-there", detail="; ".join(words for words, _ in found))
    return None


def _is_shell_of_scripts(probe: Probe, page: Page) -> bool:
    """Scripts draw the page, so its words are not known; a shell in the place of a file is none the less no file."""
    return "script-shell" in page.signals and not _other_type(probe, page) and not _head_says(probe, page)


def _judge_empty(probe: Probe, page: Page) -> Judgement | None:
    final = probe.final
    if final is None or final.method == "HEAD" or final.body_complete is False:
        return None
    if final.status in {204, 205}:
        return Judgement(verdict=Verdict.SOFT_404, reason="no-content", detail=f"{final.status}, a click leads nowhere")
    if page.length == 0 and final.status != 206:
        return Judgement(verdict=Verdict.SOFT_404, reason="empty", detail=f"{final.status} and not one byte")
    nothing = page.all_words == 0 and not (page.title or page.images or page.frames or page.scripts or page.forms)
    if "html" in page.content_type and nothing and page.refresh_seconds is None:
        return Judgement(verdict=Verdict.SOFT_404, reason="empty", detail=f"{final.status} and a blank page")
    return None


def _judge_default(probe: Probe, page: Page) -> Judgement | None:
    """What a fresh server shows, where a site should be."""
    if "default-page" not in page.signals or "thin" not in page.signals:
        return None
    if segments(probe.target.url) or same_as_sibling(probe) or page.own_links <= 2:
        return Judgement(verdict=Verdict.SOFT_404, reason="default-page", detail="the server's own default page")
    return None
