"""The service as an ops person meets it: started in a clean folder, it audits, hosts and mails by itself, and audits again when asked."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.content import write_entry
from tests.small_web import free_port, small_web

TOKEN = "a-token-of-good-length-for-tests"
ROOT = Path(__file__).parents[1]


class Postbox:
    """Keeps what a real SMTP server is handed."""

    def __init__(self) -> None:
        self.letters = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the library's name
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def postbox():
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    box.port = controller.port
    yield box
    controller.stop()


def get(url: str, *, token: str = "", method: str = "GET", body: bytes | None = None) -> tuple[int, dict, bytes]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if body is not None:
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(url, method=method, headers=headers, data=body)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def until(condition, *, seconds: float, what: str):
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if found := condition():
            return found
        time.sleep(0.2)
    pytest.fail(f"{what} did not happen within {seconds} s")


@pytest.mark.slow
def test_a_scheduled_run_is_hosted_and_mailed_and_a_second_one_starts_when_asked(tmp_path, postbox):
    port = free_port()
    with small_web("partner.example", "canary.example") as web:
        write_entry(tmp_path / "site", "water", [f"http://127.0.0.1:{web.port}/fine", "htps://www.partner.org/typo"])
        soon = datetime.now().astimezone() + timedelta(seconds=61)
        (tmp_path / "config.yaml").write_text(
            f"""
content: {{path: site}}
checks:
  allow_private: ['127.0.0.1:{web.port}']
  canaries: ['http://127.0.0.1:{web.port}/canary']
  per_host: {{interval: 0}}
  https_upgrade: false
schedule: {{cron: '{soon.minute} {soon.hour} * * *', timezone: {local_zone()}}}
service: {{port: {port}}}
mail:
  smtp: {{host: 127.0.0.1, port: {postbox.port}, tls: none}}
  from: Initiative audit <audit@example.org>
  to: [editors@example.org]
"""
        )
        command = [sys.executable, "-m", "audit", "serve"]
        environment = {**os.environ, "AUDIT_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as service:
            try:
                base = f"http://127.0.0.1:{port}"
                until(lambda: base in service.stderr.readline(), seconds=15, what="the first line")

                # By itself, at the scheduled minute.
                report = until(lambda: fetched(base), seconds=150, what="the scheduled run")
                assert report["run"]["kind"] == "scheduled"
                assert report["run"]["status"] == "complete"
                assert [finding["rule_id"] for finding in report["findings"] if finding["severity"] == "fix"] == ["link-malformed"]

                # Its mail.
                recipients, letter = until(lambda: postbox.letters and postbox.letters[0], seconds=15, what="the mail")
                assert recipients == ["editors@example.org"]
                assert letter.get_content_type() == "multipart/alternative"
                assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
                assert re.search(r"\d", letter["Subject"])

                # A second one, asked for; a stranger may not.
                assert get(f"{base}/api/v1/runs", method="POST", body=b"{}")[0] == 401
                status, headers, body = get(f"{base}/api/v1/runs", method="POST", token=TOKEN, body=b"{}")
                assert (status, headers["Location"]) == (202, f"/api/v1/runs/{json.loads(body)['id']}")
                run = until(lambda: over(base + headers["Location"]), seconds=60, what="the second run")
                assert run["status"] == "complete"
                status, headers, _ = get(f"{base}/reports/latest/index.html")
                assert status == 200
                assert headers["X-Content-Type-Options"] == "nosniff"
                assert "default-src 'none'" in headers["Content-Security-Policy"]
                assert fetched(base)["report"]["revision"] == 2
            finally:
                service.send_signal(signal.SIGTERM)
                assert service.wait(25) == 0


def fetched(base: str) -> dict | None:
    status, _, body = get(f"{base}/reports/latest/report.json")
    return json.loads(body) if status == 200 else None


def over(address: str) -> dict | None:
    status, _, body = get(address, token=TOKEN)
    assert status == 200
    run = json.loads(body)
    return run if run["status"] not in {"queued", "running"} else None


def local_zone() -> str:
    """The zone of this machine's clock, as an offset that the IANA database knows."""
    hours = round(datetime.now().astimezone().utcoffset().total_seconds() / 3600)
    return "Etc/UTC" if not hours else f"Etc/GMT{-hours:+d}"


def test_the_service_ends_with_one_line_when_its_port_is_taken(tmp_path):
    port = free_port()
    write_entry(tmp_path / "site", "water", [])
    (tmp_path / "config.yaml").write_text(f"content: {{path: site}}\nservice: {{port: {port}}}\n")

    async def attempt():
        server = await asyncio.start_server(lambda *_: None, "127.0.0.1", port)
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
            return process.returncode, err.decode()

    code, err = asyncio.run(attempt())

    assert code == 3
    assert f"127.0.0.1:{port}" in err
    assert "Traceback" not in err
