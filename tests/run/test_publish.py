"""A report is put in place whole or not at all."""

import errno
import fcntl
import multiprocessing
import os
import random
import subprocess
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from audit.errors import SurroundingsError
from audit.model.report import Report
from audit.ports import Document
from audit.run.publish import publish, reserved
from tests.renderers.reports import tiny


def documents(report: Report) -> list[Document]:
    return [
        Document(name="index.html", content=f"<p>{report.id}</p>".encode()),
        Document(name="p/2.html", content=b"more"),
    ]


def index(text: str = "list") -> Document:
    return Document(name="index.html", content=text.encode())


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.name != ".turn")


def test_a_report_stands_under_its_date_and_latest_leads_to_it(tmp_path):
    root = tmp_path / "reports"
    published = publish(tiny(), documents(tiny()), index(), root=root)
    assert names(root) == ["2026-11-21", "index.html", "latest"]
    assert str((root / "latest").readlink()) == "2026-11-21"
    assert (root / "latest" / "p" / "2.html").read_bytes() == b"more"
    assert (published.report_id, published.folder, published.documents) == ("2026-11-21", root / "2026-11-21", 2)
    assert published.size == sum(len(document.content) for document in documents(tiny()))
    assert (root / "2026-11-21").stat().st_mode & 0o777 == 0o755


def test_feeds_stand_beside_the_list(tmp_path):
    publish(tiny(), documents(tiny()), index(), root=tmp_path, feeds=[Document(name="reports.atom", content=b"<feed/>")])
    assert names(tmp_path) == ["2026-11-21", "index.html", "latest", "reports.atom"]


def test_the_second_report_of_a_day_stands_beside_the_first_which_never_changes(tmp_path):
    first = tiny()
    publish(first, documents(first), index(), root=tmp_path)
    before = (tmp_path / "2026-11-21" / "index.html").read_bytes()
    with reserved(first.date, root=tmp_path) as revision:
        second = replace(first, revision=revision)
        publish(second, documents(second), index("longer list"), root=tmp_path)
    assert revision == 2
    assert str((tmp_path / "latest").readlink()) == "2026-11-21.2"
    assert (tmp_path / "2026-11-21" / "index.html").read_bytes() == before
    assert (tmp_path / "index.html").read_text() == "longer list"


def test_a_report_never_takes_the_place_of_another(tmp_path):
    publish(tiny(), documents(tiny()), index(), root=tmp_path)
    with pytest.raises(SurroundingsError, match="never changes"):
        publish(tiny(), [Document(name="index.html", content=b"other")], index("other"), root=tmp_path)
    assert (tmp_path / "latest" / "index.html").read_bytes() == b"<p>2026-11-21</p>"
    assert (tmp_path / "index.html").read_text() == "list"
    assert names(tmp_path) == ["2026-11-21", "index.html", "latest"]


def test_nothing_leads_to_a_report_that_could_not_be_remembered(tmp_path):
    publish(tiny(), documents(tiny()), index(), root=tmp_path)
    second = replace(tiny(), revision=2)
    seen = []

    def forgets() -> None:
        seen.append((tmp_path / second.id / "index.html").is_file())
        raise SurroundingsError("the database is gone")

    with pytest.raises(SurroundingsError, match="the database is gone"):
        publish(second, documents(second), index("longer list"), root=tmp_path, remember=forgets)

    assert seen == [True]
    assert (tmp_path / "latest").resolve().name == tiny().id
    assert "longer list" not in (tmp_path / "index.html").read_text("utf-8")


def test_no_two_are_given_the_same_number(tmp_path):
    given: list[int] = []

    def take() -> None:
        with reserved(tiny().date, root=tmp_path) as revision:
            given.append(revision)
            report = replace(tiny(), revision=revision)
            publish(report, documents(report), index(), root=tmp_path)

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(1, 9))


def test_numbers_are_counted_by_day_and_not_by_the_alphabet(tmp_path):
    for name in ("2026-11-21", "2026-11-21.2", "2026-11-21.10", "2026-11-20", "2026-11-21.x", "notes"):
        (tmp_path / name).mkdir()
    with reserved(tiny().date, root=tmp_path) as revision:
        assert revision == 11


@pytest.mark.parametrize("name", ["../outside.html", "/etc/outside.html", "p/../../outside.html", "", "a\0b"])
def test_a_document_stays_inside_its_report(tmp_path, name):
    root = tmp_path / "reports"
    with pytest.raises(ValueError, match="inside"):
        publish(tiny(), [Document(name=name, content=b"x")], index(), root=root)
    assert names(root) == []
    assert not (tmp_path / "outside.html").exists()


def test_a_renderer_that_fails_half_way_leaves_everything_as_it_was(tmp_path):
    def failing():
        yield Document(name="index.html", content=b"half")
        raise RuntimeError("a fault in a template")

    publish(tiny(), documents(tiny()), index(), root=tmp_path)
    with pytest.raises(RuntimeError):
        publish(replace(tiny(), revision=2), failing(), index("new"), root=tmp_path)
    assert names(tmp_path) == ["2026-11-21", "index.html", "latest"]
    assert (tmp_path / "index.html").read_text() == "list"


def test_leftovers_of_a_killed_run_are_removed_and_those_of_a_living_one_are_not(tmp_path):
    dead, alive = tmp_path / ".publishing-dead", tmp_path / ".publishing-alive"
    (dead / "p").mkdir(parents=True)
    (dead / "p" / "1.html").write_text("half")
    alive.mkdir()
    (tmp_path / ".publishing-file").write_text("half")
    lock = os.open(alive, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    publish(tiny(), documents(tiny()), index(), root=tmp_path)
    os.close(lock)
    assert names(tmp_path) == [".publishing-alive", "2026-11-21", "index.html", "latest"]


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 200 KB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k,nr_inodes=60", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this user may not mount a disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(
    "too_much",
    [[Document(name="big.html", content=b"x" * 400_000)], [Document(name=f"{n}.html", content=b"") for n in range(100)]],
    ids=["no room", "no more files"],
)
def test_a_full_disk_leaves_the_old_report_in_place(small_disk, too_much):
    publish(tiny(), documents(tiny()), index(), root=small_disk)
    with pytest.raises(SurroundingsError, match="No space left") as caught:
        publish(replace(tiny(), revision=2), too_much, index("new"), root=small_disk)
    assert "Make room" in caught.value.remedy
    assert names(small_disk) == ["2026-11-21", "index.html", "latest"]
    assert (small_disk / "latest" / "index.html").read_bytes() == b"<p>2026-11-21</p>"
    publish(replace(tiny(), revision=2), documents(tiny()), index("new"), root=small_disk)
    assert str((small_disk / "latest").readlink()) == "2026-11-21.2"


def test_a_disk_that_may_only_be_read_leaves_the_old_report_in_place(small_disk):
    publish(tiny(), documents(tiny()), index(), root=small_disk)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(SurroundingsError, match="Read-only"):
        publish(replace(tiny(), revision=2), documents(tiny()), index("new"), root=small_disk)
    with pytest.raises(SurroundingsError, match="Read-only"), reserved(tiny().date, root=small_disk):
        pass
    assert (small_disk / "latest" / "index.html").read_bytes() == b"<p>2026-11-21</p>"


def refusing(code: int):
    def symlink(_target, _name):
        raise OSError(code, os.strerror(code))

    return symlink


def test_where_the_disk_knows_no_symbolic_links_latest_is_a_page_that_leads_on(tmp_path):
    fat = refusing(errno.EPERM)
    publish(tiny(), documents(tiny()), index(), root=tmp_path, symlink=fat)
    assert 'href="../2026-11-21/index.html"' in (tmp_path / "latest" / "index.html").read_text()
    publish(replace(tiny(), revision=2), documents(tiny()), index(), root=tmp_path, symlink=fat)
    assert 'href="../2026-11-21.2/index.html"' in (tmp_path / "latest" / "index.html").read_text()
    publish(replace(tiny(), revision=3), documents(tiny()), index(), root=tmp_path)
    assert 'href="../2026-11-21.3/index.html"' in (tmp_path / "latest" / "index.html").read_text()


def test_a_disk_fault_while_latest_is_switched_is_told_and_not_hidden(tmp_path):
    with pytest.raises(SurroundingsError, match="Input/output"):
        publish(tiny(), documents(tiny()), index(), root=tmp_path, symlink=refusing(errno.EIO))


def test_publications_that_sweep_at_the_same_time_take_nothing_from_each_other(quick_disk):
    def publish_some(first: int) -> None:
        for revision in range(first, first + 40):
            report = replace(tiny(), revision=revision)
            publish(report, documents(report), index(), root=quick_disk)

    threads = [threading.Thread(target=publish_some, args=(first,)) for first in (100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(quick_disk.glob("2026-11-21.*/p/2.html"))) == 120
    assert not list(quick_disk.glob(".publishing-*"))


def publish_for_ever(root: Path) -> None:
    report = tiny()
    while True:
        with reserved(report.date, root=root) as revision:
            mine = replace(report, revision=revision)
            made = (Document(name=f"p/{n}.html", content=f"{mine.id} {n}\n".encode() * 2000) for n in range(12))
            publish(mine, made, index(mine.id * 500), root=root)


def whole(root: Path) -> str:
    """The report that ``latest`` leads to, after a look at every byte of it."""
    folder = (root / "latest").resolve(strict=True)
    for number in range(12):
        assert (folder / "p" / f"{number}.html").read_bytes() == f"{folder.name} {number}\n".encode() * 2000
    words = (root / "index.html").read_text()
    assert words == words[: len(words) // 500] * 500
    return folder.name


@pytest.fixture
def quick_disk(tmp_path):
    """A disk in memory where there is one: fifty processes die sooner there."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


def test_fifty_kills_at_any_moment_leave_a_whole_report_each_time(quick_disk):
    chance = random.Random(20261121)
    publish(
        tiny(),
        (Document(name=f"p/{n}.html", content=f"2026-11-21 {n}\n".encode() * 2000) for n in range(12)),
        index("-" * 500),
        root=quick_disk,
    )
    seen = set()
    for number in range(50):
        before = whole(quick_disk)
        publisher = multiprocessing.get_context("fork").Process(target=publish_for_ever, args=(quick_disk,))
        publisher.start()
        while number % 4 == 0 and whole(quick_disk) == before:  # at times it comes to its second report at least
            assert publisher.is_alive()
        deadline = time.monotonic() + chance.random() * 0.06
        while time.monotonic() < deadline:
            whole(quick_disk)
        publisher.kill()
        publisher.join()
        seen.add(whole(quick_disk))
        for dated in quick_disk.glob("2026-*"):
            assert len(list(dated.glob("p/*.html"))) == 12
    assert len(seen) > 10
    with reserved(tiny().date, root=quick_disk) as revision:
        report = replace(tiny(), revision=revision)
        publish(report, documents(report), index(), root=quick_disk)
    assert str((quick_disk / "latest").readlink()) == report.id
    assert not list(quick_disk.glob(".publishing-*"))
