"""Which pages are doubtful enough to be worth a second look."""

from audit.judging.paths import MEDIA_FILES, extension, is_error, is_front, is_login, is_parent, is_search, segments, slug_words
from audit.model.probe import Exchange, Hop, Page
from audit.model.sketch import words_of

_DOUBTFUL = frozenset(
    {
        *("title-not-found", "heading-not-found", "text-not-found", "body-status-not-found", "text-withdrawn", "text-no-results"),
        *("heading-error", "text-error", "parked", "for-sale", "coming-soon", "suspended", "default-page", "spam-words", "gambling-words"),
        *("script-shell", "title-is-host", "robot-check", "access-words", "maintenance", "region", "mentions-not-found"),
        "template-not-found",
    }
)
_FEW_WORDS = 60


def is_doubtful(page: Page, final: Exchange, hops: tuple[Hop, ...], *, asked: str) -> bool:
    """Whether an answer of success should be compared with what its server says to an address that cannot exist."""
    status = final.status or 0
    if not 200 <= status < 300 or not page.analysed:
        return False
    if _DOUBTFUL & set(page.signals) or any(signal.startswith("parking-") for signal in page.signals):
        return True
    if is_front(asked):
        return False
    if "html" not in page.content_type:
        return False
    if page.words < _FEW_WORDS or (extension(asked) in MEDIA_FILES and not page.frames):
        return True
    return bool(hops) and _is_useless(final.url, asked)


def is_about(page: Page, url: str) -> bool:
    """Whether the title or a heading takes up the words of the address: then the page was made for it."""
    return _takes_up(" ".join((page.title, *page.headings[:3])), url)


def is_headed_by(page: Page, url: str) -> bool:
    """Whether the first heading does, or the title of a page without headings: a front page names all of a site's subjects in its title."""
    return _takes_up(page.headings[0] if page.headings else page.title, url)


def _takes_up(text: str, url: str) -> bool:
    wanted = slug_words(url)
    told = wanted & set(words_of(text))
    return bool(wanted) and (told == wanted or len(told) > 1)


def _is_useless(end: str, asked: str) -> bool:
    """Whether a redirect led to a place that often stands for "not here"."""
    if is_login(end):
        return False
    return (bool(segments(asked)) and (is_front(end) or is_error(end) or is_parent(end, asked))) or (
        is_search(end) and not is_search(asked)
    )
