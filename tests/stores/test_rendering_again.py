"""Every dated report can be made again from the database, byte for byte."""

import pytest

from audit.renderers import RENDERERS
from audit.stores import SqlStore
from tests.renderers import reports


def files(report):
    return {(renderer.name, document.name): document.content for renderer in RENDERERS for document in renderer.render(report)}


@pytest.mark.parametrize("kind", ["empty", "nothing_wrong", "tiny", "several", "first", "partial", "inconclusive", "hostile"])
async def test_a_report_from_the_database_makes_the_same_files(kind, file):
    report = getattr(reports, kind)()
    store = SqlStore(f"sqlite:///{file}")
    await store.open()
    await store.begin(report.run)
    await store.finish(report.run, report, records=(line.record for line in report.lines), streaks=(), links=())
    again = await store.report(report.id)
    await store.close()
    assert again == report
    assert files(again) == files(report)
