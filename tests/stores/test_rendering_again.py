"""Every dated report can be made again from the database, byte for byte."""

import pytest

from audit.renderers import RENDERERS
from audit.stores import SqlStore
from tests.renderers import reports


def files(report):
    return {(renderer.name, document.name): document.content for renderer in RENDERERS for document in renderer.render(report)}


async def kept(report, file):
    """The report after a stay in the database."""
    store = SqlStore(f"sqlite:///{file}")
    await store.open()
    await store.begin(report.run)
    await store.finish(report.run, report, records=(line.record for line in report.lines), streaks=(), links=())
    again = await store.report(report.id)
    await store.close()
    return again


@pytest.mark.parametrize("kind", ["empty", "nothing_wrong", "tiny", "several", "first", "partial", "inconclusive"])
async def test_a_report_from_the_database_makes_the_same_files(kind, file):
    report = getattr(reports, kind)()
    again = await kept(report, file)
    assert again == report
    assert files(again) == files(report)


async def test_a_report_full_of_hostile_texts_is_kept_without_its_passwords_and_then_stays_the_same(file):
    once = await kept(reports.hostile(), file)
    again = await kept(once, file)
    assert again == once
    assert files(again) == files(once)
    assert b"user:secret" not in file.read_bytes()
    assert "user:secret" not in repr(again.lines)
