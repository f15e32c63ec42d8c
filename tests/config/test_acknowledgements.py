"""acknowledgements.yaml: read with places, refused with places."""

from datetime import UTC, date, datetime

import pytest

from audit import urls
from audit.config.acknowledgements import parse_acknowledgements, read_acknowledgements
from audit.config.load import load_config
from audit.errors import ConfigError
from audit.model.acknowledgement import AckScope

GOOD = """\
- target: http://partner.example/gone-a
  rule: link-not-found
  kind: waiting
  reason: Asked the partner on Monday.
  by: amina
  since: 2026-11-18
  until: 2026-12-01
"""


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        parse_acknowledgements(text)
    return caught.value.problems


def test_an_address_stands_for_its_target_wherever_it_is_linked():
    (word,) = parse_acknowledgements(GOOD)
    read = urls.read("http://partner.example/gone-a", known_hosts=frozenset({"partner.example"}))

    assert isinstance(read, urls.Url)
    assert (word.scope, word.subject, word.family, word.filed) == (AckScope.TARGET, read.id, "link", True)
    assert (word.created_at, word.until) == (datetime(2026, 11, 18, tzinfo=UTC), date(2026, 12, 1))


def test_a_finding_and_a_host_can_be_named_instead():
    finding, host = parse_acknowledgements(
        GOOD.replace("target: http://partner.example/gone-a", "finding: f1_abc")
        + GOOD.replace("target: http://partner.example/gone-a", "host: partner.example")
    )

    assert (finding.scope, finding.subject) == (AckScope.FINDING, "f1_abc")
    assert (host.scope, host.subject, host.family) == (AckScope.HOST_RULE, "partner.example", "link-not-found")


def test_the_identity_survives_reading_again():
    assert [word.id for word in parse_acknowledgements(GOOD)] == [word.id for word in parse_acknowledgements("\n# checked\n" + GOOD)]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n"])
def test_a_file_without_words_is_no_mistake(text):
    assert parse_acknowledgements(text) == ()


def test_a_file_that_is_not_there_says_nothing(tmp_path):
    assert read_acknowledgements(tmp_path / "acknowledgements.yaml") == ()


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("  kind: waiting", "  kind: maybe", "acknowledgements.yaml:3:9: kind: "),
        ("  by: amina", "  bye: amina", "acknowledgements.yaml:5:3: bye: there is no such key"),
        ("link-not-found", "link-not-fund", "acknowledgements.yaml:2:9: rule: there is no such rule; did you mean link-not-found?"),
        ("  reason: Asked the partner on Monday.", "  reason: later", "acknowledgements.yaml:1:3: Give a reason of 10 to 500 characters."),
        ("until: 2026-12-01", "until: 2027-12-01", "acknowledgements.yaml:1:3: The end date may be 2027-02-16 at the latest."),
        ("until: 2026-12-01", "until: soon", "acknowledgements.yaml:7:10: until: "),
        ("kind: waiting", "kind: verified_by_hand", "acknowledgements.yaml:1:3: Only what the checker could not tell"),
        ("kind: waiting", "kind: reviewed", "acknowledgements.yaml:1:3: Only what asks for a look"),
        ("http://partner.example/gone-a", "http://[", "acknowledgements.yaml:1:11: target: this is no address"),
        ("  by: amina", "  by: amina\n  host: a.example", "acknowledgements.yaml:1:3: name one of target, finding and host"),
    ],
)
def test_every_mistake_is_told_with_its_place(was, becomes, told):
    assert any(line.startswith(told) for line in problems(GOOD.replace(was, becomes))), problems(GOOD.replace(was, becomes))


def test_the_same_thing_twice_and_broken_yaml_are_told_with_their_places():
    assert problems(GOOD + GOOD)[0].startswith("acknowledgements.yaml:8:3: The same thing")
    assert problems("- target: 'open\n") == ("acknowledgements.yaml:2:1: a quote is opened and never closed",)
    assert problems("words: none\n")[0].startswith("acknowledgements.yaml:1:")


def test_the_file_stands_beside_the_configuration(tmp_path):
    (tmp_path / "config.yaml").write_text("content:\n  path: site\n")
    assert load_config(tmp_path / "config.yaml").acknowledgements.path == tmp_path / "acknowledgements.yaml"
