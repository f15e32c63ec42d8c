"""Many failures at once: one website's trouble, or our own."""

import pytest

from audit.history import hold, host_events, outage
from audit.model.run import RunStatus
from tests.history.nights import FIRST, POLICY, World, host_of, states, suspicions, target_id
from tests.history.test_following import streak_of

SIXTY = [f"host/{number}" for number in range(60)]


def down(answer: str, *, nights: int) -> tuple[World, list[dict[str, str]]]:
    """A host of sixty good links goes down in one night, and stays down."""
    there = World(content={"a": {"text": [*SIXTY, "river"]}})
    there.night()
    there.answers.update(dict.fromkeys(SIXTY, answer))
    return there, [there.night() for _ in range(nights)]


@pytest.mark.parametrize("answer", ["timeout", "404", "nxdomain", "private"])
def test_a_host_that_goes_down_is_one_event_and_no_finding_that_night(answer):
    there, (told,) = down(answer, nights=1)
    (event,) = there.events
    assert told == {}
    assert (event.host, len(event.targets), event.judged) == ("host", 60, 60)
    assert len(suspicions(there.results)) == 60


@pytest.mark.parametrize("answer", ["timeout", "404", "private"])
def test_after_two_days_the_findings_of_the_event_are_told_and_the_event_keeps_its_date(answer):
    there, told = down(answer, nights=3)
    assert told[:2] == [{}, {}]
    assert len(told[2]) == 60
    assert states(told[2]) == {"new"}
    (event,) = there.events
    assert event.since == FIRST.replace(day=2)


def test_a_host_that_comes_back_leaves_no_trace():
    there, _ = down("timeout", nights=2)
    there.answers.clear()
    assert [there.night(), there.night()] == [{}, {}]
    assert there.events == ()


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("404", "pages_vanished"),
        ("nxdomain", "name_gone"),
        ("expired", "certificate"),
        ("503", "server_errors"),
        ("timeout", "stopped_answering"),
        ("refused", "stopped_answering"),
        ("parked", "failing"),
    ],
)
def test_the_event_says_what_happened(answer, word):
    there, _ = down(answer, nights=1)
    assert [event.word for event in there.events] == [word]


@pytest.mark.parametrize(("bad", "good", "event"), [(3, 3, True), (3, 4, False), (2, 0, False), (2, 2, False), (30, 30, True)])
def test_an_event_needs_three_targets_and_half_of_the_host(bad, good, event):
    words = [f"host/{number}" for number in range(bad + good)]
    there = World(content={"a": {"text": words}})
    there.night()
    there.answers.update(dict.fromkeys(words[:bad], "404"))
    there.night()
    assert bool(there.events) is event


def test_links_never_seen_working_are_no_change():
    there = World(content={"a": {"text": SIXTY}}, answers=dict.fromkeys(SIXTY, "404"))
    there.night()
    assert there.events == ()
    assert states(there.night()) == {"new"}


def test_a_host_that_blocks_us_has_no_event():
    there, _ = down("403", nights=1)
    assert there.events == ()


def test_what_a_closer_look_saw_fail_since_the_last_night_began_to_fail_together_with_the_rest():
    words = SIXTY[:10]
    before = {target_id(word): streak_of((0, "ok"), (10, "timeout")) for word in words}
    after = {target_id(word): streak_of((0, "ok"), (10, "timeout"), (24, "timeout")) for word in words}
    hosts, now = dict.fromkeys(before, "host"), after[target_id(words[0])].last_checked_at

    assert host_events(before, after, hosts, at=now, policy=POLICY) == ()
    (event,) = host_events(before, after, hosts, at=now, policy=POLICY, lately=before.keys())
    assert (event.since, event.judged, set(event.targets)) == (now, 10, set(before))


def test_what_a_closer_look_saw_fail_counts_when_our_own_network_is_asked_after():
    words = [f"h{number}/" for number in range(60)]
    before = {target_id(word): streak_of((0, "ok"), (10, "timeout")) for word in words}
    after = {target_id(word): streak_of((0, "ok"), (10, "timeout"), (24, "timeout")) for word in words}
    hosts = {target_id(word): host_of(word) for word in words}

    assert outage(before, after, hosts, (), policy=POLICY) == ""
    assert outage(before, after, hosts, (), policy=POLICY, lately=before.keys())


def test_holding_keeps_the_first_date():
    before = {target_id(word): streak_of((0, "ok")) for word in SIXTY}
    after = {target_id(word): streak_of((0, "ok"), (24, "404")) for word in SIXTY}
    hosts = dict.fromkeys(before, "host")
    now = after[target_id("host/1")].last_checked_at
    events = host_events(before, after, hosts, at=now, policy=POLICY)
    held = hold(after, events)
    assert hold(held, events) == held
    assert {one.event_since for one in held.values()} == {now}


def spread(*, failing: int, of: int, hosts: int, answer: str = "timeout") -> str:
    """What is said when so many of so many good targets fail at once, over so many hosts."""
    words = [f"h{number % hosts}/{number}" if number < failing else f"good{number}/" for number in range(of)]
    before = {target_id(word): streak_of((0, "ok")) for word in words}
    after = {target_id(word): streak_of((0, "ok"), (24, answer if number < failing else "ok")) for number, word in enumerate(words)}
    named = {target_id(word): host_of(word) for word in words}
    return outage(before, after, named, (), policy=POLICY)


@pytest.mark.parametrize(
    ("failing", "of", "hosts", "ours"),
    [(60, 1000, 40, True), (50, 1000, 40, False), (60, 1000, 4, False), (10, 20, 10, False), (20, 40, 20, True)],
)
def test_too_many_good_targets_failing_over_many_hosts_are_our_own_trouble(failing, of, hosts, ours):
    assert bool(spread(failing=failing, of=of, hosts=hosts)) is ours


def test_the_sentence_about_our_own_trouble_gives_the_figures():
    assert spread(failing=60, of=1000, hosts=40) == "60 of 1000 links that worked last time failed at once, over 40 websites"


@pytest.mark.parametrize(("failing", "hosts", "ours"), [(60, 40, True), (31, 31, True), (30, 30, False), (60, 4, False)])
def test_being_turned_away_by_many_websites_in_one_night_is_our_own_trouble(failing, hosts, ours):
    assert bool(spread(failing=failing, of=100, hosts=hosts, answer="403")) is ours


def test_websites_that_always_turn_us_away_are_no_trouble_of_ours():
    words = [f"h{number}/" for number in range(60)]
    before = {target_id(word): streak_of((0, "ok"), (24, "403")) for word in words}
    after = {target_id(word): streak_of((0, "ok"), (24, "403"), (48, "403")) for word in words}
    assert outage(before, after, {target_id(word): host_of(word) for word in words}, (), policy=POLICY) == ""


def test_hosts_with_an_event_of_their_own_are_no_sign_of_our_own_trouble():
    words = [f"h{number % 6}/{number}" for number in range(60)]
    before = {target_id(word): streak_of((0, "ok")) for word in words}
    after = {target_id(word): streak_of((0, "ok"), (24, "404")) for word in words}
    hosts = {target_id(word): host_of(word) for word in words}
    events = host_events(before, after, hosts, at=after[target_id(words[0])].last_checked_at, policy=POLICY)
    assert len(events) == 6
    assert outage(before, after, hosts, events, policy=POLICY) == ""


def test_an_inconclusive_night_starts_no_event():
    there = World(content={"a": {"text": SIXTY}})
    there.night()
    there.answers.update(dict.fromkeys(SIXTY, "timeout"))
    there.night(status=RunStatus.INCONCLUSIVE)
    assert there.events == ()
