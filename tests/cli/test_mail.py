"""`audit mail`: the weekly mails for those whose cron starts them, and looking at them first."""

import pytest

from tests.cli.test_commands import configure
from tests.commands import audit
from tests.content import write_fresh_entry
from tests.postbox import open_postbox
from tests.small_web import small_web

pytestmark = pytest.mark.xdist_group("mail")  # one site, whose mails the tests send one after the other

MAIL = """
reports: {{url: 'https://audit.example.org/reports'}}
service: {{url: 'https://audit.example.org'}}
mail:
  smtp: {{host: 127.0.0.1, port: {port}, tls: none}}
  from: Initiative audit <audit@example.org>
  to: [team@example.org]
  managers: [boss@example.org]
  weekly: {{}}
  people:
    - {{id: joao, address: joao@example.org, name: Joao, initiatives: [id-water]}}
"""


@pytest.fixture(scope="module")
def postbox():
    with open_postbox() as box:
        yield box


@pytest.fixture(scope="module")
def site(tmp_path_factory, postbox):
    """A site audited once, with one initiative that is João's and one that its last editor has."""
    folder = tmp_path_factory.mktemp("site")
    with small_web("partner.example") as web:
        configure(folder, web.port, MAIL.format(port=postbox.port))
        write_fresh_entry(folder / "site", "water", ["htps://www.partner.org/typo"])
        path = write_fresh_entry(folder / "site", "bread", ["htps://www.partner.org/other"])
        path.write_text(path.read_text().replace("updated_at:", "updated_by: u-amina\nupdated_at:"))
        (folder / "site" / "users").mkdir()
        (folder / "site" / "users" / "amina@example.org.yaml").write_text("id: u-amina\nname: Amina K.\n")
        assert audit("run", cwd=folder).returncode == 0
    return folder


def test_the_mails_of_the_week_are_sent_once_to_those_whose_they_are(site, postbox, tmp_path):
    seen = audit("mail", "preview", "--owner", "amina", "--out", str(tmp_path / "seen"), cwd=site)
    assert seen.returncode == 0, seen.stderr
    assert {path.suffix for path in (tmp_path / "seen").iterdir()} == {".eml", ".html", ".txt"}
    assert "Hello Amina K. You last edited these initiatives" in next((tmp_path / "seen").glob("*.txt")).read_text()
    assert postbox.letters == [], "looking sends nothing"

    only = audit("mail", "send", "--kind", "owner", "--only", "u-amina", cwd=site)
    assert only.returncode == 0, only.stderr
    assert [to for to, _ in postbox.letters] == [["amina@example.org"]]
    letter = postbox.letters[0][1]
    assert letter["Subject"] == "1 link to fix in your initiatives"
    assert letter["List-Unsubscribe"].startswith("<https://audit.example.org/owners/")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    assert audit("mail", "send", cwd=site).returncode == 0
    assert sorted(to[0] for to, _ in postbox.letters) == ["amina@example.org", "boss@example.org", "joao@example.org"]

    again = audit("mail", "send", cwd=site)
    assert (again.returncode, again.stdout) == (0, "")
    assert "everybody has had it this week" in again.stderr
    assert len(postbox.letters) == 3


def test_whoever_is_not_known_is_not_guessed(site):
    ended = audit("mail", "send", "--only", "nobody", cwd=site)
    assert ended.returncode == 2
    assert "Nobody is known as nobody." in ended.stderr


def test_addresses_in_mails_can_be_made_to_lead_nowhere(site):
    assert audit("mail", "send", "--kind", "owner", "--only", "u-amina", cwd=site).returncode == 0
    assert "lead nowhere now" in audit("mail", "revoke", cwd=site).stdout
    assert "nothing to revoke" in audit("mail", "revoke", cwd=site).stdout


def test_without_a_mail_server_nothing_is_sent_and_what_is_missing_is_said(site):
    config = (site / "config.yaml").read_text()
    (site / "config.yaml").write_text(config.replace("  smtp:", "  # smtp:"))
    ended = audit("mail", "send", cwd=site)
    (site / "config.yaml").write_text(config)
    assert (ended.returncode, "mail.smtp" in ended.stderr) == (2, True)
