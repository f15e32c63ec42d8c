"""Slips and odd forms that Symfony reads in its own way, line by line."""

import pytest

from audit.sources.yaml_values import YamlError, load

READ = [
    ("well: [- pump, :tap]", {"well": ["- pump", ":tap"]}),
    ("well: 1\n}pump: 2", {"well": 1, "}pump": 2}),
    ("well: {deep pump: 1}", {"well": {"deep": 1}}),
    ('well: {"deep pump": 1}', {"well": {"deep pump": 1}}),
    ("well: {pump: a: b}", {"well": {"pump": "a: b"}}),
    ("well: [pump:, tap]", {"well": ["pump:", "tap"]}),
    ("well: [pump: 1, tap]", {"well": [{"pump": 1}, "tap"]}),
    ("well: ! [1, two]", {"well": [1, "two"]}),
    ("well: , pump", {"well": ", pump"}),
    ("- ,pump\n- tap", [",pump", "tap"]),
    ("well: {pump: , tap: 1}", {"well": {"pump": None, "tap": 1}}),
    ("well: ] pump", {"well": "] pump"}),
    ("- } tap", ["} tap"]),
    ("well:\tpump:", {"well": "pump:"}),
    ("well: pump: # why", {"well": "pump:"}),
    ("well: one\n  two:", {"well": "one two:"}),
    ("- one\n  two: three", ["one two: three"]),
    ("- one\n  two: three\n- four", ["one two: three", "four"]),
    ("well: one # why\n  two\ntap: 1", {"well": "one", "tap": 1}),
    ("well: one\n  # why\n  two\ntap: 1", {"well": "one", "tap": 1}),
    ("- one # why\n  two", ["one"]),
    ("well: one\n  \n  two", {"well": "one\ntwo"}),
    ("well:\n\n  - one", {"well": ["one"]}),
    ("well:\n  one\n\n  two\n", {"well": "one\ntwo"}),
    ('well: "one  \n  two"', {"well": "one   two"}),
    ("well: 'it''s  \n\n  two'", {"well": "it's  \ntwo"}),
    ('well: "one\\\n  two  \n  three"', {"well": "onetwo   three"}),
    ('well: "one\n  \ttwo"', {"well": "one \ttwo"}),
    ("well: | #why\n  one", {"well": "one"}),
    ("- |\n- two", ["\n", "two"]),
    ("well: |\ntap: 1", {"well": "\n", "tap": 1}),
    ("well: |-\ntap: 1", {"well": "", "tap": 1}),
    ("field:\n  well: |\ntap: 1", {"field": {"well": ""}, "tap": 1}),
    ("well: >-\n  one\n  \ttwo\n  three", {"well": "one \ttwo three"}),
    ("well: >\n  one\n  \ttwo\n\n", {"well": "one \ttwo\n"}),
    ("well: |\n  \tone\n  two", {"well": "\tone\ntwo"}),
    ("-\tone\n-\ttwo", ["one", "two"]),
    ("- \tone", ["one"]),
    ("base: &b {pump: 1}\nwell:\n  <<: *b", {"base": {"pump": 1}, "well": {"pump": 1}}),
]
REFUSED = [
    "well: {pump}",
    "well: {pump }",
    'well: ["pump": 1]',
    "well: !!float",
    "well: !!str\n  pump",
    "well: pump:\ttap: 1",
    "well: one\n  two: three",
    "well: one # why\ntwo",
    "well: one\n\n  two",
    "well:\n\n  one",
    "well:\n    one\n  two",
    'well:\n    "one\n  two"',
    "well: |#why\n  one",
    "well:\n  |\n  one",
    " well: 1",
    " just a text",
    "base: &b {pump: 1}\nwell:\n  <<: *b # why",
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_what_symfony_reads_is_read_as_it_reads_it(text, value):
    assert load(text).value == value


@pytest.mark.parametrize("text", REFUSED)
def test_what_symfony_refuses_is_refused(text):
    with pytest.raises(YamlError):
        load(text)


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("# c\nwell: , pump\n", ("well",), (2, 7)),
        ("well:\n  - one\n  - , pump\n", ("well", 1), (3, 5)),
        ("well: one\npump: ] two\n", ("pump",), (2, 7)),
        ("- one\n  two: three\n", (0,), (1, 3)),
    ],
)
def test_what_was_mended_stands_where_it_is_written(text, path, place):
    assert load(text).marks.place(path) == place


def test_many_slips_of_one_kind_take_no_longer_than_their_number():
    text = "\n".join(f"well{number}: ,pump" for number in range(3000))

    assert len(load(text).value) == 3000
