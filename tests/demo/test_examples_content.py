"""The examples show every kind of content finding, and most initiatives have none."""

from datetime import timedelta

from audit.demo import TONIGHT, lay_out
from audit.demo.content import WRITTEN
from audit.extract import extract
from audit.model.entry import Entry, Skipped, Unreadable
from audit.rules import CONTENT_RULES, Context, check_entry
from audit.sources.statamic import StatamicSource


def fired(folder, now, collections=("partner_initiatives",)):
    """The rules that fire for each readable, unreadable or left-out file, by path."""
    found = {}
    source = StatamicSource(root=folder, collections=collections, now=now)
    context = Context(now=now, site=source.index())
    for reading in source.read():
        match reading:
            case Entry():
                findings = check_entry(reading, extract(reading), rules=CONTENT_RULES, context=context)
                found[reading.path] = {finding.rule for finding in findings}
            case Unreadable():
                found[reading.path] = {reading.problem.rule}
            case Skipped():
                found[reading.path] = {reading.why}
    return found


def tonight(tmp_path):
    return fired(lay_out(tmp_path / "site", night=TONIGHT, tonight=WRITTEN), WRITTEN)


def test_every_content_rule_fires_somewhere(tmp_path):
    shown = set().union(*tonight(tmp_path).values())
    # Readers report nothing yet that has no rule of its own; and the names of the services that wrap and shorten addresses are real.
    assert {rule.name for rule in CONTENT_RULES} - shown <= {"content-file-fault", "link-wrapped", "link-shortener"}


def test_two_thirds_of_the_initiatives_have_clean_content(tmp_path):
    found = [rules for rules in tonight(tmp_path).values() if rules != {"draft"}]
    assert sum(1 for rules in found if not rules) >= len(found) * 2 / 3


def test_two_drafts_are_left_out(tmp_path):
    assert list(tonight(tmp_path).values()).count({"draft"}) == 2


def test_the_stories_are_clean(tmp_path):
    found = fired(lay_out(tmp_path / "site", night=TONIGHT, tonight=WRITTEN), WRITTEN, collections=("stories",))
    assert found
    assert not any(found.values())


def test_findings_are_the_same_in_any_year(tmp_path):
    later = WRITTEN + timedelta(days=1234)
    assert fired(lay_out(tmp_path / "later", night=TONIGHT, tonight=later), later) == tonight(tmp_path)
