import pytest

from audit.model.entry import FieldSpec
from audit.rules.reading.bard import blocks, is_bard
from audit.rules.reading.texts import Form, texts
from audit.rules.reading.walk import filled
from tests.rules.world import BREAK, entry, paragraph, spec


def test_blocks_come_in_reading_order_with_what_is_around_them():
    item = {"type": "listItem", "content": [paragraph("Pumps")]}
    value = [paragraph("Wells"), {"type": "bullet_list", "content": [item]}, {"type": "heading"}, {"type": "set", "attrs": {}}, "odd"]

    assert [(block.type, block.text, block.within) for block in blocks(value, ("body",))] == [
        ("paragraph", "Wells", ()),
        ("paragraph", "Pumps", ("bullet_list", "listItem")),
        ("heading", "", ()),
    ]


def test_runs_tell_words_breaks_things_and_addresses():
    words = paragraph("We ", ("dig", "https://x"), BREAK, {"type": "image", "attrs": {}})
    (block,) = blocks([words | {"content": [*words["content"], 3]}], ("body",))

    assert [(run.text, run.href, run.is_break, run.is_object) for run in block.runs] == [
        ("We ", None, False, False),
        ("dig", "https://x", False, False),
        ("\n", None, True, False),
        ("", None, False, True),
    ]
    assert block.runs[1].path == ("body", 0, "content", 1)


@pytest.mark.parametrize(
    "marks", [None, "link", [None], [{"type": "bold"}], [{"type": "link"}], [{"type": "link", "attrs": {"href": None}}]]
)
def test_odd_marks_are_survived(marks):
    (block,) = blocks([{"type": "paragraph", "content": [{"type": "text", "text": "x", "marks": marks}]}], ())

    assert block.runs[0].href in {None, ""}


def test_a_character_of_a_block_is_found_in_its_run():
    (block,) = blocks([paragraph("We ", ("dig", "https://x"))], ("body",))

    assert block.at(4) == (("body", 0, "content", 1, "text"), 1)
    assert block.at(99) == (("body", 0), 0)


def test_inline_rich_texts_are_one_block():
    (block,) = blocks([{"type": "text", "text": "Wells "}, {"type": "text", "text": "and pumps"}, 3], ("lead",))

    assert (block.text, block.path) == ("Wells and pumps", ("lead",))


@pytest.mark.parametrize("value", [None, [], "x", ["x"], [{"type": "video"}], [{"title": "x"}], [{"type": "image", "attrs": {}}]])
def test_what_is_no_rich_text_is_not_taken_for_one(value):
    assert not is_bard(value)


def test_texts_of_a_field_have_their_form():
    body = spec("body", "markdown")
    subject = entry(body, spec("lead", "bard"), body="# Wells", lead="<p>Pumps &amp; pipes</p>", content="Taps")
    read = {text.path[0]: text for text in texts(filled(subject))}

    assert {name: text.form for name, text in read.items()} == {
        "title": Form.PLAIN,
        "body": Form.MARKDOWN,
        "lead": Form.HTML,
        "content": Form.MARKDOWN,
    }
    assert read["lead"].shown.split() == ["Pumps", "&", "pipes"]


def test_a_field_with_an_unexpected_value_is_passed_over():
    assert [text.path for text in texts(filled(entry(spec("summary", "text"), spec("lead", "bard"), summary=3, lead={"a": 1})))] == [
        ("title",)
    ]


def test_inner_fields_are_found_under_groups_rows_and_sets():
    inner = (FieldSpec(handle="note"),)
    subject = entry(
        spec("panel", "group", fields=inner),
        spec("rows", "grid", fields=inner),
        panel={"note": "a", "x": 1},
        rows=[{"note": "b"}, 3],
        odd=1,
    )
    odd = entry(spec("panel", "group", fields=inner), panel="text")

    assert [field.path for field in filled(subject)] == [
        ("title",),
        ("panel",),
        ("panel", "note"),
        ("rows",),
        ("rows", 0, "note"),
        ("odd",),
    ]
    assert [field.path for field in filled(odd)] == [("title",), ("panel",)]
