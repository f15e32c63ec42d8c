"""The folder of reports stops growing where somebody has said so, and nothing leads to what has gone."""

import multiprocessing
import posixpath
import random
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from audit import wiring
from audit.config.shape import Config, Reports, StoreSettings
from audit.model.run import RunStatus
from audit.ports import Document
from audit.run import expiry
from audit.run.disk import sweep
from audit.run.expiry import expire, make_room
from audit.run.publish import publish
from tests.content import write_entry
from tests.renderers import reports as made
from tests.renderers.pages import Parsed
from tests.small_web import small_web
from tests.test_night import FIRST, Nights

YOUNG = date(2026, 1, 1)


def stand(root: Path, name: str, *, ours: bool = True) -> Path:
    folder = root / name
    (folder / "initiatives").mkdir(parents=True)
    (folder / "index.html").write_text(name)
    (folder / "initiatives" / "one.html").write_text(name)
    if ours:
        (folder / "report.json").write_text("{}")
    return folder


def standing(root: Path) -> set[str]:
    return {path.name for path in root.iterdir()}


def test_only_dated_reports_of_ours_go_that_are_old_and_that_nothing_leads_to(tmp_path):
    for name in ("2025-01-01", "2025-01-01.2", "2025-01-02", "2025-01-03", "2026-01-01", "2025-13-40", "2025-01-04-copy", "٢٠٢٥-٠١-٠١"):
        stand(tmp_path, name)
    stand(tmp_path, "2025-01-05", ours=False)
    (tmp_path / "2025-01-06").write_text("a note")
    elsewhere = stand(tmp_path / "elsewhere", "2025-01-07")
    (tmp_path / "2025-01-07").symlink_to(elsewhere)
    (tmp_path / "latest").symlink_to("2025-01-03")
    before = standing(tmp_path)
    assert expire(root=tmp_path, before=YOUNG, kept={"2025-01-02"}) == ("2025-01-01", "2025-01-01.2")
    assert before - standing(tmp_path) == {"2025-01-01", "2025-01-01.2"}
    assert (elsewhere / "report.json").exists()
    assert expire(root=tmp_path, before=YOUNG, kept={"2025-01-02"}) == ()


def test_a_long_past_goes_in_some_nights_and_the_oldest_first(tmp_path, monkeypatch):
    monkeypatch.setattr(expiry, "MOST_AT_ONCE", 3)
    days = [f"2025-01-{day:02}" for day in range(1, 8)]
    for day in days:
        stand(tmp_path, day)
    assert expire(root=tmp_path, before=YOUNG, kept=()) == tuple(days[:3])
    assert standing(tmp_path) == set(days[3:])


def test_what_a_killed_process_had_put_away_is_never_seen_and_goes_with_the_next_report(tmp_path):
    away = tmp_path / ".publishing-killed"
    stand(away, "2025-01-01")
    report = made.tiny()
    publish(report, [Document(name="index.html", content=b"new")], Document(name="index.html", content=b"list"), root=tmp_path)
    assert not away.exists()


def test_a_process_that_is_killed_at_any_moment_leaves_every_report_whole_or_none_of_it(tmp_path):
    chance = random.Random(20261121)
    for day in range(1, 29):
        folder = stand(tmp_path, f"2025-01-{day:02}")
        for number in range(29):
            (folder / f"{number}.html").touch()
    left, patience = set[int](), 0.03
    while standing(tmp_path):
        remover = multiprocessing.get_context("fork").Process(target=expire_five, args=(tmp_path,))
        remover.start()
        time.sleep(chance.random() * patience)
        patience *= 1.1  # on a busy machine it would else be killed before it has begun, again and again
        remover.kill()
        remover.join()
        dated = [path for path in tmp_path.iterdir() if not path.name.startswith(".")]
        assert {len(list(path.glob("*"))) for path in dated} <= {32}
        left.add(len(dated))
        sweep(tmp_path)
        assert len(standing(tmp_path)) == len(dated)
    assert len(left) > 2


def expire_five(root: Path) -> None:
    kept = sorted(path.name for path in root.iterdir())[5:]
    expire(root=root, before=YOUNG, kept=kept)


def room(
    tmp_path: Path, *, days: int | None, known: int = 30, status: RunStatus = RunStatus.COMPLETE, listed: tuple[RunStatus, ...] = ()
) -> set[str]:
    """What is left of reports of 100, 50 and 10 days ago, of which the last ones are listed, after a night of that status."""
    plan = wiring.plan_of(Config(reports=Reports(path=tmp_path, keep_days=days), store=StoreSettings(keep_days=known)))
    report = made.tiny()
    report = replace(report, run=replace(report.run, status=status))
    stood = [(report.date - timedelta(days=ago)).isoformat() for ago in (10, 50, 100)]
    for name in (report.id, *stood):
        stand(tmp_path, name)
    rows = [replace(made.row(0, status=each), report_id=name) for each, name in zip(listed, stood, strict=False)]
    make_room(plan, report, rows, made=())
    return {name for name in stood if (tmp_path / name).exists()}


def test_all_reports_stand_for_ever_unless_somebody_says_otherwise(tmp_path):
    assert len(room(tmp_path, days=None)) == 3


def test_a_report_stands_for_as_long_as_it_is_kept_or_listed(tmp_path):
    assert room(tmp_path / "a", days=60) == {"2026-11-11", "2026-10-02"}
    assert room(tmp_path / "b", days=30) == {"2026-11-11"}
    listed = (RunStatus.COMPLETE, RunStatus.COMPLETE)
    assert room(tmp_path / "c", days=30, listed=listed) == {"2026-11-11", "2026-10-02"}


def test_nothing_younger_than_the_last_complete_report_goes_since_lasting_pages_may_lead_there(tmp_path):
    incomplete = (RunStatus.PARTIAL, RunStatus.INCONCLUSIVE)
    assert len(room(tmp_path / "a", days=30, status=RunStatus.PARTIAL, listed=incomplete)) == 3
    assert len(room(tmp_path / "b", days=30, status=RunStatus.PARTIAL)) == 3
    assert len(room(tmp_path / "c", days=30, status=RunStatus.PARTIAL, listed=(*incomplete, RunStatus.COMPLETE))) == 3
    assert len(room(tmp_path / "d", days=30, status=RunStatus.PARTIAL, listed=(RunStatus.COMPLETE,))) == 1


def test_a_disk_that_will_not_have_it_is_logged_and_the_night_is_none_the_worse(tmp_path, caplog):
    plan = wiring.plan_of(Config(reports=Reports(path=tmp_path / "away", keep_days=30)))
    make_room(plan, made.tiny(), (), made=())
    assert "old reports could not be removed" in caplog.text


def test_pages_of_a_longer_list_go_with_what_they_led_to(tmp_path):
    for name in ("index.html", "reports-2.html", "reports-3.html", "reports-4.html", "notes.html"):
        (tmp_path / name).write_text("list")
    expiry.drop_pages_of_longer_lists(root=tmp_path, made={"index.html", "reports-2.html"})
    assert standing(tmp_path) == {"index.html", "reports-2.html", "notes.html"}


class Kept(Nights):
    """Nights whose store and folder keep a month."""

    @property
    def config(self) -> Config:
        config = super().config
        kept = {"store": config.store.model_copy(update={"keep_days": 30})}
        return config.model_copy(update={**kept, "reports": config.reports.model_copy(update={"keep_days": 30})})


def test_after_months_the_folder_holds_a_month_and_every_page_beside_it_leads_somewhere(tmp_path):
    with small_web("partner.example") as web:
        nights = Kept(tmp_path, web)
        write_entry(nights.site, "water", ["http://partner.example/gone", "htps://www.partner.org/typo"])
        left = write_entry(nights.site, "bread", ["htps://www.partner.org/other"])
        nights.audit(FIRST)
        left.unlink()
        write_entry(nights.site, "water", ["http://partner.example/fine", "htps://www.partner.org/typo"])
        for day in (40, 41, 42):
            nights.audit(FIRST + timedelta(days=day))
    first = FIRST.date().isoformat()
    dated = {path.name for path in nights.reports.iterdir() if path.name.startswith("20")}
    assert first not in dated
    assert len(dated) == 3
    beside = [path for path in nights.reports.rglob("*.html") if path.relative_to(nights.reports).parts[0] not in {*dated, "latest"}]
    assert any("initiatives" in path.parts for path in beside)
    for path in beside:
        for href in Parsed(path.read_text(encoding="utf-8")).hrefs:
            if not href.startswith(("#", "http")):
                place = posixpath.normpath(posixpath.join(path.parent.as_posix(), href.partition("#")[0]))
                assert Path(place).exists(), (path, href)


def test_a_lost_database_costs_no_report_that_the_list_would_still_have(tmp_path):
    assert len(room(tmp_path / "a", days=30, known=400)) == 3
    assert len(room(tmp_path / "b", days=30, known=60)) == 2
