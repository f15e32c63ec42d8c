"""What makes a finding the same from night to night."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.extract import extract
from audit.model.finding import Finding
from audit.model.site import AssetRef, SiteIndex
from audit.rules import CONTENT_RULES, check_entry
from tests.rules.world import BREAK, CONTEXT, entry, paragraph, spec

SITE = SiteIndex(
    terms={"challenges": frozenset({"war"})}, assets={"a": {"p.jpg": AssetRef(container="a", path="p.jpg")}}, users=frozenset({"u-1"})
)
QUOTE = spec(
    "quote",
    "set",
    fields=(
        spec("words", "bard"),
        spec("line", "text", options={"character_limit": 3}),
        spec("term", "terms", options={"taxonomies": ["challenges"], "create": False}),
        spec("file", "assets", options={"container": "a"}),
        spec("who", "users"),
    ),
)
SINS = [
    paragraph(BREAK, "TBC"),
    paragraph("We  dig  wells  and  more"),
    paragraph(("report", "https://bit.ly/1"), "and"),
    paragraph(("here", "https://bit.ly/1", {"target": "_blank"})),
    paragraph(("here", "http://staging.x.example/?utm_source=a")),
    *[paragraph(f"• {word}") for word in ("wells", "pumps", "taps")],
]


def row(term: str) -> dict[str, object]:
    return {"type": "quote", "words": SINS, "line": "TBD or later", "term": [term, term], "file": ["p.jpg", "q.jpg"], "who": "u-9"}


def findings(*rows: dict[str, object], body: list[object]) -> list[Finding]:
    subject = entry(spec("rows", "replicator", fields=(QUOTE,)), spec("body", "bard"), rows=list(rows), body=body)
    return list(check_entry(subject, extract(subject), rules=CONTENT_RULES, context=replace(CONTEXT, site=SITE)))


def test_no_two_findings_of_an_initiative_are_the_same():
    found = findings(row("peace"), row("peace"), row("love"), body=SINS)

    assert len(found) > 25
    assert [each for each, times in Counter(finding.id for finding in found).items() if times > 1] == []


@settings(deadline=None)
@given(st.permutations(SINS[:5]), st.integers(0, 3))
def test_moving_paragraphs_and_rows_changes_no_identity(moved, blanks):
    before = findings(row("peace"), row("love"), body=SINS)
    after = findings(row("love"), row("peace"), body=[*[paragraph("More.")] * blanks, *moved, *SINS[5:]])

    assert {finding.id for finding in before} == {finding.id for finding in after}


def test_every_finding_gives_what_its_rule_promises_the_wording():
    promised = {rule.name: rule.params for rule in CONTENT_RULES}

    for finding in findings(row("peace"), body=SINS):
        assert tuple(name for name, _ in finding.params) == promised[finding.rule], finding.rule
