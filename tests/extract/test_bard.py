"""Links in the CMS's rich text."""

import pytest

from audit.model.link import LinkKind
from tests.extract.making import field_of, links_of

RUN = """\
description:
  -
    type: paragraph
    content:
      -
        type: text
        text: "Before.  Read\\_"
      -
        type: text
        marks:
          - {type: link, attrs: {href: 'https://a.example/', rel: nofollow, target: _blank, title: null}}
        text: 'about '
      -
        type: text
        marks:
          - {type: bold}
          - {type: link, attrs: {href: 'https://a.example/'}}
        text: wells
      -
        type: text
        marks:
          - {type: link, attrs: {href: 'https://b.example/'}}
        text: and schools
      -
        type: text
        text: ', both. After.'
"""


def test_neighbours_with_one_address_are_one_link():
    first, second = links_of(RUN)
    assert (first.href, first.text, field_of(first)) == ("https://a.example/", "about wells", "description.0.content.1")
    assert (first.rel, first.target, first.kind) == ("nofollow", "_blank", LinkKind.INLINE)
    assert (first.location.line, first.location.column) == (11, 41)
    assert first.before == "Before.  Read\xa0"
    assert first.after == "and schools, both. After"
    assert first.location.sentence == "Read about wellsand schools, both."
    assert (second.text, second.before[-5:], second.after) == ("and schools", "wells", ", both. After.")
    assert (second.rel, second.target) == (None, None)


def test_one_address_twice_with_text_between_is_two_links():
    nodes = ["{type: text, marks: [{type: link, attrs: {href: /x}}], text: a}", "{type: text, text: ' '}"]
    text = f"d:\n  - {{type: paragraph, content: [{nodes[0]}, {nodes[1]}, {nodes[0]}]}}\n"
    assert [link.kind for link in links_of(text)] == [LinkKind.INTERNAL] * 2


def test_nodes_are_walked_whatever_they_are_called():
    text = (
        "d:\n"
        "  - type: bullet_list\n    content:\n      - type: list_item\n        content:\n          - type: btsThing\n            content:\n"
        "              - type: text\n                text: x\n                marks:\n                  - {type: custom, attrs: {href: https://a.example/}}\n"
        "  - type: codeBlock\n    content: [{type: text, text: 'https://code.example/'}]\n"
        "  - type: paragraph\n"
        "  - odd\n"
    )
    assert [(link.href, field_of(link)) for link in links_of(text)] == [("https://a.example/", "d.0.content.0.content.0.content.0")]


def test_marks_on_breaks_and_images_count_and_join_the_run():
    text = """\
d:
  - type: paragraph
    content:
      - {type: text, text: one, marks: [{type: link, attrs: {href: 'https://a.example/'}}]}
      - {type: hardBreak, marks: [{type: link, attrs: {href: 'https://a.example/'}}]}
      - {type: text, text: two, marks: [{type: link, attrs: {href: 'https://a.example/'}}]}
      - {type: hard_break}
      - {type: image, attrs: {src: 'asset::images::well.jpg', alt: A well}, marks: [{type: link, attrs: {href: 'https://b.example/'}}]}
      - {type: image, attrs: {src: 'https://c.example/p.png', alt: null}}
      - {type: image, attrs: {src: ''}}
      - {type: embed, attrs: {url: 'https://d.example/film'}}
      - {type: embed, attrs: {url: some words}}
      - {type: image}
"""
    links = links_of(text)
    assert [(link.href, link.text, link.kind) for link in links] == [
        ("https://a.example/", "one\ntwo", LinkKind.INLINE),
        ("https://b.example/", "A well", LinkKind.INLINE),
        ("asset::images::well.jpg", "A well", LinkKind.INTERNAL),
        ("https://c.example/p.png", "", LinkKind.IMAGE),
        ("https://d.example/film", "", LinkKind.EMBED),
    ]


@pytest.mark.parametrize("href", ["null", "''", "[1]"])
def test_a_link_without_an_address_is_a_link_all_the_same(href):
    marks = f"[{{type: link, attrs: {{href: {href}}}}}, 5, {{type: link}}]"
    text = f"d: [{{type: paragraph, content: [{{type: text, text: x, marks: {marks}}}]}}]\n"
    (link,) = links_of(text)
    assert (link.href, link.kind, link.text) == ("", LinkKind.INLINE, "x")


def test_addresses_written_out_count_outside_links_and_code():
    text = """\
d:
  - type: paragraph
    content:
      - {type: text, text: 'See https://a.example/x, or https://b.'}
      - {type: text, text: 'example/y. ', marks: [{type: bold}]}
      - {type: text, text: 'https://linked.example/', marks: [{type: link, attrs: {href: 'https://c.example/'}}]}
      - {type: text, text: 'https://code.example/', marks: [{type: code}]}
      - {type: text, text: 'Half: https://d.example/pa'}
      - {type: text, text: 'th', marks: [{type: link, attrs: {href: 'https://d.example/path'}}]}
      - {type: text, text: 'Whole: https://e.example/'}
      - {type: text, text: ' there', marks: [{type: link, attrs: {href: '#there'}}]}
"""
    found = [
        (link.href, link.kind, field_of(link))
        for link in links_of(text.replace("https://b.'", "https://b.example/y. '").replace("example/y. ', m", " ', m"))
    ]
    assert found == [
        ("https://a.example/x", LinkKind.TEXT, "d.0.content.0"),
        ("https://b.example/y", LinkKind.TEXT, "d.0.content.0"),
        ("https://c.example/", LinkKind.INLINE, "d.0.content.2"),
        ("https://d.example/path", LinkKind.INLINE, "d.0.content.5"),
        ("https://e.example/", LinkKind.TEXT, "d.0.content.6"),
        ("#there", LinkKind.INTERNAL, "d.0.content.7"),
    ]


def test_an_address_may_run_through_formatting():
    nodes = "{type: text, text: 'At https://a.example/'}, {type: text, text: 'path now', marks: [{type: bold}]}"
    text = f"d: [{{type: paragraph, content: [{nodes}]}}]\n"
    from audit.extract import extract
    from tests.extract.making import entry_of

    (link,) = extract(entry_of(text))
    assert (link.href, field_of(link)) == ("https://a.example/path", "d.0.content.0")


SETS = """\
d:
  - {type: paragraph, content: [{type: text, text: Text}]}
  - {type: set, attrs: {id: x, enabled: true, values: {type: button, label: Go, url: 'https://a.example/', note: 'https://n.example/'}}}
  - {type: set, attrs: {id: y, enabled: false, values: {type: button, url: 'https://off.example/'}}}
  - {type: set, attrs: {values: {type: other, url: /inside}}}
  - {type: set, attrs: {values: 5}}
  - {type: set}
"""


def test_sets_hold_fields_of_their_own_and_hidden_ones_are_not_shown():
    fields = "[{handle: url, field: {type: link}}, {handle: note, field: {type: text}}]"
    blueprint = f"- {{handle: d, field: {{type: bard, sets: {{button: {{fields: {fields}}}}}}}}}"
    links = links_of(SETS, blueprint=blueprint)
    assert [(link.href, link.kind, field_of(link)) for link in links] == [
        ("https://a.example/", LinkKind.CALL_TO_ACTION, "d.1.attrs.values.url"),
        ("https://n.example/", LinkKind.TEXT, "d.1.attrs.values.note"),
    ]
    assert [link.href for link in links_of(SETS)] == ["https://a.example/", "https://n.example/"]


def test_bard_saved_as_html_or_without_blocks_is_read():
    html = links_of("d: '<p>A <a href=\"https://a.example/\">well</a></p>'\n", blueprint="- {handle: d, field: {type: bard}}")
    assert [(link.href, link.text) for link in html] == [("https://a.example/", "well")]
    inline = links_of("d:\n  - {type: text, text: x, marks: [{type: link, attrs: {href: 'https://a.example/'}}]}\n")
    assert [field_of(link) for link in inline] == ["d.0"]


def test_the_rich_text_of_version_2_holds_html():
    text = "d:\n  - {type: text, text: '<p>A <a href=\"https://a.example/\">well</a></p>'}\n  - {type: video, url: 'https://v.example/'}\n"
    text += "  - {type: video, url: 'https://off.example/', enabled: false}\n"
    assert [(link.href, link.text, field_of(link)) for link in links_of(text)] == [
        ("https://a.example/", "well", "d.0.text"),
        ("https://v.example/", "", "d.1.url"),
    ]


def test_an_empty_rich_text_has_no_links():
    assert (
        links_of(
            "d: null\ne: []\nf: [{type: paragraph}]\n", blueprint="- {handle: d, field: {type: bard}}\n- {handle: e, field: {type: bard}}"
        )
        == []
    )
