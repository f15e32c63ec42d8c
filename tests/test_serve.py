"""The service as an ops person meets it: started in a clean folder, it audits, hosts and mails by itself, and audits again when asked."""

import asyncio
import json
import os
import re
import sys

import pytest

from tests.commands import ROOT
from tests.content import write_fresh_entry
from tests.postbox import open_postbox
from tests.served import TOKEN, get, serving_from_nothing, until
from tests.small_web import free_port, small_web


@pytest.fixture
def postbox():
    with open_postbox() as box:
        yield box


@pytest.mark.slow
def test_a_scheduled_run_is_hosted_and_mailed_and_a_second_one_starts_when_asked(tmp_path, postbox):
    port = free_port()
    with small_web("partner.example", "canary.example") as web:
        write_fresh_entry(tmp_path / "site", "water", [f"http://127.0.0.1:{web.port}/fine", "htps://www.partner.org/typo"])
        (tmp_path / "config.yaml").write_text(
            f"""
content: {{path: site}}
checks:
  allow_private: ['127.0.0.1:{web.port}']
  canaries: ['http://127.0.0.1:{web.port}/canary']
  per_host: {{interval: 0}}
  https_upgrade: false
schedule: {{cron: '* * * * *'}}
service: {{port: {port}}}
mail:
  smtp: {{host: 127.0.0.1, port: {postbox.port}, tls: none}}
  from: Initiative audit <audit@example.org>
  to: [editors@example.org]
"""
        )
        with serving_from_nothing(tmp_path) as log:
            base = f"http://127.0.0.1:{port}"
            until(lambda: base in log.read_text(), what="the first line")

            # By itself, at the next full minute.
            report = until(lambda: fetched(base), what="the scheduled run")
            assert report["run"]["kind"] == "scheduled"
            assert report["run"]["status"] == "complete"
            assert [finding["rule_id"] for finding in report["findings"] if finding["severity"] == "fix"] == ["link-malformed"]

            # Its mail.
            recipients, letter = until(lambda: postbox.letters and postbox.letters[0], what="the mail")
            assert recipients == ["editors@example.org"]
            assert letter.get_content_type() == "multipart/alternative"
            assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
            assert re.search(r"\d", letter["Subject"])

            # A second one, asked for when the first is over, lest it be joined; a stranger may not.
            until(lambda: over(f"{base}/api/v1/runs/{report['run']['id']}"), what="the end of the scheduled run")
            assert get(f"{base}/api/v1/runs", method="POST", body=b"{}")[0] == 401
            status, headers, body = get(f"{base}/api/v1/runs", method="POST", token=TOKEN, body=b"{}")
            assert (status, headers["Location"]) == (202, f"/api/v1/runs/{json.loads(body)['id']}")
            run = until(lambda: over(base + headers["Location"]), what="the second run")
            assert run["status"] == "complete"
            status, headers, _ = get(f"{base}/reports/latest/index.html")
            assert status == 200
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert fetched(base)["report"]["id"] != report["report"]["id"]


def fetched(base: str) -> dict | None:
    status, _, body = get(f"{base}/reports/latest/report.json")
    return json.loads(body) if status == 200 else None


def over(address: str) -> dict | None:
    status, _, body = get(address, token=TOKEN)
    assert status == 200
    run = json.loads(body)
    return run if run["status"] not in {"queued", "running"} else None


def test_the_service_ends_with_one_line_when_its_port_is_taken(tmp_path):
    write_fresh_entry(tmp_path / "site", "water", [])

    async def attempt():
        server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        (tmp_path / "config.yaml").write_text(f"content: {{path: site}}\nservice: {{port: {port}}}\n")
        async with server:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "audit",
                "serve",
                cwd=tmp_path,
                stderr=asyncio.subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            _, err = await process.communicate()
            return process.returncode, err.decode(), port

    code, err, port = asyncio.run(attempt())

    assert code == 3
    assert f"127.0.0.1:{port}" in err
    assert "Traceback" not in err
