"""The shape of a feed (RFC 4287): what it is, and its newest entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, register_namespace

from audit.ports import Document
from audit.renderers.written import xml_bytes, xml_text

MOST_ENTRIES = 60

_ATOM = "http://www.w3.org/2005/Atom"
_GIVEN = 2026
"""The year in the ids of what has no date of its own: one that went along with the calendar would make it another thing every January."""
_NEVER = datetime(_GIVEN, 1, 1, tzinfo=UTC)
"""When a feed without an entry last changed. The moment of its making would be another every night, of a feed that says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a feed tells, in texts and never in HTML."""

    id: str
    title: str
    updated: datetime
    """When what it tells last became another."""
    page: str
    """Where it is told in full: a name below the folder of all reports."""
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed, in the folder of all reports or below it."""

    name: str
    id: str
    title: str
    site_name: str
    base_url: str = ""
    """Where the reports are hosted; addresses are relative to the feed when nowhere."""

    def document(self, entries: Iterable[Entry]) -> Document:
        """The feed with its newest entries, the same bytes for the same entries."""
        register_namespace("", _ATOM)
        newest_first = sorted(entries, key=lambda entry: (entry.updated, entry.id), reverse=True)[:MOST_ENTRIES]
        feed = Element(f"{{{_ATOM}}}feed")
        _add(feed, "id", self.id)
        _add(feed, "title", self.title)
        _add(feed, "updated", _moment(newest_first[0].updated if newest_first else _NEVER))
        _link(feed, "self", "application/atom+xml", self._address(self.name))
        _add(SubElement(feed, f"{{{_ATOM}}}author"), "name", self.site_name)
        for entry in newest_first:
            self._add_entry(feed, entry)
        return Document(name=self.name, content=xml_bytes(feed))

    def _add_entry(self, feed: Element, entry: Entry) -> None:
        told = SubElement(feed, f"{{{_ATOM}}}entry")
        _add(told, "id", entry.id)
        _add(told, "title", entry.title)
        _add(told, "updated", _moment(entry.updated))
        _link(told, "alternate", "text/html", self._address(entry.page))
        _add(told, "summary", entry.summary)

    def _address(self, name: str) -> str:
        return f"{self.base_url}/{name}" if self.base_url else "../" * self.name.count("/") + name


def tag(base_url: str, what: str, *, year: int = _GIVEN) -> str:
    """An id that never changes once published: a tag of the host (RFC 4151), or a name of our own where there is none."""
    host = urlsplit(base_url).hostname
    return f"tag:{host},{year}:{what}" if host else f"urn:x-initiative-audit:{what}"


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}{name}").text = xml_text(text)


def _link(parent: Element, rel: str, kind: str, href: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}link", rel=rel, type=kind, href=href)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
