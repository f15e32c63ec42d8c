"""Since when an initiative has said what it says."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.history import said_since

NIGHT = datetime(2026, 11, 18, tzinfo=UTC)
YEAR = timedelta(days=365)
OLD = NIGHT - YEAR


def since(before, *, content="a", updated_at=NIGHT):
    return said_since(before, content_sha256=content, updated_at=updated_at, at=NIGHT)


def test_what_is_new_has_said_so_since_it_was_saved():
    assert since(None, updated_at=OLD) == OLD


@pytest.mark.parametrize("untold", [None, datetime(1970, 1, 1, tzinfo=UTC), NIGHT + YEAR], ids=["none", "no time", "ahead"])
def test_where_no_save_can_be_believed_it_is_since_tonight(untold):
    assert since(None, updated_at=untold) == NIGHT


def test_a_save_that_changed_nothing_makes_nothing_younger():
    assert since(("a", OLD)) == OLD
    assert since(("a", OLD), updated_at=OLD - YEAR) == OLD - YEAR


def test_other_words_begin_anew():
    assert since(("b", OLD)) == NIGHT


def test_what_nothing_was_told_of_begins_with_its_save():
    assert since(("a", None), updated_at=OLD) == OLD


def test_a_night_on_which_it_cannot_be_read_forgets_nothing():
    assert since(("a", OLD), content="") == OLD
    assert since(None, content="") is None
