"""What nights make of the findings about links: when one is told of, when it is over, and when it is back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from audit.history import compare
from audit.model.finding import Certainty, Severity
from audit.model.run import RunStatus
from audit.model.standing import FixedBy, State
from audit.model.verdict import FragmentState
from tests.history.broken_worlds import broken_world
from tests.history.nights import FIRST, POLICY, World, judgement, made, states, suspicions, target_id, world


def test_the_first_report_calls_nothing_new():
    there = World(content={"a": {"text": ["river", "lake"]}}, answers={"river": "private", "lake": "403"}, lacking={"a"})
    assert states(there.night()) == {"shown"}
    assert all(record.state is None for record in there.results)


def test_a_first_failure_is_suspected_and_shown_to_nobody():
    there = world("river", "lake")
    there.night()
    assert there.night(river="404") == {}
    assert suspicions(there.results) == ["a:river"]


def test_a_confirmed_failure_is_new_and_dated_from_its_first_night():
    there = world()
    there.night()
    there.night(river="404")
    assert there.night() == {"a:river": "new"}
    record = there.record()
    assert (record.first_seen, record.confirmed_at, record.shown_at) == (
        FIRST + timedelta(days=1),
        FIRST + timedelta(days=2),
        FIRST + timedelta(days=2),
    )
    assert record.new_reason == "target_changed"
    assert there.night() == {"a:river": "open"}
    assert there.record().new_reason == ""


def test_a_failure_that_passes_unconfirmed_is_never_told_of():
    there = world()
    told = [there.night(river=answer) for answer in ("ok", "503", "503", "ok", "ok", "404", "ok", "ok")]
    assert told == [{}] * 8
    assert {(record.state, record.closed_at is None) for record in there.records.values()} == {(None, False)}


def test_five_runs_in_ten_minutes_confirm_nothing():
    there = world(river="503")
    assert [there.night(hours=1 / 30) for _ in range(5)] == [{}] * 5


def test_one_link_mended_in_the_content_is_exactly_the_one_that_is_fixed():
    there = broken_world("river", "lake", "pond")
    there.content["a"]["text"][1] = "meadow"
    assert there.night() == {"a:river": "open", "a:lake": "fixed", "a:pond": "open"}
    assert there.record(word="lake").fixed_by is FixedBy.LINK_REPLACED
    assert there.night() == {"a:river": "open", "a:pond": "open"}


def test_a_suspicion_whose_link_was_taken_away_is_told_as_mended():
    there = world("river", "lake")
    there.night()
    assert there.night(river="404", lake="404") == {}
    there.content["a"]["text"][0] = "meadow"
    assert there.night() == {"a:river": "fixed", "a:lake": "new"}
    assert there.record().fixed_by is FixedBy.LINK_REPLACED


def test_one_target_repaired_is_fixed_after_its_second_good_night_and_nothing_is_new():
    there = broken_world("river", "lake")
    assert there.night(river="ok") == {"a:river": "open", "a:lake": "open"}
    assert there.record().recovering_since == FIRST + timedelta(days=3)
    assert there.night() == {"a:river": "fixed", "a:lake": "open"}
    assert (there.record().fixed_by, there.record().recovering_since) == (FixedBy.TARGET_RECOVERED, None)


def test_a_target_that_works_once_and_fails_again_was_never_fixed():
    there = broken_world()
    assert [there.night(river=answer) for answer in ("ok", "404", "404")] == [{"a:river": "open"}] * 3
    assert there.record().recovering_since is None


def test_a_link_taken_out_is_removed_and_not_replaced():
    there = broken_world("river", "lake")
    there.content["a"]["text"].remove("river")
    there.night()
    assert there.record().fixed_by is FixedBy.LINK_REMOVED


def test_a_link_moved_to_another_field_is_another_finding():
    there = broken_world("river")
    there.content["a"] = {"summary": ["river"]}
    there.night()
    closed, opened = sorted(there.results, key=lambda one: one.closed_at is None)
    assert (closed.state, closed.fixed_by) == (State.FIXED, FixedBy.LINK_REMOVED)
    assert (opened.state, opened.new_reason) == (State.NEW, "target_changed")


def test_what_was_fixed_and_fails_again_comes_back_with_its_old_clock():
    there = broken_world()
    for _ in range(2):
        there.night(river="ok")
    assert there.night() == {}
    assert there.night(river="404") == {}
    assert there.night() == {"a:river": "came_back"}
    assert there.record().first_seen == FIRST
    assert there.night() == {"a:river": "open"}


def test_a_return_that_passes_unconfirmed_is_not_told_of_and_the_next_one_still_comes_back():
    there = broken_world()
    told = [there.night(river=answer) for answer in ("ok", "ok", "404", "ok", "404", "404")]
    assert told == [{"a:river": "open"}, {"a:river": "fixed"}, {}, {}, {}, {"a:river": "came_back"}]


def test_a_page_gone_whose_whole_site_goes_too_has_changed():
    there = broken_world()
    assert there.night(river="nxdomain") == {"a:river": "changed"}
    assert there.record().finding.rule == "link-site-gone"
    assert there.night() == {"a:river": "open"}


def test_a_page_known_to_be_gone_is_not_failing_for_days_after_one_bad_night():
    there = broken_world()
    assert there.night(river="503") == {"a:river": "open"}
    assert there.record().finding.rule == "link-not-found"
    assert there.night() == {"a:river": "changed"}
    assert there.record().finding.rule == "link-server-error"


@pytest.mark.parametrize("answer", ["403", "429", "soft", "unasked"])
def test_a_broken_link_does_not_heal_by_blocking_or_not_asking_us(answer):
    there = broken_world()
    for _ in range(20):
        there.night(river=answer)
    record = there.record()
    assert (record.certainty, record.closed_at, record.finding.rule) == (Certainty.CONFIRMED, None, "link-not-found")
    assert record.state is (State.NOT_RECHECKED if answer == "unasked" else State.OPEN)


def test_a_redirect_on_the_way_to_recovery_does_not_replace_the_problem():
    there = broken_world()
    assert there.night(river="moved") == {"a:river": "open"}
    assert there.record().finding.rule == "link-not-found"
    assert there.night() == {"a:river": "changed"}
    assert there.record().severity is Severity.TIDY


def test_a_moved_page_that_fails_one_night_stays_what_readers_know():
    there = world(river="moved")
    there.night()
    assert [there.night(river=answer) for answer in ("503", "moved")] == [{"a:river": "open"}] * 2
    assert there.night(river="ok") == {"a:river": "fixed"}


def test_a_blocked_page_that_turns_out_gone_changes_when_that_is_confirmed():
    there = world(river="403")
    there.night()
    assert there.night() == {"a:river": "open"}
    assert there.night(river="404") == {"a:river": "open"}
    assert there.record().certainty is Certainty.CANNOT_TELL
    assert there.night() == {"a:river": "changed"}
    assert there.record().certainty is Certainty.CONFIRMED


def test_a_suspicion_that_becomes_a_block_is_shown_as_what_it_is():
    there = world()
    there.night()
    there.night(river="404")
    assert there.night(river="403") == {"a:river": "new"}


def test_a_new_mention_of_a_page_known_to_be_gone_is_new_at_once():
    there = broken_world()
    there.content["b"] = {"text": ["river"]}
    assert there.night() == {"a:river": "open", "b:river": "new"}
    assert there.record("b").new_reason == "new_initiative"


def test_a_link_added_to_a_known_initiative_says_so():
    there = world()
    there.night()
    there.content["a"]["text"].append("hidden")
    assert there.night(hidden="private") == {"a:hidden": "new"}
    assert there.record(word="hidden").new_reason == "link_added"


def test_findings_of_an_initiative_that_is_unpublished_have_left_and_come_back_with_it():
    there = broken_world()
    there.content["b"] = {"text": ["lake"]}
    kept = there.content.pop("a")
    assert there.night() == {"a:river": "left"}
    there.content["a"] = kept
    assert there.night() == {"a:river": "came_back"}


def test_a_dangerous_target_is_told_of_as_such_however_broken_it_was_before():
    there = broken_world()
    unsafe = made("a", "text", "river", rule="link-unsafe", severity=Severity.REMOVE, certainty=Certainty.CANNOT_TELL)
    (record,) = compare(there.memory(), [unsafe], night=there.seen(RunStatus.COMPLETE, there.streaks), policy=POLICY)
    assert (record.state, record.severity) == (State.CHANGED, Severity.REMOVE)


def test_of_two_findings_with_one_identity_the_worse_one_stands_with_the_places_of_both():
    there = world()
    there.night()
    tidy = made("a", "text", "river", rule="link-moved", severity=Severity.TIDY)
    fix = made("a", "text", "river", rule="link-certificate")
    elsewhere = replace(tidy, occurrences=(replace(tidy.occurrences[0], text="elsewhere"), *tidy.occurrences))
    for findings in ([elsewhere, fix], [fix, elsewhere]):
        (record,) = compare(there.memory(), findings, night=there.seen(RunStatus.COMPLETE, {}), policy=POLICY)
        assert record.finding.rule == "link-certificate"
        assert len(record.finding.occurrences) == 2


@pytest.mark.parametrize(
    ("answer", "part", "state", "fixed_by"),
    [
        ("503", None, State.NOT_RECHECKED, None),
        ("ok", FragmentState.FOUND, State.FIXED, FixedBy.TARGET_RECOVERED),
        ("ok", FragmentState.UNVERIFIABLE, State.NOT_RECHECKED, None),
        ("ok", FragmentState.MISSING, State.FIXED, FixedBy.LINK_REPLACED),
        ("ok", None, State.FIXED, FixedBy.LINK_REPLACED),
    ],
)
def test_a_missing_part_ends_by_what_the_page_says_of_it(answer, part, state, fixed_by):
    there = world()
    there.night()
    anchor = made("a", "text", "river#part", rule="anchor-missing", severity=Severity.TIDY, family="anchor")
    anchor = replace(anchor, target_id=target_id("river"))
    (record,) = compare(there.memory(), [anchor], night=there.seen(RunStatus.COMPLETE, {}), policy=POLICY)
    there.records[record.id] = record
    there.answers["river"] = answer
    judged = replace(judgement(answer), fragments=(("part", part),) if part else ())
    seen = replace(there.seen(RunStatus.COMPLETE, {}), judgements={target_id("river"): judged})
    (record,) = compare(there.memory(), [], night=seen, policy=POLICY)
    assert (record.state, record.fixed_by) == (state, fixed_by)


def test_what_never_failed_is_not_said_to_work_again():
    there = world()
    there.night()
    tidy = made("a", "text", "river", rule="link-insecure", severity=Severity.TIDY)
    (record,) = compare(there.memory(), [tidy], night=there.seen(RunStatus.COMPLETE, {}), policy=POLICY)
    there.records[record.id] = record
    (record,) = compare(there.memory(), [], night=there.seen(RunStatus.COMPLETE, {}), policy=POLICY)
    assert (record.state, record.fixed_by) == (State.FIXED, FixedBy.TARGET_CHANGED)


def test_words_of_a_link_that_was_taken_out_are_mended_by_that():
    there = world("river", "lake")
    there.night()
    unclear = made("a", "text", "river", rule="link-text-unclear", severity=Severity.TIDY, family="link-text")
    (record,) = compare(there.memory(), [unclear], night=there.seen(RunStatus.COMPLETE, {}), policy=POLICY)
    there.records[record.id] = record
    there.content["a"]["text"].remove("river")
    assert there.night() == {"a:river": "fixed"}
    assert there.record().fixed_by is FixedBy.LINK_REMOVED


def test_a_link_without_a_judgement_is_not_rechecked():
    there = broken_world()
    seen = replace(there.seen(RunStatus.COMPLETE, there.streaks), judgements={})
    (record,) = compare(there.memory(), [], night=seen, policy=POLICY)
    assert record.state is State.NOT_RECHECKED


def test_moving_a_paragraph_changes_nothing_but_the_place():
    there = broken_world()
    moved = made("a", "text", "river", rule="link-not-found")
    place = replace(moved.occurrences[0].location, line=99, field="text.7")
    moved = replace(moved, occurrences=(replace(moved.occurrences[0], location=place, text="other words"),))
    (record,) = compare(there.memory(), [moved], night=there.seen(RunStatus.COMPLETE, there.streaks), policy=POLICY)
    assert (record.state, record.id) == (State.OPEN, there.record().id)
    assert record.finding.occurrences == moved.occurrences
