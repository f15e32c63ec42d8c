"""The weekly mail as its reader meets it: out of the scheduler into a real mailbox, and from there to her own pages."""

import json
import re
import urllib.request
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from tests.commands import audit
from tests.content import write_fresh_entry
from tests.postbox import open_postbox
from tests.served import SECONDS, TOKEN, get, serving, until
from tests.small_web import free_port, small_web


@pytest.fixture
def postbox():
    with open_postbox() as box:
        yield box


def configure(folder, *, web, postbox, port) -> None:
    at = now()
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
  weekly: {{day: {at:%A}, owners_hour: {at.hour}, managers_hour: {at.hour}, spread: 0}}
""".replace(f"{at:%A}", f"{at:%A}".lower())
    )


def now() -> datetime:
    return datetime.now(UTC)


def pressed(address: str, fields: dict[str, str], *, to: str = "") -> str:
    """Open a page as somebody who is signed in, fill its form and send it; the address that it leads to."""
    page = get(address, token=TOKEN)[2].decode()
    word = re.search(r'name="word" value="([^"]+)"', page)[1]
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}
    request = urllib.request.Request(to or address, data=urlencode({**fields, "word": word}).encode(), headers=headers)
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return answer.url


@pytest.mark.slow
def test_the_list_arrives_once_and_leads_to_pages_that_act_when_a_button_is_pressed(tmp_path, postbox):
    port = free_port()
    with small_web("partner.example", "canary.example") as web:
        path = write_fresh_entry(tmp_path / "site", "water", [f"http://127.0.0.1:{web.port}/fine", "htps://www.partner.org/typo"])
        path.write_text(path.read_text().replace("updated_at:", "updated_by: u-amina\nupdated_at:"))
        (tmp_path / "site" / "users").mkdir()
        (tmp_path / "site" / "users" / "amina@example.org.yaml").write_text("id: u-amina\nname: Amina\n")
        configure(tmp_path, web=web, postbox=postbox, port=port)
        assert audit("run", cwd=tmp_path).returncode == 0
        with serving(tmp_path):
            until(lambda: len(postbox.letters) == 2, what="the mails of the week")
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

            # Somebody who is signed in has the address looked at again, and acknowledges it; the next report shows it.
            pressed(f"{finding}/check", {})
            until(lambda: "Still there: Not a working address" in get(f"{finding}/check", token=TOKEN)[2].decode(), what="a look")
            pressed(
                f"{finding}/acknowledge",
                {"kind": "waiting", "reason": "The partner knows of it.", "until": f"{now() + timedelta(days=1):%Y-%m-%d}"},
            )
            said = json.loads(get(f"http://127.0.0.1:{port}/api/v1/acknowledgements", token=TOKEN)[2])["items"]
            assert [(one["by"], one["reason"]) for one in said] == [("AUDIT_TOKEN", "The partner knows of it.")]
            run = pressed(f"http://127.0.0.1:{port}/runs/new", {}, to=f"http://127.0.0.1:{port}/runs")
            until(lambda: "Check progress" not in get(run)[2].decode(), what="the audit")
            assert "The partner knows of it." in get(f"http://127.0.0.1:{port}/reports/latest/index.html")[2].decode()

            off = re.search(r"<([^>]+)>", letters["amina@example.org"]["List-Unsubscribe"])[1]
            assert get(off, method="POST", body=b"List-Unsubscribe=One-Click")[0] == 200
            # The word of her own address stands nowhere in the log.
            assert own.rstrip("/").rsplit("/", 1)[1] not in (tmp_path / "service.log").read_text()
        with serving(tmp_path):
            until(lambda: (tmp_path / "service.log").read_text().count("service started") == 2, what="the second start")
            assert audit("mail", "send", cwd=tmp_path).stdout == ""
        assert sorted(to[0].partition("@")[0] for to, _ in postbox.letters) == ["amina", "boss", "team"], "nothing goes out twice"
