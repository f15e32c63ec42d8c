"""Any two reports held against each other: what came back is not called new, and what was only doubted is."""

from dataclasses import replace
from datetime import timedelta

from audit.cli.difference import Difference
from audit.model.finding import Certainty
from audit.model.report import Line, Report
from tests.renderers import reports

NIGHT = timedelta(days=1)


def report_of(*lines: Line, nights_ago: int = 0) -> Report:
    row = reports.initiative(1)
    made = reports.arranged(lines, [row])
    at = reports.NIGHT - nights_ago * NIGHT
    return replace(made, run=replace(made.run, started_at=at), generated_at=at)


def dead(**changes) -> Line:
    line = reports.line(0, initiative=reports.initiative(1))
    return replace(line, record=replace(line.record, **changes))


def ids(lines) -> list[str]:
    return [line.finding.id for line in lines]


def test_a_finding_that_was_over_and_is_open_again_came_back():
    returned = dead(first_seen=reports.NIGHT - 30 * NIGHT, returned_at=reports.NIGHT)
    difference = Difference.of(report_of(nights_ago=3), report_of(returned))
    assert (ids(difference.new), ids(difference.came_back)) == ([], [returned.finding.id])


def test_a_finding_first_seen_after_the_earlier_report_is_new_however_often_it_came_back_since():
    fresh = dead(first_seen=reports.NIGHT - 2 * NIGHT, returned_at=reports.NIGHT)
    difference = Difference.of(report_of(nights_ago=3), report_of(fresh))
    assert (len(difference.new), len(difference.came_back)) == (1, 0)


def test_a_suspicion_of_the_earlier_report_that_was_confirmed_is_new():
    sure = dead(first_seen=reports.NIGHT - 4 * NIGHT)
    doubt = replace(sure, record=replace(sure.record, finding=replace(sure.finding, certainty=Certainty.SUSPECTED)))
    difference = Difference.of(report_of(doubt, nights_ago=3), report_of(sure))
    assert (len(difference.new), len(difference.came_back)) == (1, 0)


def test_a_finding_of_both_is_still_there_even_when_it_went_and_returned_in_between():
    before, after = dead(), dead(returned_at=reports.NIGHT)
    difference = Difference.of(report_of(before, nights_ago=3), report_of(after))
    assert {name: len(lines) for name, lines in difference.parts().items() if lines} == {"open": 1}


def test_what_the_earlier_report_already_called_returned_is_not_news_again():
    old = dead(first_seen=reports.NIGHT - 30 * NIGHT, returned_at=reports.NIGHT - 9 * NIGHT)
    difference = Difference.of(report_of(old, nights_ago=3), report_of(old))
    assert difference.came_back == ()
