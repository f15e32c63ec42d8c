import pytest

from audit.model.entry import Problem, Unreadable
from audit.rules import CONTENT_RULES, check_unreadable
from tests.rules.world import entry, found

RULES = ("content-unreadable", "content-duplicate-key", "content-control-character", "content-lost-text", "content-file-fault")


def problem(rule: str, field: str = "summary", line: int = 7) -> Problem:
    return Problem(rule=rule, detail="says the reader", line=line, column=3, field=field)


@pytest.mark.parametrize("rule", RULES)
def test_what_reading_brought_to_light_is_reported_by_its_rule(rule):
    subject = entry(problems=(problem(rule),))
    (finding,) = [finding for each in RULES for finding in found(each, subject)]

    assert finding.rule == rule
    assert (finding.occurrences[0].location.line, finding.occurrences[0].location.column) == (7, 3)
    assert dict(finding.params)["detail"] == "says the reader"


def test_a_kind_of_problem_without_a_rule_is_reported_all_the_same():
    (finding,) = [finding for each in RULES for finding in found(each, entry(problems=(problem("content-something-new"),)))]

    assert finding.rule == "content-file-fault"


def test_problems_of_one_field_are_one_finding():
    problems = (problem("content-control-character", "body.1.text", 4), problem("content-control-character", "body.3.text", 9))
    (finding,) = found("content-control-character", entry(problems=problems))

    assert (finding.field, len(finding.occurrences), dict(finding.params)["count"]) == ("body.text", 2, "2")


def test_a_file_without_problems_is_silent():
    assert [finding for each in RULES for finding in found(each, entry())] == []


def test_a_file_that_cannot_be_read_is_a_finding_with_its_place():
    broken = Unreadable(path="content/a.md", collection="initiatives", problem=problem("content-unreadable", field=""))
    (finding,) = check_unreadable(broken, rules=CONTENT_RULES)

    assert finding.rule == "content-unreadable"
    assert finding.entry_id == "path:content/a.md"
    assert finding.occurrences[0].location.line == 7
    assert list(check_unreadable(broken, rules=())) == []


def test_a_file_that_sets_a_field_twice_cannot_be_read_either():
    broken = Unreadable(path="content/a.md", collection="initiatives", problem=problem("content-duplicate-key", field=""), id="e-9")
    (finding,) = check_unreadable(broken, rules=CONTENT_RULES)

    assert (finding.rule, finding.entry_id) == ("content-duplicate-key", "e-9")


def test_a_file_that_cannot_be_read_for_a_reason_without_a_rule_is_reported_all_the_same():
    broken = Unreadable(path="content/a.md", collection="initiatives", problem=problem("content-something-new", field=""))
    (finding,) = check_unreadable(broken, rules=CONTENT_RULES)

    assert finding.rule == "content-unreadable"
