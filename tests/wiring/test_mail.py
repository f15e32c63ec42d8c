"""Who is written to, and when, as a configuration says it."""

import json
from datetime import UTC, datetime

import pytest

from audit.clock import SystemClock
from audit.config.load import parse_config
from audit.errors import ConfigError
from audit.stores import SqlStore
from audit.wiring.mail import audience_of, mailing_of, notifier_of, people_of, people_pages, weekly_jobs

MAIL = """
reports: {timezone: Europe/Berlin}
mail:
  smtp: {host: mail.example.org}
  from: audit@example.org
  to: [team@example.org]
"""
PEOPLE = """
  people:
    - {id: u-1, address: 'Amina <amina@example.org>', name: Amina, partners: [River Trust], timezone: America/Lima}
"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content" / "collections").mkdir(parents=True)
    (tmp_path / "users").mkdir()
    for number in (1, 2, 3):
        (tmp_path / "users" / f"user{number}@cms.example.yaml").write_text(f"id: u-{number}\nname: User {number}\n")
    return tmp_path


def config_with(site, more: str):
    return parse_config(f"content: {{path: '{site}'}}\n{MAIL}{more}")


def test_people_of_the_configuration_come_before_users_of_the_site_and_some_users_are_nobody(site):
    people = list(people_of(config_with(site, f"{PEOPLE}  not_people: [u-3]\n")))
    assert [(person.address, person.name) for person in people] == [
        ("Amina <amina@example.org>", "Amina"),
        ("user1@cms.example", "User 1"),
        ("user2@cms.example", "User 2"),
    ]
    assert people[0].ref == people[1].ref, "she is one person, and the configuration knows her best"
    assert people[0].partners == {"river trust"}
    assert [person.name for person in people_of(config_with(site, f"{PEOPLE}  cms_users: false\n"))] == ["Amina"]


async def test_lists_are_due_at_the_same_hour_of_every_zone_and_figures_where_the_reports_are(site, tmp_path):
    config = config_with(site, f"{PEOPLE}  managers: [boss@example.org]\n  weekly: {{day: tuesday, owners_hour: 6}}\n")
    store, clock = SqlStore(f"sqlite:///{tmp_path / 'audit.sqlite'}"), SystemClock()
    notifier = notifier_of(config, store=store, clock=clock)
    mailing = mailing_of(config, audience=audience_of(config, store=store, clock=clock), notifier=notifier)
    friday = datetime(2026, 10, 23, 12, tzinfo=UTC)
    due = {job.name: job.schedule.after(friday) for job in weekly_jobs(config, mailing)}
    assert due == {
        "lists America/Lima": datetime(2026, 10, 27, 11, tzinfo=UTC),
        "lists Europe/Berlin": datetime(2026, 10, 27, 5, tzinfo=UTC),  # after the change of the clocks on Sunday
        "figures": datetime(2026, 10, 27, 7, tzinfo=UTC),
    }
    assert mailing.spread == 1800.0


@pytest.mark.parametrize(
    ("more", "managers"),
    [("", "team@example.org"), ("  ops: [ops@example.org]\n", "ops@example.org"), ("  managers: [boss@example.org]\n", "boss@example.org")],
)
def test_what_is_nobodys_falls_to_somebody(site, tmp_path, more, managers):
    config = config_with(site, more)
    assert audience_of(config, store=SqlStore(f"sqlite:///{tmp_path / 'x'}"), clock=SystemClock()).managers == (managers,)


def test_an_address_of_the_service_has_no_slash_at_its_end(site):
    assert config_with(site, "service: {url: 'https://audit.example.org/'}\n").service.url == "https://audit.example.org"


def test_without_weekly_nothing_is_due_and_without_an_address_of_the_service_nobody_has_pages(site, tmp_path):
    config, store, clock = config_with(site, PEOPLE), SqlStore(f"sqlite:///{tmp_path / 'x'}"), SystemClock()
    notifier = notifier_of(config, store=store, clock=clock)
    assert weekly_jobs(config, mailing_of(config, audience=audience_of(config, store=store, clock=clock), notifier=notifier)) == ()
    assert people_pages(config, store=store, clock=clock) is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("  people: [{id: a, address: 'a@x.example, b@x.example'}]\n", "is not one mail address"),
        ("  people: [{id: a, address: nobody}]\n", "is not one mail address"),
        ("  people: [{id: a, address: a@x.example}, {id: a, address: b@x.example}]\n", "names 'a' twice"),
        ("  managers: ['boss']\n", "is not one mail address"),
        ("  weekly: {day: someday}\n", "monday"),
        ("  weekly: {owners_hour: 24}\n", "owners_hour"),
        ("service: {url: audit.example.org}\n", "is not an address such as"),
        ("service: {url: 'https://audit.example.org/?x=1'}\n", "is not an address such as"),
        ("service: {user_header: 'X Remote: User'}\n", "is not the name of a header"),
    ],
)
def test_a_mistake_is_told_with_its_place(site, more, said):
    with pytest.raises(ConfigError, match=said):
        config_with(site, more)


@pytest.mark.parametrize(
    "address",
    [
        "a@[1.2.3",
        "a@b.example]",
        "=?utf-8?q?x=40evil.example=2c?=@b.example",
        "a\x01@b.example",
        "a@b..example",
        "ü@b.example",
        "a" * 250 + "@b.example",
    ],
)
def test_a_user_who_cannot_be_written_to_keeps_nobody_elses_mail_back(site, address):
    (site / "users" / "broken.yaml").write_text(f"id: u-9\nemail: {json.dumps(address)}\n")
    people = list(people_of(config_with(site, "")))
    assert [person.address for person in people] == [f"user{number}@cms.example" for number in (1, 2, 3)]


def test_an_address_that_no_mail_can_be_addressed_to_is_a_mistake_of_the_configuration(site):
    with pytest.raises(ConfigError, match="not one mail address"):
        config_with(site, "  managers: ['a@[1.2.3']\n")
