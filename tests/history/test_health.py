"""The share of initiatives with nothing broken, and everything that must not move it."""

from collections.abc import Callable
from copy import copy, deepcopy
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from audit.history import Counted, health, is_problem, words
from audit.model.acknowledgement import AckKind, Acknowledgement, AckScope
from audit.model.finding import Certainty
from audit.model.run import RunStatus
from audit.ports import Memory
from tests.history.nights import FIRST, POLICY, World, made

SIZE = 120


def grown(size: int = SIZE) -> World:
    """So many initiatives after four nights: every sixth has a dead link, every tenth has links that block us."""
    there = World(content={f"i{number}": {"text": [f"h{number}/{page}" for page in range(5)]} for number in range(size)})
    for number in range(0, size, 6):
        there.answers[f"h{number}/0"] = "404"
    for number in range(1, size, 10):
        there.answers.update({f"h{number}/{page}": "403" for page in range(2)})
    for _ in range(4):
        there.night()
    return there


def broken(there: World) -> list[str]:
    return sorted({one.finding.entry_id for one in there.records.values() if is_problem(one)})


def test_the_figures_of_the_grown_world():
    figures = grown().health
    assert (figures.broken, figures.unknown, figures.clean, figures.in_grace) == (20, 12, 88, 0)
    assert (figures.percent, figures.change_points, figures.like_for_like_initiatives) == (73, 0.0, SIZE)


def add_good_links(there: World) -> None:
    for name, fields in there.content.items():
        fields["text"].extend(f"good/{name}/{number}" for number in range(10))


def acknowledge_everything(there: World) -> None:
    there.said = tuple(
        Acknowledgement(
            kind=AckKind.ACCEPTED,
            scope=AckScope.TARGET,
            subject=record.finding.target_id,
            family=record.finding.family,
            rule=record.finding.rule,
            severity=record.severity,
            certainty=record.certainty,
            reason="It may stay for now.",
            by="Amina K.",
            created_at=there.now,
            until=there.now.date() + timedelta(days=180),
        )
        for record in there.records.values()
        if record.closed_at is None and record.shown_at
    )


def exclude_the_broken(there: World) -> None:
    there.answers.update({word: "unasked" for word, answer in there.answers.items() if answer == "404"})


def block_the_checker(there: World) -> None:
    there.answers.update({word: "403" for word, answer in there.answers.items() if answer == "404"})


def repeat_links_of_clean_initiatives(there: World) -> None:
    for name, fields in there.content.items():
        if there.standing[name] == "clean":
            fields["text"] *= 4


def publish_empty_initiatives(there: World) -> None:
    there.content.update({f"empty{number}": {} for number in range(SIZE)})


def unpublish_the_broken(there: World) -> None:
    for name in broken(there)[:15]:
        del there.content[name]


MOVES: list[Callable[[World], None]] = [
    add_good_links,
    acknowledge_everything,
    exclude_the_broken,
    block_the_checker,
    repeat_links_of_clean_initiatives,
    publish_empty_initiatives,
    unpublish_the_broken,
]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_a_move_that_helps_no_visitor_moves_the_figure_by_nothing(move):
    there = grown()
    move(there)
    for _ in range(10):
        there.night()
        assert there.health.change_points == 0.0


def test_acknowledging_everything_covers_all_of_it_and_leaves_the_shown_figure_alone():
    there = grown()
    acknowledge_everything(there)
    there.night()
    open_ = [record for record in there.results if record.closed_at is None and record.shown_at]
    assert all(record.acknowledgement for record in open_)
    assert (there.health.percent, there.health.broken) == (73, 20)


def test_what_somebody_opened_by_hand_counts_as_judged():
    there = grown()
    acknowledge_everything(there)
    there.said = tuple(replace(word, kind=AckKind.VERIFIED_BY_HAND) for word in there.said if word.certainty is Certainty.CANNOT_TELL)
    there.night()
    assert (there.health.unknown, there.health.broken) == (0, 20)


@pytest.mark.slow
@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_no_move_helps_in_a_collection_of_two_thousand(move):
    there = copied(settled())
    move(there)
    there.night()
    assert (there.health.change_points, there.health.like_for_like_initiatives) == (0.0, 2_000 - there.health.left)


@cache
def settled() -> World:
    """2,000 initiatives with 10,000 links."""
    return grown(2_000)


def copied(there: World) -> World:
    """The same world, to go another way from here."""
    held = {one.name: copy(getattr(there, one.name)) for one in fields_of(there)}
    return World(**held | {"content": deepcopy(there.content)})


def test_publishing_empty_initiatives_leaves_the_shown_figure_alone_for_a_week():
    there = grown()
    publish_empty_initiatives(there)
    there.night()
    assert (there.health.percent, there.health.in_grace, there.health.joined) == (73, SIZE, SIZE)
    for _ in range(7):
        there.night()
    assert (there.health.in_grace, there.health.joined) == (0, 0)


def test_unpublishing_is_told_as_such():
    there = grown()
    unpublish_the_broken(there)
    there.night()
    assert (there.health.left, there.health.left_broken) == (15, 15)
    assert there.health.like_for_like_initiatives == SIZE - 15


def test_an_initiative_not_known_becomes_clean_when_its_links_get_a_verdict():
    there = grown()
    there.answers = {word: answer for word, answer in there.answers.items() if answer != "403"}
    there.night()
    assert (there.health.unknown, there.health.change_points) == (0, 10.0)


def test_really_fixing_links_moves_the_figure_up():
    there = grown()
    for name in broken(there)[:12]:
        there.content[name]["text"][0] = f"{name}/mended"
    there.night()
    assert there.health.change_points == 10.0


def test_clean_initiatives_that_break_move_it_down_once_that_is_confirmed():
    there = grown()
    for name in [name for name, word in there.standing.items() if word == "clean"][:6]:
        there.content[name]["text"][0] = f"{name}/gone"
        there.answers[f"{name}/gone"] = "404"
    there.night()
    assert there.health.change_points == 0.0
    there.night()
    assert there.health.change_points == -5.0


def test_a_verdict_counts_for_two_weeks():
    there = World(content={"a": {"text": ["x", "y", "z"]}})
    there.night()
    there.answers = dict.fromkeys("xyz", "403")
    for _ in range(14):
        there.night()
        assert there.standing["a"] == "clean"
    there.night()
    assert there.standing["a"] == "unknown"


def test_an_address_that_is_wrong_as_it_stands_counts_as_judged():
    there = World(content={"a": {"text": ["x", "y"]}}, answers={"x": "private", "y": "private"})
    seen = there.seen(RunStatus.COMPLETE, {})
    assert there.counted("a", seen).unjudged == 0


@pytest.mark.parametrize(
    ("links", "without", "word"),
    [(10, 2, "clean"), (9, 2, "unknown"), (2, 1, "clean"), (2, 2, "unknown"), (0, 0, "clean"), (1, 1, "clean")],
)
def test_not_known_takes_more_than_a_fifth_and_at_least_two_links(links, without, word):
    memory = Memory(baseline=None, passed_over=(), records={}, streaks={}, initiatives={})
    assert words([Counted(id="a", links=links, unjudged=without)], (), memory=memory, at=FIRST, policy=POLICY) == {"a": word}


def test_what_we_stumbled_over_is_not_known_unless_it_is_broken_anyway():
    there = World(content={"a": {"text": ["river"]}, "b": {}}, answers={"river": "private"})
    there.night()
    counted = [Counted(id=name, links=5, unjudged=0, unseen=True) for name in ("a", "b")]

    assert words(counted, there.results, memory=there.memory(), at=FIRST, policy=POLICY) == {"a": "broken", "b": "unknown"}


def figure(*, clean: int, broken: int = 0, unknown: int = 0, coverage: float = 100.0, status: RunStatus = RunStatus.COMPLETE):
    how = {str(number): word for number, word in enumerate(["clean"] * clean + ["broken"] * broken + ["unknown"] * unknown)}
    there = World(content={})
    return health(how, (), memory=there.memory(), night=there.seen(status, {}), coverage_percent=coverage, policy=POLICY)


@pytest.mark.parametrize(
    ("clean", "broken", "unknown", "percent"), [(1999, 1, 0, 99), (2000, 0, 0, 100), (0, 3, 0, 0), (2, 0, 1, 66), (0, 0, 0, None)]
)
def test_the_figure_is_never_rounded_up(clean, broken, unknown, percent):
    assert figure(clean=clean, broken=broken, unknown=unknown).percent == percent


@pytest.mark.parametrize(
    ("coverage", "status", "comparable"),
    [
        (95.0, RunStatus.COMPLETE, True),
        (94.9, RunStatus.COMPLETE, False),
        (100.0, RunStatus.PARTIAL, False),
        (100.0, RunStatus.INCONCLUSIVE, False),
    ],
)
def test_the_figure_is_compared_only_with_enough_coverage_and_a_complete_run(coverage, status, comparable):
    assert figure(clean=1, coverage=coverage, status=status).comparable is comparable


def test_no_change_is_claimed_against_a_report_with_too_little_coverage():
    there = World(content={"a": {}})
    there.night(coverage=90.0)
    there.night()
    assert (there.health.change_points, there.health.like_for_like_initiatives) == (None, None)
    there.night()
    assert (there.health.change_points, there.health.like_for_like_initiatives) == (0.0, 1)


def test_no_change_is_claimed_when_no_initiative_was_there_both_times():
    there = World(content={"a": {}})
    there.night()
    there.content = {"b": {}}
    there.night()
    assert (there.health.change_points, there.health.like_for_like_initiatives) == (None, 0)


def test_the_median_age_counts_open_problems_and_a_return_keeps_its_old_clock():
    there = World(content={"a": {"text": ["x", "y", "z"]}}, answers={"x": "404", "y": "404"})
    for _ in range(5):
        there.night()
    assert there.health.median_days_open == 4
    there.answers["y"] = "ok"
    for _ in range(4):
        there.night()
    there.answers["y"] = "404"
    for _ in range(2):
        there.night()
    assert there.health.median_days_open == 10


def test_tidying_up_and_doubts_are_no_problems():
    there = World(content={"a": {"text": ["x", "y"]}}, answers={"x": "moved", "y": "403"})
    for _ in range(3):
        there.night()
    assert not any(map(is_problem, there.results))
    assert there.health.median_days_open is None
    (doubt,) = (one for one in there.results if one.certainty is Certainty.CANNOT_TELL)
    assert is_problem(replace(doubt, finding=made("a", "text", "y", rule="link-not-found")))
