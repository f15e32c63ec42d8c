"""Where things stand inside a dated report and beside it: names that never change, because people keep links to them."""

import re
from urllib.parse import quote

from audit.model.finding import fingerprint
from audit.model.report import Report

OVERVIEW = "index.html"
JSON = "report.json"
SCHEMA = "report.schema.json"
CSV = "findings.csv"
JSON_LINES = "findings.jsonl"
SARIF = "findings.sarif"
JUNIT = "junit.xml"
GITHUB = "annotations.txt"
MARKDOWN = "comment.md"
ONE_FILE = "report.html"
"""Everything in one file, for mailing and for archives."""
FEED = "reports.atom"
"""In the folder of all reports, like the next two."""
REMOVE_NOW = "feeds/remove-now.atom"
REPORTS_CSV = "reports.csv"
PARTNERS = "partners.html"
METHOD = "how-we-check.html"
ATOM = ".atom"
"""How the names of feeds end."""


def reports_page(number: int) -> str:
    """A page of the list of all reports, from 1."""
    return f"reports-{number}.html" if number > 1 else OVERVIEW


def list_page(number: int) -> str:
    """A page of the list of all problems, from 1."""
    return f"p/{number}.html"


def initiatives_page(number: int) -> str:
    """A page of the table of initiatives, from 1."""
    return f"initiatives/page-{number}.html"


def initiative_page(entry_id: str, number: int = 1) -> str:
    """A page of one initiative, from 1. Ids may hold anything, so a digest stands for them."""
    return f"initiatives/{fingerprint('i1_', entry_id)}{f'-{number}' if number > 1 else ''}.html"


def host_page(host: str, number: int = 1) -> str:
    """A page of one host, from 1."""
    return f"hosts/{fingerprint('h1_', host)}{f'-{number}' if number > 1 else ''}.html"


def link_page(target_id: str) -> str:
    """The history of one target."""
    return f"links/{target_id}.html"


def owner_page(ref: str, number: int = 1) -> str:
    """A page of one person's list, from 1, under the digest that stands for her."""
    return f"owners/{fingerprint('o1_', ref)}{f'-{number}' if number > 1 else ''}.html"


LIVING = ("initiatives", "hosts", "links")
"""The folders beside the dated reports with pages that keep their address."""

_PLAIN = re.compile(r"(?![hip]1_)[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*")
_LONGEST_PLAIN = 100


def living_initiative(entry_id: str) -> str:
    """One initiative's page beside the dated reports, which is always that of the newest."""
    return f"initiatives/{_word(entry_id, 'i1_')}/{OVERVIEW}"


def living_host(host: str) -> str:
    """One website's page beside the dated reports."""
    return f"hosts/{_word(host, 'h1_')}/{OVERVIEW}"


def living_link(target_id: str) -> str:
    """One link's page beside the dated reports."""
    return f"links/{_word(target_id, 't1_')}/{OVERVIEW}"


def partner_feed(partner: str) -> str:
    """The feed of one partner beside the dated reports."""
    return f"feeds/partners/{_word(partner, 'p1_')}{ATOM}"


def _word(known_as: str, prefix: str) -> str:
    """What something is known as, where every disk and every address may hold it; else a digest of it.

    Capital letters are left out: two names that differ in them alone are one on some disks.
    """
    return known_as if len(known_as) <= _LONGEST_PLAIN and _PLAIN.fullmatch(known_as) else fingerprint(prefix, known_as)


def rule_place(rule: str) -> str:
    """Where the method page explains a rule."""
    return f"{METHOD}#{quote(rule)}"


def address(report: Report, name: str) -> str:
    """A document's full address where reports are hosted, or its address relative to the report's folder where they are not."""
    return f"{report.base_url}/{report.id}/{name}" if report.base_url else name
