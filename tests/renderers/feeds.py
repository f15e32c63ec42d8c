"""Feeds read the way a strict reader reads them (RFC 4287)."""

import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

ATOM = "{http://www.w3.org/2005/Atom}"

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


def read(content: bytes) -> Element:
    """The feed, once everything is there that has to be there (sections 3 and 4.1), and nothing else leads anywhere."""
    feed = fromstring(content)
    assert feed.tag == f"{ATOM}feed"
    assert all(told(feed, name)[0].strip() for name in ("id", "title"))
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["self"]
    entries = feed.findall(f"{ATOM}entry")
    for one in (feed, *entries):
        assert [len(one.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert _MOMENT.fullmatch(told(one, "updated")[0])
        assert urlsplit(told(one, "id")[0]).scheme in ("tag", "urn")
        assert {part.get("type", "text") for name in ("title", "summary") for part in one.findall(f"{ATOM}{name}")} == {"text"}
    for entry in entries:
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
        assert told(entry, "summary")[0].strip()
        assert {part.tag.removeprefix(ATOM) for part in entry} == {"id", "title", "updated", "link", "summary"}
    ids = [told(entry, "id")[0] for entry in entries]
    assert len(ids) == len(set(ids)) <= 60
    moments = [told(entry, "updated")[0] for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert not moments or told(feed, "updated") == moments[:1]
    return feed


def told(element: Element, name: str) -> list[str]:
    """What the element's own parts of that name say."""
    return [part.text or "" for part in element.findall(f"{ATOM}{name}")]


def entries(content: bytes, name: str) -> list[str]:
    """What the entries of a feed say, newest first."""
    return [told(entry, name)[0] for entry in read(content).findall(f"{ATOM}entry")]


def leads_to(content: bytes) -> list[str]:
    """Every address that the feed leads to."""
    return [link.get("href", "") for link in read(content).iter(f"{ATOM}link")]
