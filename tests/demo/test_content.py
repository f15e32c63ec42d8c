"""The demo's content of earlier nights."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from audit.demo import NIGHTS, TONIGHT, examples_folder, lay_out
from audit.demo.content import WRITTEN, edits, undo
from audit.errors import NothingToAudit

TODAY = datetime(2031, 5, 6, 21, 0, tzinfo=UTC)


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_on_the_day_of_writing_tonight_is_the_examples_as_shipped(tmp_path):
    assert tree(lay_out(tmp_path / "site", night=TONIGHT, tonight=WRITTEN)) == tree(examples_folder())


@pytest.mark.parametrize("night", NIGHTS, ids=lambda night: str(night.number))
def test_each_night_differs_from_tonight_in_the_edited_files_alone(tmp_path, night):
    then = tree(lay_out(tmp_path / "site", night=night.number, tonight=WRITTEN))
    shipped = tree(examples_folder())
    assert then.keys() == shipped.keys()
    assert {path for path in then if then[path] != shipped[path]} == {edit.file for edit in edits() if night.number in edit.nights}


def test_dates_keep_their_distance_from_tonight(tmp_path):
    folder = lay_out(tmp_path / "site", night=TONIGHT, tonight=TODAY)
    file = "content/collections/partner_initiatives/plant-a-hedge-this-winter.md"
    saved, shipped = (int(re.search(r"updated_at: (\d+)", (root / file).read_text())[1]) for root in (folder, examples_folder()))
    assert TODAY - datetime.fromtimestamp(saved, UTC) == WRITTEN - datetime.fromtimestamp(shipped, UTC)


def test_laying_out_again_leaves_nothing_of_the_night_before(tmp_path):
    lay_out(tmp_path / "site", night=1, tonight=TODAY)
    (tmp_path / "site" / "content" / "left-over.md").write_text("x")
    lay_out(tmp_path / "site", night=TONIGHT, tonight=TODAY)
    assert tree(tmp_path / "site") == tree(lay_out(tmp_path / "fresh", night=TONIGHT, tonight=TODAY))


def test_nights_lie_far_enough_apart_for_every_confirmation():
    ago = {night.number: night.before for night in NIGHTS}
    assert list(ago) == [1, 2, 3, TONIGHT]
    assert ago[2] - ago[TONIGHT] >= timedelta(hours=48, minutes=10)  # three failing checks over 48 hours end tonight
    assert all(ago[number] - ago[number + 1] >= timedelta(hours=12, minutes=10) for number in (1, 2, 3))


@pytest.mark.parametrize("hour", range(24))
def test_every_night_has_a_date_of_its_own(hour):
    tonight = datetime(2026, 11, 21, hour, 59, tzinfo=UTC)
    assert len({(tonight - night.before).date() for night in NIGHTS}) == len(NIGHTS)


def test_a_changed_example_is_named_when_its_edit_fits_no_more(tmp_path):
    changed = tmp_path / "examples"
    lay_out(changed, night=1, tonight=WRITTEN)
    with pytest.raises(NothingToAudit, match="is not as it was shipped"):
        undo(changed, edits()[0])
