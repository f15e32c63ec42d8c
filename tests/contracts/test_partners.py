"""What every `Store` keeps of how each partner's initiatives did, report by report."""

from dataclasses import replace

from audit.model.finding import Certainty
from audit.model.standing import State
from audit.run.row import row_of
from tests.contracts.making import finding, initiative, record, report, run


def told(*, first: bool = False):
    """A report in which something is new, came back, was fixed, is only suspected, is of no partner, and of one who is gone."""
    river = [replace(initiative(name), partner="River Trust") for name in ("ini_1", "ini_2")]
    rows = (*river, initiative("ini_3"), replace(initiative("ini_4"), partner="Bee House"))
    states = (("a", "ini_1", State.NEW), ("b", "ini_2", State.NEW), ("c", "ini_1", State.CAME_BACK), ("d", "ini_1", State.OPEN),
              ("e", "ini_3", State.NEW), ("f", "ini_9", State.NEW))  # fmt: skip
    records = [record(word, initiative=of, state=None if first else state) for word, of, state in states]
    records.append(record("g", state=State.NEW, certainty=Certainty.SUSPECTED))
    made = report(run(0), records=tuple(records), initiatives=rows)
    (closed,) = made.closed
    left = replace(closed, state=State.LEFT)
    elsewhere = replace(closed, record=replace(closed.record, finding=finding("lake", initiative="ini_9")))
    return replace(made, closed=(closed, left, elsewhere))


def test_a_new_row_names_every_partner_and_counts_what_changed():
    assert row_of(told()).partners == {"River Trust": {"new": 2, "came_back": 1, "fixed": 1}, "Bee House": {}}


def test_where_there_is_nothing_to_compare_with_nothing_is_new():
    assert row_of(replace(told(first=True), closed=())).partners == {"River Trust": {}, "Bee House": {}}


async def test_what_changed_for_each_partner_comes_back_and_those_without_news_are_left_out(store):
    await store.finish(run(0), told(), records=(), streaks=(), links=())
    (row,) = await store.reports()
    assert row.partners == {"River Trust": {"new": 2, "came_back": 1, "fixed": 1}}
