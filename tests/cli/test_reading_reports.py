"""Reports that stand: made again, compared, opened, listed, and previewed as mail."""

import json
from email import message_from_bytes
from email.policy import default

import pytest

from tests.cli.test_commands import configure
from tests.commands import audit
from tests.content import write_fresh_entry
from tests.small_web import small_web


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site audited twice on one day: one mistake mended in between, and another made."""
    folder = tmp_path_factory.mktemp("site")
    with small_web("partner.example") as web:
        fine = f"http://127.0.0.1:{web.port}/fine"
        configure(folder, web.port)
        write_fresh_entry(folder / "site", "water", [fine, "htps://www.partner.org/typo", "htps://www.partner.org/stays"])
        assert audit("run", cwd=folder).returncode == 0
        write_fresh_entry(folder / "site", "water", [fine, fine + "r", "htps://www.partner.org/stays", "htps://www.partner.org/fresh"])
        assert audit("run", cwd=folder).returncode == 0
        yield folder


@pytest.fixture(scope="module")
def dates(site):
    listed = json.loads(audit("report", "list", "--format", "json", cwd=site).stdout)
    return [row["id"] for row in reversed(listed)]


def test_a_report_made_again_is_the_published_one_byte_for_byte(site, dates, tmp_path):
    ended = audit("report", "build", dates[0], "--out", str(tmp_path / "again"), cwd=site)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"Identical with the published report of {dates[0]}" in ended.stdout
    assert (tmp_path / "again" / "index.html").read_bytes() == (site / "reports" / dates[0] / "index.html").read_bytes()


def test_a_published_file_that_somebody_touched_is_named(site, dates):
    page = site / "reports" / dates[0] / "how-we-check.html"
    before = page.read_bytes()
    page.write_bytes(before + b" ")
    ended = audit("report", "build", dates[0], cwd=site)
    page.write_bytes(before)

    assert ended.returncode == 1
    assert "how-we-check.html: differs" in ended.stdout


def test_two_reports_differ_by_what_is_new_fixed_and_still_there(site, dates):
    there = json.loads(audit("report", "diff", *dates, "--format", "json", cwd=site).stdout)
    back = json.loads(audit("report", "diff", *reversed(dates), "--format", "json", cwd=site).stdout)
    said = audit("report", "diff", *dates, cwd=site).stdout

    assert (len(there["new"]), len(there["fixed"])) == (1, 1)
    assert there["open"]
    assert (there["new"], there["fixed"]) == (back["fixed"], back["new"])
    assert "New: 1" in said
    assert "/fresh" in said.split("Fixed: 1")[0]


def test_the_address_of_a_report_is_printed(site, dates):
    assert audit("report", "open", cwd=site).stdout.strip() == (site / "reports" / dates[1] / "index.html").as_uri()
    assert audit("report", "open", "2001-01-01", cwd=site).returncode == 2


def test_findings_are_listed_as_narrowly_as_one_asks(site):
    everything = json.loads(audit("findings", "--format", "json", cwd=site).stdout)
    to_fix = [json.loads(line) for line in audit("findings", "--severity", "fix", "--format", "jsonl", cwd=site).stdout.splitlines()]

    assert {one["severity"] for one in to_fix} == {"fix"}
    assert [one["id"] for one in everything if one["severity"] == "fix"] == [one["id"] for one in to_fix]
    new = json.loads(audit("findings", "--state", "new", "--format", "json", cwd=site).stdout)
    assert new == [one for one in everything if one["state"] == "new"] != []
    assert audit("findings", "--host", "elsewhere.example", cwd=site).stdout == ""
    assert audit("findings", "--state", "waiting", cwd=site).stdout == ""
    assert len(audit("findings", "--host", "www.partner.org", cwd=site).stdout.splitlines()) >= 1
    initiative = everything[0]["initiative_id"]
    assert len(audit("findings", "--initiative", initiative, cwd=site).stdout.splitlines()) == len(everything)


def test_the_mail_about_the_newest_report_can_be_looked_at_as_files(site, tmp_path):
    ended = audit("mail", "preview", "--out", str(tmp_path / "mail"), cwd=site)
    written = {path.suffix: path for path in (tmp_path / "mail").iterdir()}

    assert ended.returncode == 0, ended.stderr
    assert set(written) == {".eml", ".html", ".txt"}
    message = message_from_bytes(written[".eml"].read_bytes(), policy=default)
    assert message.get_content_type() == "multipart/alternative"
    assert "/fresh" in written[".txt"].read_text()
