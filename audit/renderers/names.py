"""Where things stand inside a dated report: names that never change, because people keep links to them."""

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
"""In the folder of all reports."""
PARTNERS = "partners.html"
METHOD = "how-we-check.html"


def list_page(number: int) -> str:
    """A page of the list of all problems, from 1."""
    return f"p/{number}.html"


def initiatives_page(number: int) -> str:
    """A page of the table of initiatives, from 1."""
    return f"initiatives/page-{number}.html"


def initiative_page(entry_id: str) -> str:
    """One initiative's page. Ids may hold anything, so a digest stands for them."""
    return f"initiatives/{fingerprint('i1_', entry_id)}.html"


def host_page(host: str) -> str:
    """One host's page."""
    return f"hosts/{fingerprint('h1_', host)}.html"


def link_page(target_id: str) -> str:
    """The history of one target."""
    return f"links/{target_id}.html"


def owner_page(ref: str, number: int = 1) -> str:
    """A page of one person's list, from 1, under the digest that stands for her."""
    return f"owners/{fingerprint('o1_', ref)}{f'-{number}' if number > 1 else ''}.html"


def rule_place(rule: str) -> str:
    """Where the method page explains a rule."""
    return f"{METHOD}#{quote(rule)}"


def address(report: Report, name: str) -> str:
    """A document's full address where reports are hosted, or its address relative to the report's folder where they are not."""
    return f"{report.base_url}/{report.id}/{name}" if report.base_url else name
