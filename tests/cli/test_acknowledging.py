"""`audit ack` after nights of all kinds: the newest report that knows a finding decides."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from audit.model.report import Report
from audit.model.run import RunStatus
from audit.stores import SqlStore
from tests.commands import audit
from tests.renderers import reports


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "config.yaml").write_text("content: {path: site}\n")
    return tmp_path


def keep(folder: Path, *made: Report) -> None:
    async def kept() -> None:
        store = SqlStore(f"sqlite:///{folder / 'reports' / 'audit.sqlite'}")
        await store.open()
        for report in made:
            await store.finish(report.run, report, records=(), streaks=(), links=())
        await store.close()

    asyncio.run(kept())


def after(report: Report, *, days: int, **changes: object) -> Report:
    at = report.run.started_at + timedelta(days=days)
    status = changes.pop("status", RunStatus.COMPLETE)
    run = replace(report.run, id=f"run_{days}", started_at=at, finished_at=at, status=status)
    return replace(report, run=run, date=at.date(), generated_at=at, **changes)


def said(folder: Path, what: str) -> tuple[int, str]:
    ended = audit("ack", "add", what, "--reason", "Asked the partner by mail.", cwd=folder)
    return ended.returncode, ended.stdout + ended.stderr


def test_after_nights_that_could_not_judge_what_was_open_before_can_be_acknowledged(folder):
    whole = reports.several()
    keep(folder, whole, *(after(whole, days=days, status=RunStatus.INCONCLUSIVE, lines=(), closed=()) for days in (1, 2)))
    line = next(line for line in whole.lines if line.label == "fix")
    code, told = said(folder, line.finding.id)
    assert code == 0, told
    assert line.finding.id not in told
    assert audit("ack", "list", cwd=folder).stdout.count("waiting") == 1


def test_what_is_over_by_a_newer_report_cannot(folder):
    whole = reports.several()
    line = next(line for line in whole.lines if line.label == "fix")
    over = replace(reports.closed(1), record=replace(line.record, closed_at=line.record.last_seen))
    keep(folder, whole, after(whole, days=1, status=RunStatus.INCONCLUSIVE, lines=(), closed=(over,)))
    code, told = said(folder, line.finding.id)
    assert (code, "is not open any more" in told) == (2, True)


def test_what_a_complete_report_does_not_have_is_not_looked_for_in_older_ones(folder):
    whole = reports.several()
    keep(folder, whole, after(whole, days=1, lines=(), closed=()))
    code, told = said(folder, whole.lines[0].finding.id)
    assert (code, "open" in told) == (2, True)


def test_such_a_finding_is_explained_too_and_nothing_in_it_drives_the_terminal(folder):
    whole = reports.several()
    line = next(line for line in whole.lines if line.label == "fix")
    hostile = replace(line, initiative="Water\x1b[2Jfor all")
    keep(folder, replace(whole, lines=(hostile,)), after(whole, days=1, status=RunStatus.INCONCLUSIVE, lines=(), closed=()))
    told = audit("explain", line.finding.id, cwd=folder)
    assert (told.returncode, "\x1b" in told.stdout) == (0, False), told.stderr
    assert f"report      {whole.id}" in told.stdout
    assert audit("explain", "no-such-rule", cwd=folder).returncode == 2
    assert audit("report", "build", whole.id, "--single-file", "--out", "made", cwd=folder).returncode == 0
    assert (folder / "made" / "report.html").stat().st_size > 1000
