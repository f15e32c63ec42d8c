"""Links in Markdown and HTML."""

import time

import pytest
import yaml

from audit.extract import extract
from audit.extract.html import looks_like_html, tokens
from audit.model.link import LinkKind
from tests.extract.making import entry_of, in_field, links_of

MARKDOWN = "type: markdown"
HTML = "type: textarea"


def found(text: str, kind: str = MARKDOWN) -> list[tuple[str, str]]:
    return [(link.href, link.text) for link in in_field(text, kind)]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("A [well](https://a.example/x) here", [("https://a.example/x", "well")]),
        ("[é *and* `b`](<https://a.example/x y> 'T')", [("https://a.example/x y", "é and b")]),
        ("[a](https://a.example/x_(y)) [b]( /c )", [("https://a.example/x_(y)", "a"), ("/c", "b")]),
        ("<https://a.example/> <me@a.example>", [("https://a.example/", "https://a.example/"), ("me@a.example", "me@a.example")]),
        ("![alt](https://a.example/p.png)", [("https://a.example/p.png", "alt")]),
        ("[![alt](/p.png)](https://a.example/)", [("/p.png", "alt"), ("https://a.example/", "alt")]),
        (
            "[a][ref] and [ref] and [b]\n\n[REF]: https://a.example/ 'T'\n[b]: <https://b.example/>",
            [("https://a.example/", "a"), ("https://a.example/", "ref"), ("https://b.example/", "b")],
        ),
        ("`https://code.example/`\n\n    https://code.example/\n\n```\n[a](https://code.example/)\n```", []),
        ("Bare https://a.example/x_y_z. Then\\\nmore", [("https://a.example/x_y_z", "https://a.example/x_y_z")]),
        ("| a | b |\n|---|---|\n| [c](/d) | https://e.example/ |", [("/d", "c"), ("https://e.example/", "https://e.example/")]),
        ("Inline <a href='https://a.example/' target=_blank>well</a> and <br> <b>bold</b>", [("https://a.example/", "well")]),
        ('<div>\n<a href="https://a.example/">x</a>\n</div>\n\n[b](/c)', [("https://a.example/", "x"), ("/c", "b")]),
        ("<a href='/a'>https://in.example/</a>", [("/a", "https://in.example/")]),
        ("Text[^1]\n\n[^1]: See [a](https://a.example/)", [("https://a.example/", "a")]),
        ("# [Head](https://a.example/)\n\n- [ ] [task](/t)\n", [("https://a.example/", "Head"), ("/t", "task")]),
        ("[empty]()", [("", "empty")]),
        ("[two  words][]\n\n[Two Words]: https://a.example/", [("https://a.example/", "two  words")]),
        ("[ent](/caf&eacute;) [esc](/a\\(b)", [("/caf&eacute;", "ent"), ("/a\\(b", "esc")]),
        ("[nowhere][gone] and [x](", []),
    ],
)
def test_markdown_links_of_every_form(text, links):
    assert found(text) == links


def test_what_markdown_spells_otherwise_has_both_spellings():
    (link,) = in_field(r"[a](https://a.example/x\_y?a=1&amp;b=2)", MARKDOWN)
    assert link.href == r"https://a.example/x\_y?a=1&amp;b=2"
    assert link.address == "https://a.example/x_y?a=1&b=2"
    (plain,) = in_field("[a](https://a.example/)", MARKDOWN)
    assert (plain.meant, plain.address) == ("", "https://a.example/")


def test_an_address_that_markdown_escapes_is_still_found():
    (link,) = in_field(r"See https://a.example/x\_y?a=1&amp;b=2 now", MARKDOWN)
    assert link.kind is LinkKind.TEXT
    assert link.href == r"https://a.example/x\_y?a=1&amp;b=2"
    assert link.address == "https://a.example/x_y?a=1&b=2"


def test_an_address_spelt_in_a_way_of_its_own_is_kept_as_it_is_meant():
    (first, second) = extract(
        entry_of("a: |-\n  At https://a.example/&auml; and https://b.example/\\_c\n", blueprint="- {handle: a, field: {type: markdown}}")
    )
    assert (first.href, first.location.line, first.location.column) == ("https://a.example/ä", 2, 3)
    assert (second.href, second.address, second.location.line) == ("https://b.example/\\_c", "https://b.example/_c", 2)


def test_addresses_written_out_are_links_where_the_field_makes_them_links():
    assert in_field("https://a.example/", "type: markdown, automatic_links: true")[0].kind is LinkKind.INLINE
    assert in_field("https://a.example/", MARKDOWN)[0].kind is LinkKind.TEXT


def test_kinds_in_markdown():
    text = "[a](mailto:x@y.example) <x@y.example> ![p](https://a.example/p.png) [e](statamic://entry::7) [r](configuration#env)"
    assert [link.kind for link in in_field(text, MARKDOWN)] == [
        LinkKind.MAIL,
        LinkKind.MAIL,
        LinkKind.IMAGE,
        LinkKind.INTERNAL,
        LinkKind.INTERNAL,
    ]


def test_the_sentence_is_what_a_reader_sees():
    (link,) = in_field("First. The **deep** [well](https://a.example/) is\n*new*. Last.", MARKDOWN)
    assert link.location.sentence == "The deep well is new."
    assert (link.before, link.after) == ("First. The deep ", " is new. Last.")


def test_a_body_below_the_fields_is_markdown_without_a_blueprint():
    (link,) = links_of("---\ntitle: x\n---\n\nÜber [das](https://a.example/)\n")
    assert (link.location.field, link.location.line, link.location.column) == ("content", 5, 12)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ('<p>A <a href="https://a.example/?a=1&amp;b=2">deep <b>well</b></a>.</p>', [("https://a.example/?a=1&amp;b=2", "deep well")]),
        ("<A HREF = 'https://a.example/'>x</A>", [("https://a.example/", "x")]),
        ("<a href=https://a.example/ class=x>x</a>", [("https://a.example/", "x")]),
        ('<a class="x" href="https://a.example/" href="https://no.example/">x', [("https://a.example/", "x")]),
        ('<a href="/a">one<a href="/b">two</a>', [("/a", "one"), ("/b", "two")]),
        ('<p><a href="/a">one<p>two</a>', [("/a", "one")]),
        ("<a name=x>y</a><a href>z</a><p>", [("", "z")]),
        (
            '<img src=https://a.example/p.png alt=x> <img alt=x> <iframe src="https://v.example/"></iframe>',
            [("https://a.example/p.png", ""), ("https://v.example/", "")],
        ),
        (
            "<p>https://a.example/?x=1&amp;y=2 and <code>https://code.example/</code></p>",
            [("https://a.example/?x=1&amp;y=2", "https://a.example/?x=1&y=2")],
        ),
        ('<!-- <a href="/no">x</a> --><p><a href="/a">x</a>', [("/a", "x")]),
        ('<script>\'<a href="/no">\'</script><p><a href="/a">x</a><style>', [("/a", "x")]),
        ('<p><a href="/never-closed>x</a>', []),
        ('<p>1 < 2 <!DOCTYPE x><?php ?> <a href="/a">x</a><', [("/a", "x")]),
        ("<p>one<br/>two <a href='/a'>x</a></p></code>", [("/a", "x")]),
        ("<p><!-- never closed <a href='/a'>x</a>", []),
        ("<p><!doctype never closed", []),
        ("<p><a href='/a'", [("/a", "")]),
        ("<video><source src='/f.mp4'></video><object data='/o'></object>", [("/f.mp4", ""), ("/o", "")]),
        ("<video src='/f.mp4' poster='/f.jpg'></video><video poster=''></video>", [("/f.mp4", ""), ("/f.jpg", "")]),
    ],
)
def test_html_links_of_every_form(text, links):
    assert found(text, HTML) == links


def test_html_attributes_come_along():
    (link,) = in_field("<p>See <a href='https://a.example/' rel=nofollow target=_blank>x</a>!", HTML)
    assert (link.rel, link.target, link.before, link.after) == ("nofollow", "_blank", "See ", "!")
    assert in_field("<p>https://a.example/?x=1&amp;y", HTML)[0].address == "https://a.example/?x=1&y"


@pytest.mark.parametrize(
    ("text", "html"), [("<p>x", True), ("a <B>b", True), ("1 < 2", False), ("<me@a.example>", False), ("plain", False)]
)
def test_html_is_told_from_text(text, html):
    assert looks_like_html(text) is html


@pytest.mark.parametrize(
    "text",
    [
        "<a " * 50_000,
        '<a href="' * 50_000,
        "<!--" * 50_000,
        "<script>" * 50_000,
        "<" * 200_000,
        "<a" + " " * 200_000,
        "<a =" * 50_000,
        "</" * 100_000,
        "." * 200_000 + "<p>",
    ],
)
def test_nothing_takes_long_to_cut(text):
    began = time.process_time()
    list(tokens(text))
    in_field(text, HTML)
    assert time.process_time() - began < 3  # half a one is seen


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<a href="/a"><div class="x">Pro</div></a> more', ["Pro"]),
        ('<a href="/a"><h3>Wells</h3><p>for all</p></a><p>more</p>', ["Wells for all"]),
        ('<p><a href="/a">one<br>two</a> three</p>', ["one two"]),
        ('<p><a href="/a">one</p><p>two</p>', ["one"]),
        ('<ul><li><a href="/a">one</li><li>two</li></ul>', ["one"]),
        ('<a href="/a"><div>one</div><a href="/b">two</a>', ["one", "two"]),
        ('<a href="/a"><hr>one</a>', ["one"]),
    ],
)
def test_a_link_goes_on_across_what_begins_and_ends_inside_it(text, words):
    entry = entry_of(yaml.safe_dump({"field": f"<i></i>{text}"}), blueprint="- {handle: field, field: {type: textarea}}")
    assert [" ".join(link.text.split()) for link in extract(entry)] == words


def test_program_text_in_a_field_of_no_known_type_holds_no_links():
    assert [
        link.href for link in extract(entry_of(yaml.safe_dump({"field": "See:\n```\nhttps://a.example/\n```\nhttps://b.example/\n"})))
    ] == ["https://b.example/"]
