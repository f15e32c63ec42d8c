"""Which earlier report a run is held against."""

from dataclasses import replace

import pytest

from audit.history import choose_baseline, major
from audit.model.run import RunStatus
from tests.history.nights import World


def rows(*changes):
    """Reports, the newest first, each with its run changed as given."""
    there = World(content={})
    for _ in changes:
        there.night()
    newest_first = reversed(there.reports)
    return [
        replace(row, report_id=str(number), run=replace(row.run, **change))
        for number, (row, change) in enumerate(zip(newest_first, changes, strict=True))
    ]


@pytest.mark.parametrize(
    ("changes", "chosen", "passed_over"),
    [
        ([], None, ()),
        ([{}], "0", ()),
        ([{}, {}], "0", ()),
        ([{"status": RunStatus.PARTIAL}, {}], "1", (("0", "partial"),)),
        (
            [{"status": RunStatus.INCONCLUSIVE}, {"scope": "one"}, {"ruleset": "2"}, {}],
            "3",
            (("0", "inconclusive"), ("1", "other_scope"), ("2", "other_rules")),
        ),
        ([{"ruleset": "1.7"}], "0", ()),
        ([{"status": RunStatus.FAILED}], None, (("0", "failed"),)),
    ],
)
def test_the_newest_complete_report_of_the_same_kind_is_chosen_and_the_others_are_named(changes, chosen, passed_over):
    row, skipped = choose_baseline(rows(*changes), scope="all", ruleset="1.2")
    assert (row.report_id if row else None, skipped) == (chosen, passed_over)


def test_only_the_part_before_the_dot_decides():
    assert (major("3.14"), major("3"), major("")) == ("3", "3", "")
