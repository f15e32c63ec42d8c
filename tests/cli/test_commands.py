"""The command line as a person or a pipeline meets it."""

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands import CLEAN, ROOT, audit, started
from tests.content import write_fresh_entry
from tests.small_web import small_web


@pytest.fixture
def site(tmp_path):
    """A configured site whose links lead to a small web."""
    with small_web("partner.example") as web:
        address = f"http://127.0.0.1:{web.port}"
        write_fresh_entry(tmp_path / "site", "water", [f"{address}/fine", "htps://www.partner.org/typo"])
        configure(tmp_path, web.port)
        yield tmp_path


def configure(folder: Path, port: int, more: str = "") -> None:
    (folder / "config.yaml").write_text(
        f"content: {{path: site}}\nchecks:\n  allow_private: ['127.0.0.1:{port}']\n  canaries: ['http://127.0.0.1:{port}/canary']\n"
        f"  per_host: {{interval: 0}}\n  https_upgrade: false\n{more}"
    )


def test_a_good_run_ends_with_zero_and_says_where_the_report_lies(site):
    ended = started("run", cwd=site)

    assert ended.returncode == 0, ended.stderr
    assert f"Report  {site / 'reports'}" in ended.stdout
    assert "1 fix" in ended.stdout
    assert "\x1b" not in ended.stdout + ended.stderr
    assert (site / "reports" / "latest" / "index.html").exists()


def test_the_gate_ends_with_one_and_says_why(site):
    ended = started("run", "--fail-on", "fix", cwd=site)

    assert ended.returncode == 1
    assert 'Gate: 1 problem at "fix" or above (--fail-on fix). Exit 1.' in ended.stdout


def test_wrong_usage_ends_with_two_and_a_suggestion(site):
    ended = started("run", "--fail-onn", "fix", cwd=site)

    assert ended.returncode == 2
    assert "--fail-on" in ended.stderr
    assert ended.stdout == ""


def test_a_wrong_configuration_ends_with_two_and_every_place(site):
    (site / "config.yaml").write_text("content: {path: site, colections: []}\nrun: {deadline: soon}\n")
    ended = audit("run", cwd=site)

    assert ended.returncode == 2
    assert "config.yaml:1:" in ended.stderr
    assert "did you mean collections?" in ended.stderr
    assert "config.yaml:2:" in ended.stderr


def test_without_a_network_the_run_is_inconclusive_and_ends_with_three(site):
    if not shutil.which("unshare") or subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode:
        pytest.skip("network namespaces cannot be made here")
    (site / "config.yaml").write_text("content: {path: site}\nchecks: {timeout: {name: 1s}}\n")
    ended = subprocess.run(
        ["unshare", "-rn", sys.executable, "-m", "audit", "run", "--format", "json"],
        cwd=site,
        env={**CLEAN, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(ended.stdout)

    assert ended.returncode == 3, ended.stderr
    assert report["run"]["status"] == "inconclusive"
    assert report["run"]["why"].startswith("Something was wrong with our own connection")
    assert [finding["rule_id"] for finding in report["findings"] if finding["family"] == "link"] == ["link-malformed"]


def test_nothing_to_audit_ends_with_four(site):
    shutil.rmtree(site / "site")
    ended = started("run", cwd=site)

    assert ended.returncode == 4
    assert "site" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_another_run_in_progress_ends_with_five(site):
    from audit.run.lock import run_lock

    with run_lock(site / "reports", run_id="run_other"):
        ended = started("run", "--format", "json", cwd=site)

    assert ended.returncode == 5
    assert "run_other" in json.loads(ended.stdout)["error"]["detail"]


def test_every_ending_with_json_is_one_document(site):
    for arguments in (
        ("run", "--format", "json"),
        ("run", "--format", "json", "--fail-onn", "x"),
        ("report", "show", "2001-01-01", "--format", "json"),
    ):
        json.loads(audit(*arguments, cwd=site).stdout)


def test_interrupting_a_run_saves_what_was_done(site):
    with small_web("partner.example") as web:
        web.slow = 1
        write_fresh_entry(site / "site", "slow", [f"http://127.0.0.1:{web.port}/slow/{number}" for number in range(140)])
        configure(site, web.port)
        config = (site / "config.yaml").read_text().replace("interval: 0", "interval: 1")
        (site / "config.yaml").write_text(config)
        with subprocess.Popen(
            [sys.executable, "-m", "audit", "run"],
            cwd=site,
            env={**CLEAN, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as run:
            assert any("Checking" in line for line in run.stderr), "it ended before it checked anything"
            while not any(path.startswith("/slow/") for path in list(web.requests)):
                time.sleep(0.01)
            run.send_signal(signal.SIGINT)
            begun = time.monotonic()
            out, err = run.communicate()
            seconds = time.monotonic() - begun
    report = json.loads((site / "reports" / "latest" / "report.json").read_text())

    assert run.returncode == 130, err
    assert seconds < 5
    assert report["run"]["status"] == "partial"
    assert "interrupted" in out
    (site / "config.yaml").write_text("content: {path: site}\nchecks: {enabled: false}\n")
    assert audit("run", cwd=site).returncode == 0


def test_no_color_on_a_terminal_still_moves_the_progress(site):
    plain = on_a_terminal(site, NO_COLOR="1")

    assert b"Reading" in plain
    assert b"\x1b[3" not in plain
    assert b"\x1b[9" not in plain


def on_a_terminal(site: Path, **environment: str) -> bytes:
    """What a run writes to a terminal."""
    main, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "audit", "run"], cwd=site, env={**CLEAN, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **environment},
        stdin=terminal, stdout=terminal, stderr=terminal, close_fds=True,
    ) as run:  # fmt: skip
        os.close(terminal)
        written = b""
        while True:
            if select.select([main], [], [], 0.1)[0]:
                try:
                    written += os.read(main, 65536)
                except OSError:
                    break
            elif run.poll() is not None:
                break
    os.close(main)
    return written


def test_checking_addresses_answers_for_every_line_in_order(site):
    with small_web("partner.example") as web:
        configure(site, web.port)
        typed = [
            f"http://127.0.0.1:{web.port}/fine",
            "htps://www.partner.org/typo",
            "mailto:a@partner.org",
            "",
            f"http://127.0.0.1:{web.port}/fine",
            "http://10.0.0.1/",
        ]
        (site / "hrefs.txt").write_text("\n".join(typed) + "\n")
        ended = audit("check", "--hrefs", "hrefs.txt", "--format", "jsonl", cwd=site)
    answers = [json.loads(line) for line in ended.stdout.split("\n") if line]

    assert [answer["href"] for answer in answers] == typed
    assert [answer["verdict"] for answer in answers] == ["ok", "invalid", "unsupported", "invalid", "ok", "unsafe"]
    assert set(answers[0]) == {"href", "url", "verdict", "reason", "fragment", "final_url", "suggest", "detail", "notes"}
    assert answers[1]["suggest"] == "https://www.partner.org/typo"


def test_reading_shows_fields_lines_and_links_before_any_network(site):
    ended = audit("read", "site/content/collections/partner_initiatives/water.md", "--format", "jsonl", cwd=site)
    (file,) = [json.loads(line) for line in ended.stdout.splitlines()]
    text = (site / file["path"]).read_text().splitlines()

    assert file["id"] == "id-water"
    assert file["fields"]["call_to_action"] == "Join us"
    assert text[file["lines"]["call_to_action"] - 1].startswith("call_to_action:")
    assert [link["text"] for link in file["links"]] == ["the work of water number 0", "the work of water number 1"]
    assert all(link["href"] in text[link["line"] - 1] for link in file["links"])


def test_rules_are_listed_and_explained(site):
    listed = audit("rules", cwd=site).stdout
    explained = audit("explain", "link-not-found", cwd=site).stdout

    assert "link-not-found" in listed
    assert "## Before" in explained


def test_reports_are_listed_and_shown(site):
    audit("run", "--as-of", "2026-11-20T02:00", cwd=site)
    audit("run", "--as-of", "2026-11-21T02:00", cwd=site)
    listed = json.loads(audit("report", "list", "--format", "json", cwd=site).stdout)
    shown = audit("report", "show", "2026-11-20", cwd=site).stdout

    assert [row["id"] for row in listed] == ["2026-11-21", "2026-11-20"]
    assert shown.startswith("Report 2026-11-20   complete")


def test_the_doctor_says_what_is_well_and_what_is_not(site):
    ended = audit("doctor", cwd=site)

    assert ended.returncode == 0, ended.stdout
    assert "✔ content" in ended.stdout
    assert "1 file" in ended.stdout
    assert "GB free for reports; 0 stand there, none is ever removed: see reports.keep_days" in ended.stdout


def test_the_doctor_asks_for_no_network_where_links_are_not_checked(site):
    (site / "config.yaml").write_text("content: {path: site}\nchecks: {enabled: false, canaries: ['http://127.0.0.1:1/']}\n")
    ended = audit("doctor", cwd=site)

    assert ended.returncode == 0, ended.stdout
    assert "✔ network   not needed" in ended.stdout


@pytest.mark.parametrize("name", ["audit-report", "config"])
def test_schemas_are_printed(site, name):
    assert "properties" in json.loads(audit("schema", name, cwd=site).stdout)
