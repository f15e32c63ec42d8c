import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass, fields, is_dataclass
from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path
from typing import ClassVar

import pytest

import audit.rules
from audit.rules import CONTENT_RULES, LINK_RULES, SITE_RULES, all_rules, configure
from audit.rules.content.content_file_fault import ContentFileFault
from audit.rules.contract import option
from audit.rules.docs import pages
from audit.rules.options import mistakes
from audit.wording import catalogue


@dataclass(frozen=True, slots=True)
class MadeUp(ContentFileFault):
    """A rule with an option of every kind."""

    name: ClassVar[str] = "made-up"
    share: float = option(0.5, "A share.")
    on: bool = option(default=True, doc="A switch.")
    word: str = option("x", "A word.")


ROOMS = {"content": CONTENT_RULES, "links": LINK_RULES, "site": SITE_RULES}
FOLDER = Path(audit.rules.__file__).parent


def rule_classes(room: str) -> Iterator[tuple[str, type]]:
    for path in sorted((FOLDER / room).glob("*.py")):
        module = import_module(f"audit.rules.{room}.{path.stem}")
        for _, member in getmembers(module, isclass):
            if member.__module__ == module.__name__ and hasattr(member, "family"):
                yield path.stem, member


@pytest.mark.parametrize("room", ROOMS)
def test_the_shelf_forgets_no_file(room):
    assert {member for _, member in rule_classes(room)} == {type(rule) for rule in ROOMS[room]}


@pytest.mark.parametrize("room", ROOMS)
def test_a_file_holds_one_rule_and_bears_its_name(room):
    for stem, member in rule_classes(room):
        assert member.name == stem.replace("_", "-")
        assert member.__name__ == "".join(word.capitalize() for word in stem.split("_"))


def test_no_two_rules_share_a_name():
    names = [rule.name for rule in all_rules()]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_is_a_frozen_record_whose_fields_are_described_options(rule):
    assert is_dataclass(rule)
    assert all(each.metadata.get("doc", "").endswith(".") for each in fields(rule))
    with pytest.raises((FrozenInstanceError, TypeError, AttributeError)):
        rule.anything = 1


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_has_a_test_of_its_own(rule):
    mentions = [path for path in Path(__file__).parent.glob("test_*.py") if f'"{rule.name}"' in path.read_text(encoding="utf-8")]

    assert mentions, f"no test names {rule.name}"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_has_a_page_with_what_why_before_and_after(rule):
    page = pages()[f"{rule.name}.md"]

    assert page.startswith(f"# {rule.name}\n\nFinds ")
    assert "## Before" in page
    assert "## After" in page
    assert re.search(r"stays? silent|another rule|other rules", page), "the page names what stays silent"
    assert all(f"`{each.name}`" in page for each in fields(rule))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_has_its_words(rule):
    assert rule.name in catalogue().rules


def test_the_pages_in_the_docs_are_fresh():
    folder = FOLDER.parents[1] / "docs" / "rules"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}

    assert written == dict(pages()), "run `make docs`"


def test_rules_can_be_left_out_and_options_changed():
    rules = configure(CONTENT_RULES, off=["content-stale"], options={"content-title-long": {"longest": 20}})

    assert "content-stale" not in {rule.name for rule in rules}
    assert next(rule for rule in rules if rule.name == "content-title-long").longest == 20
    assert configure(CONTENT_RULES) == CONTENT_RULES


def test_a_list_of_an_option_is_kept_as_a_tuple():
    (rule,) = configure(
        [each for each in CONTENT_RULES if each.name == "content-placeholder"], options={"content-placeholder": {"also": ["soon"]}}
    )

    assert rule.also == ("soon",)


@pytest.mark.parametrize(
    ("off", "options", "sentence"),
    [
        (["content-stael"], {}, "there is no rule 'content-stael'; did you mean 'content-stale'?"),
        ([], {"zzz": {}}, "there is no rule 'zzz'"),
        ([], {"content-title-long": {"longst": 3}}, "content-title-long has no option 'longst'; did you mean 'longest'?"),
        ([], {"content-title-long": {"longest": "3"}}, "content-title-long: longest must be a whole number"),
        ([], {"content-title-long": {"longest": True}}, "content-title-long: longest must be a whole number"),
        ([], {"content-placeholder": {"also": "x"}}, "content-placeholder: also must be a list of texts"),
        ([], {"made-up": {"share": "x"}}, "made-up: share must be a number"),
        ([], {"made-up": {"share": True}}, "made-up: share must be a number"),
        ([], {"made-up": {"on": 1}}, "made-up: on must be true or false"),
        ([], {"made-up": {"word": 1}}, "made-up: word must be a text"),
    ],
)
def test_a_mistake_in_the_options_is_told_with_a_guess(off, options, sentence):
    assert mistakes([*all_rules(), MadeUp()], off=off, options=options) == (sentence,)


def test_right_options_are_no_mistake():
    assert (
        mistakes(all_rules(), off=["link-moved"], options={"content-title-long": {"longest": 3}, "content-placeholder": {"also": ["x"]}})
        == ()
    )
