"""config.yaml: every mistake at once, with its place."""

from pathlib import Path

import pytest

from audit.config.load import load_config, parse_config
from audit.errors import ConfigError

ROOT = Path(__file__).parents[2]


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        parse_config(text)
    return caught.value.problems


def test_every_key_is_optional():
    assert parse_config("").content.required == ("summary", "call_to_action", "challenges")


def test_the_shipped_configuration_is_good_and_its_paths_are_taken_from_its_folder():
    config = load_config(ROOT / "config.yaml")

    assert config.content.path == ROOT / "examples"
    assert config.reports.path == ROOT / "reports"


def test_a_missing_file_that_was_named_is_a_mistake(tmp_path):
    with pytest.raises(ConfigError, match="no such file"):
        load_config(tmp_path / "nowhere.yaml")


def test_all_mistakes_are_told_at_once_with_line_and_column():
    told = problems("checks:\n  per_host:\n    max: many\n    intervall: 1\ncontent:\n  required: summary\n")

    assert told[0].startswith("config.yaml:3:10: checks.per_host.max: ")
    assert told[1] == "config.yaml:4:5: checks.per_host.intervall: there is no such key; did you mean interval?"
    assert any(line.startswith("config.yaml:6:13: content.required: ") for line in told)


def test_a_misspelt_section_gets_a_suggestion():
    assert problems("check: {}\n") == ("config.yaml:1:1: check: there is no such key; did you mean checks?",)


def test_broken_yaml_has_a_place():
    (told,) = problems("content:\n  path: [a\n")

    assert told.startswith("config.yaml:")
    assert told.split(":")[1].isdigit()


def test_a_repeated_key_is_a_mistake():
    assert any("2:" in line for line in problems("run: {}\nrun: {}\n"))


def test_lengths_of_time_are_read_as_people_write_them():
    config = parse_config("checks: {per_host: {interval: 50ms}}\nrun: {deadline: 2h}\n")

    assert config.checks.per_host.interval == pytest.approx(0.05)
    assert config.run.deadline == 7200


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("schedule: {cron: '0 25 * * *'}", "hour"),
        ("schedule: {timezone: Mars/Olympus}", "IANA"),
        ("checks: {per_host: {interval: soon}}", "length of time"),
        ("mail: {smtp: {host: mail.example.org}}", "`from` and `to`"),
        ("- a\n- b\n", "map of sections"),
        ("run: {deadline: -1}", "greater than or equal to 0"),
        ("mail: {unsubscribe: 'javascript:off'}", "mailto:off@example.org"),
    ],
)
def test_what_cannot_work_is_said(text, says):
    assert any(says in line for line in problems(text))


def test_an_empty_map_is_no_mistake_where_a_section_is_meant():
    assert parse_config("checks: {  }\nmail:\n").mail.to == ()


@pytest.mark.parametrize("key", ["to", "ops", "managers"])
@pytest.mark.parametrize(
    "written",
    [
        "a@example.org, b@example.org",
        "",
        "amina",
        "a@example.org\\nBcc: b@example.org",
        "desk: a@example.org;",
        "a@example.org <b@example.org>",
    ],
)
def test_whoever_is_mailed_is_one_address_each_and_the_mistake_has_its_place(key, written):
    (told,) = problems(f'mail:\n  {key}:\n    - fine@example.org\n    - "{written}"\n')
    assert told.startswith(f"config.yaml:4:7: mail.{key}.1: is not one mail address")


def test_a_person_and_the_sender_have_one_address_too():
    text = "mail:\n  from: Audit\n  people:\n    - id: a\n      address: a@example.org, b@example.org\n"
    assert [line.partition(" is ")[0] for line in problems(text)] == [
        "config.yaml:2:9: mail.from:",
        "config.yaml:5:16: mail.people.0.address:",
    ]
    assert parse_config("mail: {from: 'Initiative audit <audit@example.org>', to: ['Ämina <a@example.org>']}").mail.to


def test_addresses_of_other_letters_are_kept_as_they_travel():
    config = parse_config("service: {url: 'https://prüfung.example.org/a/'}\nmail: {unsubscribe: 'https://example.org/ab?liste=Prüfung'}")
    assert config.service.url == "https://xn--prfung-4ya.example.org/a"
    assert config.mail.unsubscribe == "https://example.org/ab?liste=Pr%C3%BCfung"
    mailto = parse_config("mail: {unsubscribe: 'mailto:off@example.org?subject=Prüfung'}").mail.unsubscribe
    assert mailto == "mailto:off@example.org?subject=Pr%C3%BCfung"
    assert parse_config("service: {url: 'https://prüfung.example.org'}").service.url == "https://xn--prfung-4ya.example.org"
    assert parse_config("reports: {url: 'https://prüfung.example.org/r/'}").reports.url == "https://xn--prfung-4ya.example.org/r/"
    assert parse_config("reports: {url: 'https://prüfung.example.org'}").reports.url == "https://xn--prfung-4ya.example.org"
    (told,) = problems("service:\n  url: 'https://ü\u2007.example.org'\n")
    assert told == "config.yaml:2:8: service.url: is not an address that a browser could open"
