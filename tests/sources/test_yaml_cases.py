"""YAML as Symfony reads it: every tested case when the list lies beside the project, and the cases that matter in any case."""

import ast
import json
import math
from pathlib import Path

import pytest

from audit.sources.statamic.front_matter import read_fields
from audit.sources.yaml_values import YamlError, load

CASES = Path(__file__).parents[3] / "shared" / "spec" / "yaml-cases.json"


def answer(case: dict) -> object:
    """What we read, in the notation of the list."""
    text = case["yaml"]
    try:
        if text.startswith('b"'):
            text = ast.literal_eval(text).decode("utf-8")
        if case["group"] in {"fm", "uni_fm"}:
            return {"value": written(read_fields(text).value)}
        return {"value": written(load(text).value)}
    except (YamlError, UnicodeDecodeError):
        return "rejected"


def written(value: object) -> object:
    if isinstance(value, float):
        return {"$f": "inf" if math.isinf(value) else repr(value)}
    if isinstance(value, dict):
        return {name: written(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [written(inner) for inner in value]
    return value


def plain_keys(value: object) -> object:
    """PHP's whole-number keys as we have them: as text."""
    if isinstance(value, dict):
        return {name.removeprefix("$i:"): plain_keys(inner) for name, inner in value.items()}
    return [plain_keys(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.skipif(not CASES.is_file(), reason="the list of tested cases does not lie beside the project")
def test_every_tested_case_gives_symfony_s_value_or_its_rejection():
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    assert len(cases) > 150
    for case in cases:
        symfony = case["symfony"]
        expected = "rejected" if "rejected" in symfony else {"value": plain_keys(symfony["value"])}
        assert answer(case) == expected, case["id"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("Off", "Off"),
        ("tRuE", True),
        ("FALSE", False),
        ("NuLL", None),
        ("~", None),
        ("nothing", "nothing"),
        ("-", "-"),
        ("+", "+"),
        (".", "."),
        ("-1", -1),
        ("+1", 1.0),
        ("007", "007"),
        ("-0", "-0"),
        ("12_000", 12000),
        ("9223372036854775807", 9223372036854775807),
        ("9223372036854775808", "9223372036854775808"),
        ("-9223372036854775809", "-9223372036854775809"),
        ("9" * 5000, "9" * 5000),
        ("1.50", 1.5),
        (".5", 0.5),
        ("1_000.5", 1000.5),
        ("6e2", 600.0),
        ("2e", "2e"),
        ("0o10", 8),
        ("-0o10", -8),
        ("0o777777777777777777777777", float(0o777777777777777777777777)),
        ("0b11", "0b11"),
        ("0xff", 255),
        ("0XFF", 0.0),
        ("0x" + "f" * 300, float("inf")),
        ("12:30", "12:30"),
        (".inf", float("inf")),
        ("-.INF", float("-inf")),
        ("+.inf", "+.inf"),
        ("1970-01-01", 0),
        ("2000-02-29", 951782400),
        ("2024-02-30", 1709251200),
        ("0000-00-00", -62169984000),
        ("2024-01-01T00:00:00Z", 1704067200),
        ("2024-01-01 01:30:00 +01:30", 1704067200),
        ("2023-12-31t22:00:00 -2", 1704067200),
        ("2024-01-01 00:00:00.500", 1704067200.5),
        ("2024-01-01 00:00:00.000", 1704067200),
        ("2024-01-01 00:00", "2024-01-01 00:00"),
        ("'2024-01-01'", "2024-01-01"),
        ("!!str 12", "12"),
        ("!!str ''", ""),
        ("! 12", "12"),
        ("!!float 12", 12.0),
        ("!!float many", 0.0),
        ("!!binary aGVsbG8=", "hello"),
        ("!php/const PHP_INT_MAX", None),
        ("so: then:", None),
    ],
)
def test_an_unquoted_word_means_what_it_means_to_the_cms(text, value):
    if value is None and text == "so: then:":
        assert load(f"a: {text.removeprefix('so: ')}").value == {"a": "then:"}
    else:
        assert load(f"a: {text}").value == {"a": value}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3", 3, 1),
        ("a:\n  b: 1\n  b: 2", 3, 3),
        ("a: {b: 1, b: 2}", 1, 11),
        ("true: 1", 1, 1),
        ("a: 1\n~: 2", 2, 1),
        ("2.5: x", 1, 1),
        ("a: {b:1}", 1, 5),
        ("  a: 1\n  b: 2", 1, 3),
        ("a: one\n\n  two", 1, 4),
        ("a: 1\n...\n", 2, 1),
        ("a: 1\n---\nb: 2", 2, 1),
        ("? a\n: b", 1, 3),
        ("x: 1\n? a\n: b", 2, 3),
        ("a: !!int 3", 1, 4),
        ("a: !!str", 1, 4),
        ("a: !!set {x, y}", 1, 4),
        ("a: !!binary ä", 1, 4),
        ("a: !!binary aGk", 1, 4),
        ("a: !mine x", 1, 4),
        ("a: *b", 1, 4),
        ("a: &a [*a]", 1, 8),
        ("a: &a 1\n*a : 2", 2, 1),
        ("[a, b]: c", 1, 1),
        ("a: 2024-13-01", 1, 4),
        ("a: 2024-01-01 25:00:00", 1, 4),
        ("<<: 5", 1, 5),
        ("a: b: c", 1, 5),
        ("a: 'b' c", 1, 8),
        ("a: @b", 1, 4),
        ('a: "\\q"', 1, 5),
        ("a: [1, 2\nb: 3", 2, 2),
        ("\ufeffa: 1", 1, 1),
        ("a: 1\nb: \ud800", 2, 4),
    ],
)
def test_what_the_cms_refuses_is_refused_with_its_place(text, line, column):
    with pytest.raises(YamlError) as refused:
        load(text)
    assert (refused.value.line, refused.value.column) == (line, column), refused.value.message
