"""What people's words do over the nights."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from audit.history import acknowledge, dropped, ending_soon, unused, vouched, without_reviewed
from audit.model.acknowledgement import AckEnd, AckKind, Acknowledgement, AckScope
from audit.model.finding import Certainty, Severity
from audit.model.run import RunStatus
from audit.model.standing import FixedBy, State
from tests.history.nights import FIRST, World, host_of, made, target_id, world


def word(about="river", *, kind=AckKind.WAITING, scope=AckScope.TARGET, days=30, rule="link-not-found", **more):
    subject = {AckScope.TARGET: target_id(about), AckScope.HOST_RULE: host_of(about)}.get(scope, about)
    known = {
        "family": rule if scope is AckScope.HOST_RULE else "link",
        "certainty": Certainty.CONFIRMED,
        "severity": Severity.FIX,
        "reason": "The partner has been asked.",
        "by": "Ada",
        "created_at": FIRST,
        "until": (FIRST + timedelta(days=days)).date(),
    }
    return Acknowledgement(kind=kind, scope=scope, subject=subject, rule=rule, **{**known, **more})


class Acknowledging:
    """A world whose reports know people's words."""

    def __init__(self, there: World, *words: Acknowledgement) -> None:
        self.there, self.words = there, words

    def night(self, *, status: RunStatus = RunStatus.COMPLETE, **answers: str):
        """Audit once; returns the open records by name."""
        at = self.there.now
        self.there.night(status=status, **answers)
        hosts = {target_id(one): host_of(one) for _, _, one in self.there.mentions()}
        said = acknowledge(self.there.results, self.words, at=at, today=at.date(), hosts=hosts, complete=status is RunStatus.COMPLETE)
        self.words = said.acknowledgements
        self.there.records.update({one.id: one for one in said.records})
        return said.records


def broken(*words: Acknowledgement, answer: str = "404") -> Acknowledging:
    there = Acknowledging(world(river=answer))
    for _ in range(4):
        there.night()
    there.words = words
    return there


def test_a_word_covers_its_finding_until_its_last_day_and_the_finding_comes_back_the_day_after():
    there = broken(word(days=6))
    story = []
    for _ in range(5):
        (record,) = there.night()
        story.append((record.state, record.acknowledgement is not None, record.new_reason))
    assert story == [
        (State.OPEN, True, ""),
        (State.OPEN, True, ""),
        (State.OPEN, True, ""),
        (State.CAME_BACK, False, "waiting_over"),
        (State.OPEN, False, ""),
    ]
    assert there.words[0].ended is AckEnd.EXPIRED
    assert there.words[0].ended_at == FIRST + timedelta(days=7)
    assert there.there.record().first_seen == FIRST


def test_a_word_ends_early_when_what_is_wrong_becomes_another_thing():
    doubt = word(kind=AckKind.VERIFIED_BY_HAND, days=90, rule="link-blocked", certainty=Certainty.CANNOT_TELL)
    there = broken(doubt, answer="403")
    assert there.night()[0].acknowledgement is not None
    assert there.night(river="404")[0].acknowledgement is not None
    (record,) = there.night()
    assert (record.state, record.acknowledgement, record.new_reason) == (State.CAME_BACK, None, "overtaken")
    assert there.words[0].ended is AckEnd.OVERTAKEN


def test_a_word_ends_early_when_what_is_wrong_becomes_dangerous():
    there = broken(word(days=90))
    unsafe = made("a", "text", "river", rule="link-not-found", severity=Severity.REMOVE)
    record = replace(there.there.record(), finding=unsafe, state=State.CHANGED)
    said = acknowledge([record], there.words, at=there.there.now, today=there.there.now.date(), hosts={}, complete=True)
    assert said.acknowledgements[0].ended is AckEnd.OVERTAKEN
    assert said.records[0].state is State.CAME_BACK


def test_a_word_about_a_target_outlives_saving_and_copying():
    there = broken(word())
    there.there.content["b"] = {"summary": ["river"]}
    assert [record.acknowledgement is not None for record in there.night()] == [True, True]


def test_a_word_about_one_finding_covers_no_other():
    there = broken()
    there.words = (word(there.there.record().id, scope=AckScope.FINDING),)
    there.there.content["b"] = {"text": ["river"]}
    assert [record.acknowledgement is not None for record in there.night()] == [True, False]


def test_a_word_about_a_host_covers_one_rule_there():
    there = Acknowledging(world("host/1", "host/2", "other/1", **{"host/1": "404", "host/2": "403", "other/1": "404"}))
    for _ in range(3):
        there.night()
    there.words = (word("host/1", scope=AckScope.HOST_RULE),)
    covered = {record.finding.target_key: record.acknowledgement is not None for record in there.night()}
    assert covered == {"host/1": True, "host/2": False, "other/1": False}


def test_a_changed_address_is_another_target_which_no_word_covers():
    there = broken(word())
    there.there.content["a"]["text"] = ["brook"]
    there.there.answers["brook"] = "private"
    closed, opened = sorted(there.night(), key=lambda one: one.closed_at is None)
    assert (closed.state, opened.acknowledgement) == (State.FIXED, None)


def test_a_run_that_is_not_complete_ends_no_word_and_the_return_is_told_of_by_the_next_that_is():
    there = broken(word(days=3))
    (record,) = there.night(status=RunStatus.PARTIAL)
    assert (record.acknowledgement, there.words[0].ended_at) == (None, None)
    (record,) = there.night()
    assert (record.state, record.new_reason) == (State.CAME_BACK, "waiting_over")


def test_a_word_that_was_taken_back_is_left_alone():
    over = dropped(word(), at=FIRST, end=AckEnd.REMOVED)
    there = broken(over)
    (record,) = there.night()
    assert (record.state, record.acknowledgement) == (State.OPEN, None)
    assert there.words == (over,)


def test_a_suspicion_is_not_covered_and_proves_no_word_used():
    there = Acknowledging(world(), word())
    there.night()
    (record,) = there.night(river="404")
    assert record.acknowledgement is None
    assert there.words[0].matched_at is None


def test_acknowledging_everything_moves_health_by_nothing():
    there = broken(word())
    before = there.there.health
    there.night()
    assert (there.there.health.change_points, there.there.health.percent) == (0.0, before.percent)


def test_what_is_still_correct_is_closed_by_that_word_and_comes_back_when_it_ends():
    there = World(content={"a": {}}, lacking={"a"})
    there.night()
    (finding,) = there.findings()
    said = word(finding.id, kind=AckKind.REVIEWED, scope=AckScope.FINDING, rule=finding.rule, days=2)
    story = []
    for _ in range(3):
        today = there.now.date()
        there.lacking = {one.entry_id for one in without_reviewed([finding], [said], today=today)}
        at = there.now
        there.night()
        done = acknowledge(there.results, [said], at=at, today=today, hosts={}, complete=True)
        there.records.update({one.id: one for one in done.records})
        story += [(one.state, one.fixed_by) for one in done.records]
    assert story == [(State.FIXED, FixedBy.REVIEWED), (State.CAME_BACK, None)]


def test_a_finding_closed_for_another_reason_keeps_that_reason():
    there = broken(word())
    there.there.content["a"]["text"] = []
    (record,) = there.night()
    assert record.fixed_by is FixedBy.LINK_REMOVED


def test_targets_that_a_person_saw_working_count_as_judged_while_the_word_holds():
    doubt = word(kind=AckKind.VERIFIED_BY_HAND, days=90)
    single = replace(doubt, scope=AckScope.FINDING, subject="f1_x")
    words = [doubt, single, word("lake")]
    assert vouched(words, today=FIRST.date()) == {target_id("river")}
    assert vouched(words, today=FIRST.date() + timedelta(days=91)) == frozenset()


def test_words_that_matched_nothing_for_sixty_days_are_listed():
    never, lately, over = word(), word("lake", matched_at=FIRST + timedelta(days=30)), word("pond", ended_at=FIRST)
    assert unused([never, lately, over], now=FIRST + timedelta(days=59)) == ()
    assert unused([never, lately, over], now=FIRST + timedelta(days=60)) == (never,)


def test_a_word_that_covers_nothing_for_sixty_days_goes():
    there = broken(word("lake", days=89, created_at=FIRST - timedelta(days=57)), word(days=89, created_at=FIRST - timedelta(days=80)))
    ended = []
    for _ in range(4):
        there.night()
        ended.append([one.ended for one in there.words])
    assert ended == [[AckEnd.UNUSED, None]] * 4
    there = broken(word("lake", days=89, created_at=FIRST - timedelta(days=57)))
    there.night(status=RunStatus.PARTIAL)
    assert [one.ended for one in there.words] == [None], "a night that is not complete has not looked everywhere"


@pytest.mark.parametrize(("days", "soon"), [(8, False), (7, True), (0, True), (-1, False)])
def test_a_word_is_announced_in_its_last_week(days, soon):
    assert bool(ending_soon([word(days=days)], today=FIRST.date())) is soon


def test_a_word_that_was_taken_back_says_by_whom():
    assert dropped(word(), at=FIRST, end=AckEnd.REMOVED, by="Bo").ended_by == "Bo"
    assert dropped(word(), at=FIRST, end=AckEnd.EXPIRED).ended_by == ""


def test_names_stay_out_of_what_everybody_can_read():
    assert word().by_ref.startswith("o1_")
    assert "Ada" not in word().by_ref
    assert word().by_ref == word("lake").by_ref
    assert word().id != replace(word(), created_at=FIRST + timedelta(seconds=1)).id
    assert word().until == date(2026, 12, 1)
