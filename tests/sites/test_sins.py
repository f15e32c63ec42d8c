"""Every sin of `one-of-every-sin` is reported by its own rule, and by no other."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.extract import extract
from audit.model.entry import Entry, Unreadable
from audit.rules import CONTENT_RULES, Context, check_entry
from audit.sources.statamic import StatamicSource

SITE = Path(__file__).parent / "one-of-every-sin"
SINS = tomllib.loads((SITE / "sins.toml").read_text(encoding="utf-8"))
READ_AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


SOURCE = StatamicSource(root=SITE, now=READ_AT)


@pytest.fixture(scope="module")
def readings():
    return {Path(reading.path).stem: reading for reading in SOURCE.read()}


@pytest.fixture(scope="module")
def context():
    return Context(now=READ_AT, site=SOURCE.index())


def fired(reading, context):
    if isinstance(reading, Unreadable):
        return [reading.problem.rule]
    if isinstance(reading, Entry):
        return sorted({finding.rule for finding in check_entry(reading, extract(reading), rules=CONTENT_RULES, context=context)})
    return []


def test_every_entry_has_its_line_in_the_table(readings):
    assert readings.keys() == SINS.keys()


@pytest.mark.parametrize("name", SINS)
def test_an_entry_is_guilty_of_its_own_sin_alone(readings, context, name):
    assert fired(readings[name], context) == sorted(SINS[name])


def test_every_content_rule_has_a_sinner():
    assert {rule.name for rule in CONTENT_RULES} <= {rule for rules in SINS.values() for rule in rules}
