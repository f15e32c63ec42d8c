"""The weekly mail as its reader meets it: out of the scheduler into a real mailbox, and from there to her own pages."""

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from aiosmtpd.controller import Controller

from tests.cli.test_commands import audit
from tests.content import write_entry
from tests.small_web import free_port, small_web
from tests.test_serve import ROOT, Postbox, get, until

TOKEN = "a-token-of-good-length-for-tests"


@pytest.fixture
def postbox():
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    box.port = controller.port
    yield box
    controller.stop()


@contextmanager
def serving(folder):
    command = [sys.executable, "-m", "audit", "serve"]
    environment = {**os.environ, "AUDIT_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
    with (folder / "service.log").open("a") as log, subprocess.Popen(command, cwd=folder, env=environment, stderr=log) as service:
        try:
            yield service
        finally:
            service.send_signal(signal.SIGTERM)
            assert service.wait(25) == 0


def configure(folder, *, web, postbox, port) -> None:
    now = datetime.now(UTC)
    (folder / "config.yaml").write_text(
        f"""
content: {{path: site}}
checks:
  allow_private: ['127.0.0.1:{web.port}']
  canaries: ['http://127.0.0.1:{web.port}/canary']
  per_host: {{interval: 0}}
  https_upgrade: false
reports: {{url: 'http://127.0.0.1:{port}/reports'}}
schedule: {{cron: ''}}
service: {{port: {port}, url: 'http://127.0.0.1:{port}'}}
mail:
  smtp: {{host: 127.0.0.1, port: {postbox.port}, tls: none}}
  from: Initiative audit <audit@example.org>
  to: [team@example.org]
  managers: [boss@example.org]
  weekly: {{day: {now:%A}, owners_hour: {now.hour}, managers_hour: {now.hour}, spread: 0}}
""".replace(f"{now:%A}", f"{now:%A}".lower())
    )


@pytest.mark.slow
def test_the_list_arrives_once_and_leads_to_pages_that_act_when_a_button_is_pressed(tmp_path, postbox):
    port = free_port()
    with small_web("partner.example", "canary.example") as web:
        path = write_entry(tmp_path / "site", "water", [f"http://127.0.0.1:{web.port}/fine", "htps://www.partner.org/typo"])
        path.write_text(path.read_text().replace("updated_at:", "updated_by: u-amina\nupdated_at:"))
        (tmp_path / "site" / "users").mkdir()
        (tmp_path / "site" / "users" / "amina@example.org.yaml").write_text("id: u-amina\nname: Amina\n")
        configure(tmp_path, web=web, postbox=postbox, port=port)
        assert audit("run", cwd=tmp_path).returncode == 0
        with serving(tmp_path):
            until(lambda: len(postbox.letters) == 2, seconds=20, what="the mails of the week")
            letters = {to[0]: letter for to, letter in postbox.letters}
            assert letters["amina@example.org"]["Subject"] == "1 link to fix in your initiatives"
            assert letters["boss@example.org"]["Subject"].startswith("Link and content reports: no new problems")

            text = letters["amina@example.org"].get_body(("plain",)).get_content()
            addresses = re.findall(rf"^\s*(http://127\.0\.0\.1:{port}/\S+)\r?$", text, re.MULTILINE)
            assert len(addresses) == 6
            for address in addresses:
                assert get(address)[0] == 200, address
            own = next(address for address in addresses if address.endswith("/settings")).removesuffix("settings")
            assert "htps://www.partner.org/typo" in get(own)[2].decode()
            finding = next(address for address in addresses if "/findings/" in address)
            assert get(f"{finding}/acknowledge")[0] == 401

            off = re.search(r"<([^>]+)>", letters["amina@example.org"]["List-Unsubscribe"])[1]
            assert get(off, method="POST", body=b"List-Unsubscribe=One-Click")[0] == 200
            # The word of her own address stands nowhere in the log.
            assert own.rstrip("/").rsplit("/", 1)[1] not in (tmp_path / "service.log").read_text()
        with serving(tmp_path):
            until(lambda: (tmp_path / "service.log").read_text().count("service started") == 2, seconds=20, what="the second start")
            assert audit("mail", "send", cwd=tmp_path).stdout == ""
        assert len(postbox.letters) == 2, "a second start, and cron beside it, send nothing twice"
