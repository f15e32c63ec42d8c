"""Blueprints that are newer than the entries which they measure."""

import os
from datetime import UTC, datetime

import pytest

from audit.model.entry import Entry
from audit.rules import CONTENT_RULES, Context, examine
from audit.sources.statamic import StatamicSource
from audit.wording import catalogue
from tests.sources.test_commits import git

BLUEPRINT = "resources/blueprints/collections/wells/well.yaml"
FIELDSET = "resources/fieldsets/common.yaml"
SETTINGS = "content/collections/wells.yaml"
SAVED = datetime(2024, 4, 16, tzinfo=UTC)
CHANGED = datetime(2024, 8, 12, tzinfo=UTC)
NOW = datetime(2024, 11, 21, tzinfo=UTC)


def entry_of(root) -> Entry:
    (entry,) = (reading for reading in StatamicSource(root=root).read() if isinstance(reading, Entry))
    return entry


def since(entry, rule="content-required-missing", *, required=()):
    found = examine(entry, (), rules=CONTENT_RULES, context=Context(now=NOW, required=required)).findings
    return {dict(each.params)["field"]: dict(each.params)["form_changed"] for each in found if each.rule == rule}


@pytest.fixture
def root(write):
    return write(
        {
            SETTINGS: "title: Wells\n",
            "content/collections/wells/a.md": f"id: a\ntitle: A\nsummary: Too long a text\nupdated_at: {int(SAVED.timestamp())}\n",
            BLUEPRINT: "fields: [{handle: pump, field: {required: true}}, {handle: tap, field: {}}, {import: common}]\n",
            FIELDSET: "fields: [{handle: summary, field: {character_limit: 5}}]\n",
        }
    )


def touched(root, path, at):
    os.utime(root / path, (at.timestamp(), at.timestamp()))


def test_git_tells_when_a_form_was_last_changed(root):
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first", at="2024-04-01T00:00:00Z")
    assert since(entry_of(root)) == {"Pump": ""}
    (root / FIELDSET).write_text("fields: [{handle: summary, field: {character_limit: 6}}]\n")
    git(root, "commit", "-qam", "second", at=f"{CHANGED:%Y-%m-%d}T00:00:00Z")
    entry = entry_of(root)
    assert since(entry) == {"Pump": "2024-08-12"}
    assert since(entry, "content-over-limit") == {"Summary": "2024-08-12"}


def test_without_a_history_the_file_s_own_time_counts_where_not_all_files_are_of_one_moment(root):
    assert entry_of(root).blueprint.changed_at is None
    touched(root, SETTINGS, SAVED)
    touched(root, FIELDSET, CHANGED)
    touched(root, BLUEPRINT, SAVED)
    assert since(entry_of(root)) == {"Pump": "2024-08-12"}


def test_a_form_older_than_the_entry_is_not_mentioned(root):
    for path, day in ((SETTINGS, CHANGED), (BLUEPRINT, datetime(2023, 1, 1, tzinfo=UTC)), (FIELDSET, datetime(2022, 1, 1, tzinfo=UTC))):
        touched(root, path, day)
    assert since(entry_of(root)) == {"Pump": ""}


def test_what_the_configuration_asks_for_has_nothing_to_do_with_the_form(root):
    touched(root, SETTINGS, SAVED)
    touched(root, BLUEPRINT, CHANGED)
    touched(root, FIELDSET, SAVED)
    assert since(entry_of(root), required=("pump", "tap")) == {"Pump": "2024-08-12", "Tap": ""}


def test_the_report_says_it_in_words(root):
    touched(root, SETTINGS, SAVED)
    touched(root, BLUEPRINT, CHANGED)
    touched(root, FIELDSET, SAVED)
    found = examine(entry_of(root), (), rules=CONTENT_RULES, context=Context(now=NOW, required=())).findings
    (missing,) = (each for each in found if each.rule == "content-required-missing")
    assert "The form was changed on 12 August 2024, after this was last saved" in catalogue().message(missing).why
