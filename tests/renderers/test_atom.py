"""The feed of reports."""

from dataclasses import replace
from xml.etree.ElementTree import fromstring

from audit.model.run import RunStatus
from audit.renderers import AtomFeed
from tests.renderers import reports

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(rows, *, base_url: str = "https://audit.example.org/reports", name: str = "Partner initiatives"):
    document = AtomFeed(base_url=base_url).render_index(rows, site_name=name, timezone="Europe/Berlin", generated_at=reports.NIGHT)[0]
    assert document.name == "reports.atom"
    return fromstring(document.content)


def told(element, name: str) -> list[str]:
    return [one.text for one in element.iter(f"{ATOM}{name}")]


def test_every_report_is_an_entry_newest_first():
    root = feed([reports.row(1), reports.row(0)])
    entries = root.findall(f"{ATOM}entry")
    assert [told(entry, "id") for entry in entries] == [
        ["tag:audit.example.org,2026:report/2026-11-21"],
        ["tag:audit.example.org,2026:report/2026-11-20"],
    ]
    assert told(entries[0], "title") == ["21 November 2026: 31 problems are new, 44 were fixed"]
    assert told(entries[0], "updated") == ["2026-11-21T01:44:03Z"]
    assert entries[0].find(f"{ATOM}link").get("href") == "https://audit.example.org/reports/2026-11-21/index.html"
    assert "89% of initiatives have nothing broken" in told(entries[0], "summary")[0]


def test_incomplete_reports_are_entries_too():
    partial = reports.row(0, status=RunStatus.PARTIAL)
    root = feed([partial, replace(reports.row(1), run=replace(reports.row(1, status=RunStatus.FAILED).run, why="the disk was full"))])
    entries = root.findall(f"{ATOM}entry")
    assert "31 problems" not in told(entries[0], "title")[0]
    assert told(entries[1], "summary") == ["the disk was full"]


def test_a_feed_without_reports_or_address_is_a_feed_all_the_same():
    root = feed([], base_url="", name="a\x00b\ud800")
    assert told(root, "id") == ["urn:x-initiative-audit:reports"]
    assert told(root, "title") == ["a[U+0000]b\ufffd"]
    unknown = feed([replace(reports.row(0), health_percent=None)], base_url="")
    assert unknown.find(f"{ATOM}entry/{ATOM}link").get("href") == "2026-11-21/index.html"
