"""What holds for every text that may turn up in a content folder."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from audit.model.site import term_slug
from audit.sources.content_hash import content_sha256
from audit.sources.front_matter.split import read_parts
from audit.sources.salvage import salvage_addresses
from audit.sources.statamic.front_matter import split
from audit.sources.statamic.names import read_name, read_old_name
from audit.sources.yaml_values import YamlError, load
from audit.sources.yaml_values.scalars import resolve

PIECES = st.sampled_from(
    [
        "a",
        "b",
        ": ",
        ":",
        "\n",
        "  ",
        "- ",
        "'",
        '"',
        "|",
        ">",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "&x ",
        "*x",
        "<<",
        "#",
        "?",
        "!",
        "---",
        "...",
        "\t",
        "é",
        "\u2028",
        "\x92",
        "\\",
        "1",
        "~",
    ]
)
YAMLISH = st.lists(PIECES, max_size=30).map("".join)
TEXTS = st.text(max_size=80) | YAMLISH
quick = settings(max_examples=150, deadline=None)


@quick
@given(TEXTS)
@example("a: &x [*x]")
@example("? a\n: b")
def test_every_text_is_read_or_refused_with_a_place_in_it(text):
    refused, marks = None, None
    try:
        marks = load(text).marks
    except YamlError as error:
        refused = (error.line, error.column, error.message)
    if refused:
        assert 1 <= refused[0] <= len(re.split(r"\r\n?|\n", text)) + 1
        assert refused[1] >= 1
        assert refused[2]
    for path, line in marks.items() if marks else ():
        assert line >= 1
        assert marks.place(path)[0] == line


@quick
@given(TEXTS)
def test_reading_again_says_the_same(text):
    def read():
        try:
            document = load(text)
        except YamlError as error:
            return (error.message, error.line, error.column)
        return (repr(document.value), document.marks.items(), document.problems)

    assert read() == read()


@quick
@given(YAMLISH)
def test_line_ends_change_no_value(text):
    def read(written):
        try:
            return repr(load(written).value)
        except YamlError as error:
            return (error.line, error.column)

    assert read(text) == read(text.replace("\n", "\r\n")) == read(text.replace("\n", "\r"))


@quick
@given(st.text("0123456789+-.eExobT:Z_ ~nulINFtrue", max_size=24))
def test_a_word_is_a_plain_value_or_no_date(word):
    try:
        value = resolve(word)
    except ValueError:
        value = None
        assert re.match(r"\d{4}-\d", word)
    assert value is None or isinstance(value, bool | int | float | str)


@quick
@given(st.lists(st.sampled_from(["---", "\n", "\r\n", "a: 1", " ", "-", "0", "body"]), max_size=12).map("".join))
def test_a_body_is_the_end_of_its_file_and_has_its_line(text):
    parts = split(text)
    assert text.startswith(parts.yaml)
    assert text.endswith(parts.body)
    if parts.body:
        line = re.split(r"\r\n?|\n", text)[parts.body_line - 1]
        assert line[parts.body_column - 1 :].startswith(re.split(r"\r\n?|\n", parts.body)[0])


@quick
@given(
    st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5) | st.none(), max_size=6),
    st.randoms(use_true_random=False),
    st.integers(),
)
def test_the_order_of_fields_and_the_time_of_saving_are_no_content(fields, random, saved):
    names = random.sample(list(fields), len(fields))
    assert content_sha256({name: fields[name] for name in names} | {"updated_at": saved}) == content_sha256(fields)


@quick
@given(st.text(st.sampled_from("htps:/.a'\" \n\r,)("), max_size=80))
def test_a_salvaged_address_stands_in_its_line(text):
    lines = re.split(r"\r\n?|\n", text)
    for address, line in salvage_addresses(text):
        assert address in lines[line - 1]


@quick
@given(st.text(st.sampled_from("0129-._ab"), min_size=1, max_size=24))
def test_a_slug_is_part_of_its_file_s_name(name):
    assert "." not in read_name(name).slug
    assert read_name(name).slug in name
    assert read_old_name(f"{name}.md").slug in name


@quick
@given(st.text(max_size=40))
def test_the_slug_of_a_slug_is_itself(text):
    assert term_slug(term_slug(text)) == term_slug(text)


@quick
@given(
    st.lists(st.sampled_from(["---\n", "+++\n", "{", "}", "a = 1\n", "b: 2\n", '"a": 1', "\ufeff", "text\n", "[", "é"]), max_size=10).map(
        "".join
    )
)
def test_front_matter_of_every_kind_is_read_or_refused(text):
    try:
        parts = read_parts(text)
    except YamlError:
        return
    for path, line in parts.marks.items():
        assert line >= 1
        parts.marks.offset_place(path, 0)
