import re
import tomllib
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.location import Location
from audit.rules import all_rules
from audit.wording import catalogue
from audit.wording.words import slots

WORDING = catalogue()
BANNED = re.compile(
    r"\b(invalid|errors? \d|error [4-5]xx|uris?|null|failed|occurrences?|please|nodes?|endpoint|[45]\d\d|violation|you broke)\b|!",
    re.IGNORECASE,
)
STRINGS = [(rule, name, text) for rule, strings in WORDING.rules.items() for name, text in strings.items()]
EDITORS = [each for each in STRINGS if not each[1].startswith("short")]
RUN = list(WORDING.texts.items())


def sentences(text: str) -> list[str]:
    return [each for each in re.split(r"(?<=[.?])\s+|(?<=[:;])\s+", text) if each]


def finding(rule: str, **params: str) -> Finding:
    return Finding(
        rule=rule,
        family="x",
        severity=Severity.FIX,
        certainty=Certainty.CONFIRMED,
        entry_id="e",
        field="f",
        occurrences=(Occurrence(location=Location(path="p", field="f", line=1)),),
        params=tuple(params.items()),
    )


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_every_rule_has_its_strings(rule):
    strings = WORDING.rules[rule.name]

    assert {"title", "why", "do", "do_waiting", "short"} <= set(strings)
    assert len(strings["short"]) <= 40


def test_no_words_are_left_of_rules_that_are_gone():
    assert set(WORDING.rules) == {rule.name for rule in all_rules()} | {"other"}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_every_value_that_a_sentence_needs_is_one_that_the_rule_gives(rule):
    for name, text in WORDING.rules[rule.name].items():
        base, _, variant = name.partition("_")
        assert set(slots(text)) <= {*rule.params, variant}, name
        assert base in {"title", "why", "do", "short", "general"}, name


@pytest.mark.parametrize("rule", list(WORDING.rules))
def test_no_word_is_one_that_editors_do_not_know(rule):
    for name, text in WORDING.rules[rule].items():
        assert not BANNED.search(text), name


def test_run_messages_keep_the_same_voice():
    for key, text in RUN:
        assert not re.search(r"\b(please|invalid|uri|null|occurrence)\b|!|\(s\)", text, re.IGNORECASE), key


@pytest.mark.parametrize("rule", list(WORDING.rules))
def test_no_sentence_is_long(rule):
    for name, text in WORDING.rules[rule].items():
        if name != "short":
            assert max(len(sentence.split()) for sentence in sentences(text)) <= 22, name
            assert text.endswith((".", "?")), name


def test_the_mean_sentence_has_at_most_fifteen_words():
    lengths = [len(sentence.split()) for _, _, text in EDITORS for sentence in sentences(text)]

    assert sum(lengths) / len(lengths) <= 15


def test_a_title_is_one_sentence():
    for rule, name, text in STRINGS:
        if name.startswith("title"):
            assert len(re.findall(r"[.?](?:\s|$)", text.replace("...", ""))) == 1, (rule, name)


def test_a_finding_is_told_in_four_strings():
    message = WORDING.message(finding("link-not-found", address="https://x.example/", suggestion=""))

    assert message.title == "The page has been removed."
    assert message.why == "Visitors who click get an error page and may give up."
    assert message.do.startswith("Find where the content lives now")
    assert message.short == "Page has been removed"


def test_a_redirect_a_suggestion_and_a_date_change_the_words():
    gone = WORDING.message(finding("link-not-found", redirect="https://y.example/", suggestion="https://z.example/"))
    failing = WORDING.message(finding("link-server-error", redirect=""), extra={"since": "2026-11-18"})

    assert gone.title == "This redirects to a page that has been removed."
    assert "https://z.example/" in gone.do
    assert failing.title == "The website has been failing since 18 November."


def test_waiting_comes_before_every_other_variant():
    message = WORDING.message(finding("link-not-found", suggestion="https://z.example/"), extra={"waiting": "yes"})

    assert message.do == WORDING.rules["link-not-found"]["do_waiting"]


def test_counts_have_their_noun_and_separators():
    message = WORDING.message(finding("content-over-limit", field="Summary", over="1", length="12345", limit="12344"))

    assert message.title == '"Summary" is 1 character too long.'
    assert "12,345 characters" in message.why
    assert [WORDING.count(value, "link") for value in (0, 1, 2, 24_997)] == ["0 links", "1 link", "2 links", "24,997 links"]
    assert WORDING.number(98.5) == "98.5"
    assert WORDING.number(61.0) == "61"
    assert WORDING.number(-1234.25) == "−1,234.25"


def test_dates_are_written_in_words():
    assert WORDING.date(date(2026, 11, 21)) == "Saturday 21 November 2026"
    assert WORDING.text("run.changes", new=3, date=date(2026, 11, 21), fixed=44) == (
        "3 problems are new since Saturday 21 November 2026, 44 were fixed."
    )


def test_run_messages_are_those_of_the_specification():
    assert WORDING.text("run.partial", percent=61) == (
        "This report is incomplete: 61% of links were checked before the time limit. It says nothing about the rest."
    )
    assert WORDING.text("run.first") == "First report of this kind. Nothing to compare with, so nothing is called new."
    assert WORDING.text("run.inconclusive") == "Something was wrong with our own connection, so we did not change any result."
    assert (
        WORDING.text("run.nothing_to_fix", initiatives=2000, links=24997) == "Nothing to fix. 2,000 initiatives and 24,997 links checked."
    )


def test_a_reason_without_words_of_its_own_has_words_all_the_same():
    assert WORDING.text("not_judged.robots") == "The website asks programs not to look."
    assert WORDING.text("not_judged.something-new") == "We could not tell."


@pytest.mark.parametrize("label", ["remove", "fix", "check", "tidy"])
def test_the_four_labels_have_their_words(label):
    assert WORDING.text(f"label.{label}") in {"Remove now", "Fix", "Check by hand", "Tidy up"}


def test_a_finding_of_an_older_version_is_told_in_general_words():
    assert WORDING.message(finding("link-that-was")).title == "Something needs a look."
    assert WORDING.title("link-that-was") == "Something needs a look."
    assert "…" in WORDING.message(finding("content-title-long")).title


def test_a_list_of_rules_shows_titles_without_values():
    assert WORDING.title("content-stale") == "Not changed for long."
    assert WORDING.title("content-unreadable") == "The file cannot be read, so the page may not show."


@given(st.text())
def test_no_value_is_read_as_a_pattern(value):
    message = WORDING.message(finding("content-placeholder", field="{words:link}", words=value))

    assert value in message.title


@given(st.text(), st.text())
def test_no_value_breaks_a_sentence(left, right):
    WORDING.message(finding("content-stale", months=left, by_file=right))
    WORDING.message(finding("content-updated-future", date=left))
    WORDING.message(finding("content-updated-future", date="2026-13-45"))


def test_every_text_needs_only_nouns_that_there_are():
    read = tomllib.loads((files("audit.wording") / "en.toml").read_text(encoding="utf-8"))
    forms = set(re.findall(r"\{\w+:(\w+)\}", str(read)))

    assert forms <= {*read["nouns"], "number", "day", "date", "full"}


@pytest.mark.parametrize("section", ["label", "state", "new_reason", "fixed_by", "status", "health", "verdict", "kind", "not_judged"])
def test_words_for_what_the_program_says_have_a_way_out(section):
    assert WORDING.text(f"{section}.a-word-of-tomorrow") == WORDING.text(f"{section}.other")


def test_a_language_without_a_catalogue_is_told():
    with pytest.raises(FileNotFoundError):
        catalogue("xx")
