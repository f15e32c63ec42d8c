"""The people whom a Statamic site keeps in files, for being written to."""

import pytest

from audit.errors import NothingToAudit
from audit.model.correspondence import Account
from audit.sources.statamic import read_accounts


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content" / "collections").mkdir(parents=True)
    (tmp_path / "users").mkdir()

    def write(name: str, text: str) -> None:
        (tmp_path / "users" / name).write_text(text, encoding="utf-8")

    write.root = tmp_path
    return write


def test_everybody_with_an_id_and_an_address_is_known_and_nothing_else_is_looked_at(site):
    site("ines@desk.example.yaml", "id: u-1\nname: Inês Okafor\npassword_hash: $2y$10$secret\nsuper: true\n")
    site("joao@desk.example.yaml", "id: u-2\nfirst_name: João\nlast_name: Reis\n")
    site("bo@desk.example.yaml", "id: u-3\n")
    assert read_accounts(site.root) == (
        Account(id="u-3", address="bo@desk.example"),
        Account(id="u-1", address="ines@desk.example", name="Inês Okafor"),
        Account(id="u-2", address="joao@desk.example", name="João Reis"),
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a@x.example,b@y.example.yaml", "id: two\n"),
        ("a@x.example\r\nBcc: evil@z.example.yaml", "id: header\n"),
        ("Amina <amina@x.example>.yaml", "id: named\n"),
        ("handle.yaml", "id: nowhere\n"),
        ("noid@x.example.yaml", "name: No Id\n"),
        ("number@x.example.yaml", "id: 7\n"),
        ("broken@x.example.yaml", "id: [\n"),
        ("list@x.example.yaml", "- id: x\n"),
        (".meta.yaml", "id: x\nemail: x@x.example\n  bad"),
        ("readme.txt", "id: x\n"),
    ],
)
def test_who_cannot_be_written_to_is_left_out(site, name, text):
    site(name, text)
    assert read_accounts(site.root) == ()


def test_an_older_site_keeps_addresses_inside_the_files(site):
    (site.root / "site" / "content" / "collections").mkdir(parents=True)
    (site.root / "content" / "collections").rmdir()
    (site.root / "site" / "users").mkdir()
    (site.root / "site" / "users" / "amina.yaml").write_text("id: u-1\nemail: amina@desk.example\nname: Amina\n")
    assert read_accounts(site.root) == (Account(id="u-1", address="amina@desk.example", name="Amina"),)


def test_where_there_is_no_site_nobody_is_guessed(tmp_path):
    with pytest.raises(NothingToAudit):
        read_accounts(tmp_path)
