"""An entry may have been right by the form that it was saved with."""

from dataclasses import replace

import pytest

from audit.rules.reading.forms import newer_form
from tests.rules.world import entry, spec

SAVED = 1_790_000_000
DAY = 86_400


@pytest.mark.parametrize(
    ("changed_at", "updated_at", "edited_at", "told"),
    [
        (SAVED + DAY, SAVED, None, "2026-09-22"),
        (SAVED - DAY, SAVED, None, ""),
        (SAVED + DAY, None, SAVED, "2026-09-22"),
        (SAVED + DAY, None, None, ""),
        (None, SAVED, None, ""),
    ],
    ids=[
        "after it was saved",
        "before",
        "after the file was written",
        "nobody knows when it was saved",
        "nobody knows when it was changed",
    ],
)
def test_the_day_of_a_form_s_change_is_told_when_it_came_after_the_last_save(changed_at, updated_at, edited_at, told):
    subject = entry(spec("pump"), updated_at=updated_at, edited_at=edited_at)
    subject = replace(subject, blueprint=replace(subject.blueprint, changed_at=changed_at))

    assert dict(newer_form(subject))["form_changed"] == told


def test_an_entry_without_a_form_was_measured_by_none():
    assert dict(newer_form(entry(updated_at=SAVED)))["form_changed"] == ""
