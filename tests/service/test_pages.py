"""Hosted reports: each is found, nothing else is ever served, and whoever watches the service is told how it is."""

import os
import shutil

import pytest

from tests.service.conftest import NIGHT, row_of
from tests.service.raw import off_loop


async def test_the_way_in_leads_to_the_list_and_on_to_a_report(house):
    async with house() as h:
        assert (await h.get("/"))[1]["Location"] == "/reports/"
        assert (await h.get("/reports"))[1]["Location"] == "/reports/"
        status, headers, content = await h.get("/reports/")
        assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, "text/html; charset=utf-8", "private, no-cache")
        assert b"<h1>Hello" in content
        assert (await h.get("/reports/2026-11-21"))[1]["Location"] == "/reports/2026-11-21/"
        assert (await h.get("/reports/2026-11-21/"))[0] == 200


@pytest.mark.parametrize("rest", ["", "/", "/report.json", "/p/2/"])
async def test_latest_leads_to_the_newest_dated_report(house, rest):
    async with house() as h:
        status, headers, _ = await h.get("/reports/latest" + rest)
        assert status == 302
        assert headers["Location"] == "/reports/2026-11-21" + (rest or "/")
        assert "immutable" not in headers["Cache-Control"]


async def test_latest_is_found_where_the_disk_knows_no_links(house):
    async with house() as h:
        (h.reports / "latest").unlink()
        for name in ("2026-11-21.2", "2026-11-21.10", "2026-11-20"):
            (h.reports / name).mkdir()
        assert (await h.get("/reports/latest/"))[1]["Location"] == "/reports/2026-11-21.10/"


@pytest.mark.parametrize(
    ("name", "media_type", "download"),
    [
        ("report.json", "application/json; charset=utf-8", False),
        ("findings.csv", "text/csv; charset=utf-8", True),
        ("index.html", "text/html; charset=utf-8", False),
    ],
)
async def test_a_dated_file_is_typed_and_may_be_kept_by_its_reader(house, name, media_type, download):
    async with house() as h:
        status, headers, content = await h.get(f"/reports/2026-11-21/{name}")
        assert (status, headers["Content-Type"]) == (200, media_type)
        assert headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert ("attachment" in headers.get("Content-Disposition", "")) is download
        assert content == (h.reports / "2026-11-21" / name).read_bytes()
        assert (await h.get(f"/reports/2026-11-21/{name}", headers={"If-None-Match": headers["ETag"]}))[0] == 304
        head = await h.ask("HEAD", f"/reports/2026-11-21/{name}")
        assert (head.status, head.headers["Content-Length"]) == (200, str(len(content)))


async def test_asking_for_the_headers_of_a_page_brings_them_alone(house):
    async with house() as h:
        whole = (await h.get("/reports/2026-11-21/"))[2]
        head = await h.ask("HEAD", "/reports/2026-11-21/")
        assert (head.status, head.headers["Content-Length"]) == (200, str(len(whole)))


async def test_a_pointer_or_a_report_that_leads_out_is_not_followed(house, tmp_path):
    (tmp_path / "secret.html").write_text("CANARY")
    async with house() as h:
        (h.reports / "latest").unlink()
        (h.reports / "latest").symlink_to(tmp_path)
        (h.reports / "2026-11-20").symlink_to(tmp_path)
        assert (await h.get("/reports/latest/secret.html"))[1]["Location"] == "/reports/2026-11-21/secret.html"
        assert (await h.get("/reports/2026-11-20/secret.html"))[0] == 404


async def test_a_large_file_arrives_whole(house):
    async with house() as h:
        content = os.urandom(3_000_000)
        (h.reports / "2026-11-21" / "findings.jsonl").write_bytes(content)
        assert (await h.get("/reports/2026-11-21/findings.jsonl"))[2] == content


HIDDEN = [
    "/reports/../audit.sqlite",
    "/reports/%2e%2e/secret.html",
    "/reports/%2e%2e%2fsecret.html",
    "/reports/..%5csecret.html",
    "/reports/....//secret.html",
    "/reports/2026-11-21/../../secret.html",
    "/reports/2026-11-21/%2e%2e/%2e%2e/secret.html",
    "/reports/2026-11-21/..%2f..%2fsecret.html",
    "/reports//etc/passwd",
    "/reports/%2fetc/passwd",
    "/reports/secret.html%00.html",
    "/reports/%c0%ae%c0%ae/secret.html",
    "/reports/\u2215..\u2215secret.html".encode().decode("latin-1"),
    "/reports/audit.sqlite",
    "/reports/audit.sqlite-wal",
    "/reports/.audit.lock",
    "/reports/.turn",
    "/reports/.publishing-abc/index.html",
    "/reports/2026-11-21/.hidden.html",
    "/reports/2026-11-21/out.html",
    "/reports/2026-11-21/outdir/secret.html",
    "/reports/outdir/secret.html",
    "/reports/2026-11-21/pipe.html",
    "/reports/2026-11-21/empty/",
    "/reports/other/page.html",
    "/reports/notes.json",
    "/reports/latest/../../secret.html",
    "/reports/latest/%2e%2e%2fsecret.html",
    "/reports/latest//evil.example/",
    "/reports/" + "a" * 5000,
    "/reports/" + "a/" * 50,
    "//evil.example/",
    "/%2f%2fevil.example/",
    "/\\evil.example",
    "/secret.html",
]


@pytest.mark.parametrize("target", HIDDEN)
async def test_nothing_but_reports_is_ever_served(house, target, tmp_path):
    (tmp_path / "secret.html").write_text("CANARY")
    async with house() as h:
        root = h.reports
        for name in ("audit.sqlite", "audit.sqlite-wal", ".audit.lock", ".turn", "notes.json"):
            (root / name).write_text("CANARY")
        for name in (".publishing-abc/index.html", "2026-11-21/.hidden.html", "other/page.html"):
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text("CANARY")
        (root / "2026-11-21" / "out.html").symlink_to(tmp_path / "secret.html")
        (root / "2026-11-21" / "outdir").symlink_to(tmp_path)
        (root / "outdir").symlink_to(tmp_path)
        (root / "2026-11-21" / "empty").mkdir()
        os.mkfifo(root / "2026-11-21" / "pipe.html")
        answer = await off_loop(h.address, target)
        assert b"CANARY" not in answer
        assert answer.split(b" ", 2)[1] in (b"404", b"400", b"302")
        location = next((line for line in answer.split(b"\r\n") if line.lower().startswith(b"location:")), b"location: /reports/")
        assert location.lower().startswith(b"location: /reports/")
        assert b"evil" not in location


async def test_people_get_a_page_and_programs_a_document_when_something_is_missing(house):
    async with house() as h:
        assert (await h.get("/reports/none", headers={"Accept": "text/html"}))[1]["Content-Type"].startswith("text/html")
        assert (await h.get("/reports/none"))[1]["Content-Type"].startswith("application/problem+json")


async def test_before_the_first_report_the_list_says_when_it_comes(house):
    async with house(cron="0 2 * * *") as h:
        (h.reports / "index.html").unlink()
        status, _, content = await h.get("/reports/")
        assert status == 200
        assert b"No report yet" in content
        assert b"Sunday 22 November 2026 at 02:00" in content


async def test_a_night_without_a_report_is_announced_on_the_list(house):
    async with house(cron="0 2 * * *", rows=[row_of("2026-11-21", at=NIGHT)]) as h:
        before = (await h.get("/reports/"))[1]["ETag"]
        h.clock.move(25.9 * 3600)
        assert b"No report since" not in (await h.get("/reports/"))[2]
        h.clock.move(0.2 * 3600)
        _, headers, content = await h.get("/reports/")
        assert b"No report since Saturday 21 November 2026. The nightly job may have stopped." in content
        assert headers["ETag"] != before
        h.desk.start("scheduled", "schedule")
        assert b"No report since" not in (await h.get("/reports/"))[2]
        h.audit.go.set()


async def test_health_tells_life_and_readiness_tells_work(house):
    async with house() as h:
        assert (await h.get("/healthz"))[2] == b'{"status": "ok"}\n'
        assert (await h.get("/readyz"))[0] == 200
        await h.desk.close()
        assert (await h.get("/readyz"))[0] == 503
        assert (await h.get("/healthz"))[0] == 200
        answer = await h.start()
        assert (answer.status, answer.headers["Retry-After"]) == (503, "60")


async def test_a_store_that_does_not_answer_is_no_readiness_and_no_loss_of_reports(house):
    async with house(cron="0 2 * * *") as h:
        h.broken.append(OSError("the disk is gone"))
        assert (await h.get("/reports/"))[0] == 200
        assert (await h.get("/readyz"))[0] == 503
        assert (await h.get("/healthz"))[0] == 200
        assert (await h.get("/reports/2026-11-21/"))[0] == 200


async def test_without_a_folder_of_reports_there_is_none_yet(house):
    async with house() as h:
        shutil.rmtree(h.reports)
        assert b"No report yet" in (await h.get("/reports/"))[2]
        assert b"None is scheduled." in (await h.get("/reports/"))[2]
        assert (await h.get("/reports/latest/"))[0] == 404
