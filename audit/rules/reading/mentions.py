"""The links of an entry as its readers meet them."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from audit.model.finding import Occurrence
from audit.model.link import Link, LinkKind
from audit.rules.reading.places import field_of
from audit.rules.reading.remembered import remembered

_NOT_WORDS = frozenset({LinkKind.CALL_TO_ACTION, LinkKind.EMBED, LinkKind.IMAGE, LinkKind.TEXT})


def occurrence(link: Link) -> Occurrence:
    """One place of a finding about a link."""
    return Occurrence(location=link.location, text=link.text, href=link.href)


def clickable(links: Iterable[Link]) -> Iterator[Link]:
    """The links that are words of a text, whatever they lead to."""
    return (link for link in links if link.kind not in _NOT_WORDS and not link.salvaged)


def by_field(links: Iterable[Link]) -> dict[str, list[Link]]:
    """The links under the fields that hold them, positions in lists apart."""
    fields: dict[str, list[Link]] = {}
    for link in links:
        fields.setdefault(field_of(link.location), []).append(link)
    return fields


def split(link: Link) -> SplitResult:
    """The parts of a link's address; empty parts when it cannot be taken apart."""
    return _split(link.address)


def host(link: Link) -> str:
    """The name of the website that a web address leads to, in lower case without ``www.``; empty for other addresses."""
    return _host(link.address)


@lru_cache(maxsize=8192)
def _split(address: str) -> SplitResult:
    address = address.strip()
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
        if ":" in parts.netloc:
            parts.port  # noqa: B018 - reading it is what finds a port that is none
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


@lru_cache(maxsize=8192)
def _host(address: str) -> str:
    parts = _split(address)
    name = (parts.hostname or "") if parts.scheme.lower() in {"http", "https"} else ""
    return name.rstrip(".").removeprefix("www.")


@remembered
def folded(text: str) -> str:
    """Words made comparable: without case, runs of blanks, and punctuation at the ends."""
    return " ".join(text.casefold().split()).strip(" .,;:!?…\"'“”‘’«»()[]→>›-–—")


def by_address(links: Iterable[Link], wanted: Callable[[Link], object]) -> dict[tuple[str, str], list[Link]]:
    """The wanted links put together by field and address."""
    places: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        if not link.salvaged and wanted(link):
            places.setdefault((field_of(link.location), link.address.strip()), []).append(link)
    return places
