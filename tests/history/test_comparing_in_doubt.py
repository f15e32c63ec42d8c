"""What nights make of findings that could not be looked for: files, rules, runs and reports that were not whole."""

from dataclasses import replace

import pytest

from audit.history import Night, compare
from audit.model.finding import Severity
from audit.model.run import RunStatus
from audit.model.standing import FixedBy, Record, State
from tests.history.broken_worlds import broken_world
from tests.history.nights import FIRST, POLICY, World, made, states, world


def test_findings_of_a_file_that_cannot_be_read_are_not_rechecked():
    there = broken_world()
    there.unread.add("a")
    assert there.night() == {"a:river": "not_rechecked"}
    there.unread.clear()
    assert there.night() == {"a:river": "open"}


@pytest.mark.parametrize("unread", ["b", "path:b.md"])
def test_what_compares_an_initiative_with_one_that_cannot_be_read_is_not_rechecked(unread):
    pair = replace(made("a", "", "b", rule="content-duplicate", family="content.dup"), target_id="", params=(("file", "b.md"),))
    old = Record(finding=pair, state=None, first_seen=FIRST, last_seen=FIRST, shown_at=FIRST)
    memory = replace(World(content={"a": {}, "b": {}}).memory(), records={pair.id: old})
    seen = Night(at=FIRST, status=RunStatus.COMPLETE, initiatives=frozenset("ab"), unread=frozenset({unread}))

    assert [one.state for one in compare(memory, (), night=seen, policy=POLICY)] == [State.NOT_RECHECKED]
    assert [one.closed_at for one in compare(memory, (), night=replace(seen, unread=frozenset()), policy=POLICY)] == [FIRST]


def test_findings_of_a_rule_that_was_turned_off_are_not_rechecked():
    there = broken_world()
    there.lacking = {"a"}
    there.night()
    there.lacking, there.rules = set(), frozenset({"link-not-found"})
    assert there.night() == {"a:river": "open", "a:content-summary-missing": "not_rechecked"}


def test_findings_of_a_rule_that_broke_off_are_not_rechecked():
    there = World(content={"a": {}}, lacking={"a"})
    there.night()
    there.lacking, there.broken_off = set(), frozenset({"content-summary-missing"})
    assert there.night() == {"a:content-summary-missing": "not_rechecked"}
    there.broken_off = frozenset()
    assert there.night() == {"a:content-summary-missing": "fixed"}


def test_content_made_complete_is_fixed():
    there = World(content={"a": {}}, lacking={"a"})
    there.night()
    there.lacking.clear()
    assert there.night() == {"a:content-summary-missing": "fixed"}
    (record,) = there.results
    assert record.fixed_by is FixedBy.CONTENT_COMPLETED


@pytest.mark.parametrize(
    ("before", "after", "ruleset", "reason"),
    [
        ("x", "y", "1", "content_changed"),
        ("x", "x", "1", "time_passed"),
        ("x", "x", "1.1", "rules_changed"),
        ("", "", "1", "content_changed"),
    ],
)
def test_a_new_content_finding_says_what_made_it_new(before, after, ruleset, reason):
    there = World(content={"a": {}}, contents={"a": before})
    there.night()
    there.lacking, there.contents, there.ruleset = {"a"}, {"a": after}, ruleset
    assert there.night() == {"a:content-summary-missing": "new"}
    (record,) = there.results
    assert record.new_reason == reason


def test_a_lost_store_makes_nothing_new():
    there = broken_world("river", "lake")
    after = World(content=there.content, answers=there.answers, lacking={"a"})
    assert states(after.night()) == {"shown"}
    assert all(record.state is not State.NEW for record in after.results)


def test_other_rules_leave_nothing_to_compare_with():
    there = broken_world()
    there.lacking = {"a"}
    there.night()
    there.ruleset, there.lacking = "2", set()
    assert there.night() == {"a:river": "shown"}
    assert there.record().first_seen == FIRST
    assert there.night() == {"a:river": "open"}


def test_a_recovery_in_a_report_without_comparison_waits_all_the_same():
    there = broken_world()
    there.ruleset = "2"
    assert there.night(river="ok") == {"a:river": "shown"}
    assert there.record().recovering_since is not None


def test_a_partial_run_fixes_nothing_and_what_it_missed_is_not_rechecked():
    there = broken_world("river", "lake")
    there.lacking = {"a"}
    there.night()
    there.lacking = set()
    there.content["a"]["text"] = ["meadow"]
    told = there.night(status=RunStatus.PARTIAL)
    assert states(told) == {"not_rechecked"}
    assert len(told) == 3
    assert states(there.night()) == {"fixed"}


def test_what_a_partial_run_told_first_is_still_new_in_the_next_complete_report():
    there = world("river")
    there.night()
    there.content["a"]["text"].append("hidden")
    assert there.night(hidden="private", status=RunStatus.PARTIAL) == {"a:hidden": "new"}
    assert there.night() == {"a:hidden": "new"}
    assert there.night() == {"a:hidden": "open"}


def test_an_inconclusive_run_changes_no_link_and_still_counts_content():
    there = broken_world("river", "lake")
    there.lacking = {"a"}
    before = {key: replace(record, state=None) for key, record in there.records.items()}
    streaks = dict(there.streaks)
    there.content["a"]["text"] = ["lake", "meadow"]
    told = there.night(status=RunStatus.INCONCLUSIVE, lake="ok", meadow="private")
    assert told == {"a:river": "not_rechecked", "a:lake": "not_rechecked", "a:content-summary-missing": "new"}
    assert there.streaks == streaks
    assert {key: replace(there.records[key], state=None) for key in before} == before


def test_content_mended_in_an_inconclusive_run_is_told_again_by_the_next_complete_one():
    there = World(content={"a": {}}, lacking={"a"})
    there.night()
    there.lacking.clear()
    fixed = {"a:content-summary-missing": "fixed"}
    assert there.night(status=RunStatus.INCONCLUSIVE) == fixed
    assert there.night() == fixed
    assert there.night() == {}


def test_an_address_that_needs_no_network_is_told_of_even_when_the_network_is_down():
    there = world()
    there.night()
    typed = made("a", "text", "htp:/x", rule="link-malformed")
    seen = replace(there.seen(RunStatus.INCONCLUSIVE, there.streaks), at=there.now)
    (record,) = compare(there.memory(), [typed], night=seen, policy=POLICY)
    assert record.state is State.NEW


@pytest.mark.parametrize(
    ("family", "status", "state"),
    [
        ("link-http", RunStatus.COMPLETE, State.FIXED),
        ("link-http", RunStatus.INCONCLUSIVE, State.NOT_RECHECKED),
        ("link-text", RunStatus.INCONCLUSIVE, State.FIXED),
        ("link-credentials", RunStatus.INCONCLUSIVE, State.FIXED),
    ],
)
def test_a_family_about_links_counts_after_an_inconclusive_run_only_when_it_needs_no_network(family, status, state):
    there = world()
    there.night()
    tidy = made("a", "text", "river", rule="some-rule", severity=Severity.TIDY, family=family)
    (record,) = compare(there.memory(), [tidy], night=there.seen(RunStatus.COMPLETE, {}), policy=POLICY)
    there.records[record.id] = record
    (record,) = compare(there.memory(), [], night=there.seen(status, {}), policy=POLICY)
    assert record.state is state
