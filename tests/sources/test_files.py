"""Reading files without leaving the folder, waiting for a pipe, or filling the memory."""

import os
import threading
from pathlib import Path

import pytest

from audit.model.entry import Entry, Unreadable
from audit.sources.files import FileGone, FileRefused, Tree, shown
from audit.sources.statamic import StatamicSource


@pytest.fixture
def tree(write):
    root = write({"a/one.md": "one", "a/b/two.md": "two", "three.md": "three"})
    return Tree(root=root, max_file_bytes=1000)


def test_files_are_listed_with_what_lies_in_folders_in_order(tree):
    assert list(tree.files("")) == ["a/b/two.md", "a/one.md", "three.md"]
    assert list(tree.files("nowhere")) == []
    assert tree.folders("") == ["a"]
    assert tree.folders("nowhere") == []


def test_a_file_is_read_with_the_time_of_its_change(tree):
    os.utime(tree.root / "a/one.md", (5, 7))
    file = tree.read("a/one.md")
    assert (file.content, file.modified_at) == (b"one", 7.0)


def test_a_link_is_followed_inside_the_folder_and_nowhere_else(tree, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (tree.root / "inside.md").symlink_to("a/one.md")
    (tree.root / "outside.md").symlink_to(tmp_path / "secret")
    (tree.root / "passwd.md").symlink_to("/etc/passwd")
    (tree.root / "up").symlink_to("..")
    (tree.root / "loop.md").symlink_to("loop.md")
    (tree.root / "nowhere.md").symlink_to("gone.md")
    assert tree.read("inside.md").content == b"one"
    for name in ("outside.md", "passwd.md", "up/secret", "loop.md", "nowhere.md", "../secret", "a/../three.md"):
        with pytest.raises(FileRefused):
            tree.read(name)
    assert "up/secret" not in list(tree.files(""))


def test_what_is_no_regular_file_is_refused_without_waiting(tree):
    os.mkfifo(tree.root / "pipe.md")
    (tree.root / "device.md").symlink_to("/dev/zero")
    for name in ("pipe.md", "device.md", "a"):
        with pytest.raises(FileRefused):
            tree.read(name)


def test_a_file_that_is_too_large_is_refused_without_reading_it(tree):
    with (tree.root / "huge.md").open("wb") as file:
        file.truncate(10 * 2**30)
    with pytest.raises(FileRefused, match="larger than 1,000 bytes"):
        tree.read("huge.md")


def test_a_file_that_vanished_is_told_apart(tree):
    with pytest.raises(FileGone):
        tree.read("a/gone.md")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_what_may_not_be_read_is_refused(tree):
    (tree.root / "three.md").chmod(0)
    (tree.root / "a/b").chmod(0)
    try:
        assert "a/b" in list(tree.files(""))
        for name in ("three.md", "a/b"):
            with pytest.raises(FileRefused, match="cannot be opened"):
                tree.read(name)
    finally:
        (tree.root / "a/b").chmod(0o700)


def test_swapping_a_file_for_a_link_while_reading_never_leads_outside(tree, tmp_path):
    (tmp_path / "secret").write_text("secret")
    target, spare = tree.root / "a/one.md", tree.root / "spare"
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            spare.symlink_to(tmp_path / "secret")
            spare.replace(target)
            spare.write_text("one")
            spare.replace(target)

    swapper = threading.Thread(target=swap)
    swapper.start()
    try:
        for _ in range(500):
            try:
                content = tree.read("a/one.md").content
            except FileRefused:
                continue
            assert content in {b"one", b""}
    finally:
        stop.set()
        swapper.join()


def test_folders_deeper_than_anyone_keeps_them_are_not_entered(tree):
    deep = tree.root
    for _ in range(60):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "lost.md").write_text("x")
    found = list(tree.files(""))
    assert not any(path.endswith("lost.md") for path in found)
    (too_deep,) = (path for path in found if path.startswith("d/"))
    with pytest.raises(FileRefused, match="not a regular file"):
        tree.read(too_deep)


def test_names_of_every_kind_can_be_read_and_shown(write):
    names = [
        b"new\nline.md",
        b"caf\xe9.md",
        "–dash.md".encode(),
        b"-rf.md",
        b"\xe2\x80\xae.md",
        b"x" * 250 + b".md",
        b"Twin.md",
        b"twin.md",
    ]
    root = write({"content/collections/wells/a.md": "title: A\n"})
    folder = os.fsencode(root / "content/collections/wells")
    for name in names:
        with Path(os.fsdecode(folder + b"/" + name)).open("wb") as file:
            file.write(b"title: T\n")
    readings = list(StatamicSource(root=root).read())
    assert len(readings) == len(names) + 1
    for reading in readings:
        assert isinstance(reading, Entry)
        reading.path.encode("utf-8")
        reading.id.encode("utf-8")
    assert shown(os.fsdecode(b"caf\xe9")) == "caf\\xe9"


def test_refused_files_are_findings_and_the_others_go_on(write, tmp_path):
    root = write({"content/collections/wells/a.md": "---\nid: a\n---\n", "content/collections/wells/z.md": "---\nid: z\n---\n"})
    (root / "content/collections/wells/link.md").symlink_to("/etc/passwd")
    (root / "content/collections/wells/folder").symlink_to(tmp_path)
    os.mkfifo(root / "content/collections/wells/pipe.md")
    readings = list(StatamicSource(root=root).read())
    assert [reading.id for reading in readings if isinstance(reading, Entry)] == ["a", "z"]
    refused = [reading for reading in readings if isinstance(reading, Unreadable)]
    assert [reading.path.rsplit("/", 1)[-1] for reading in refused] == ["folder", "link.md", "pipe.md"]
    assert all(reading.problem.rule == "content-unreadable" for reading in refused)
