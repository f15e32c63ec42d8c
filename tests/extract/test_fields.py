"""Links by the type of a field, or by the look of its value."""

import pytest

from audit.extract import salvage
from audit.model.entry import Problem, Unreadable
from audit.model.link import LinkKind
from tests.extract.making import field_of, in_field, links_of

LINK = "type: link"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("https://a.example/x", LinkKind.CALL_TO_ACTION),
        ("//a.example/x", LinkKind.CALL_TO_ACTION),
        ("www.a.example", LinkKind.CALL_TO_ACTION),
        ("htps://a.example", LinkKind.CALL_TO_ACTION),
        ("file:///C:/x", LinkKind.CALL_TO_ACTION),
        ("javascript:alert(1)", LinkKind.CALL_TO_ACTION),
        ("Read the report https://a.example", LinkKind.CALL_TO_ACTION),
        ("someone@a.example", LinkKind.CALL_TO_ACTION),
        ("+49 30 1234", LinkKind.CALL_TO_ACTION),
        ("well.ngo", LinkKind.CALL_TO_ACTION),
        ("sub.well.museum:80/x", LinkKind.CALL_TO_ACTION),
        ("www.well", LinkKind.CALL_TO_ACTION),
        ("report.PDF", LinkKind.INTERNAL),
        ("guide.md#part", LinkKind.INTERNAL),
        ("v1.2/notes", LinkKind.INTERNAL),
        ("entry::3f2a", LinkKind.INTERNAL),
        ("asset::images::well.jpg", LinkKind.INTERNAL),
        ("statamic://entry::3f2a?x#y", LinkKind.INTERNAL),
        ("@child", LinkKind.INTERNAL),
        ("/about", LinkKind.INTERNAL),
        ("#top", LinkKind.INTERNAL),
        ("?page=2", LinkKind.INTERNAL),
        ("../up", LinkKind.INTERNAL),
        ("about/team.html", LinkKind.INTERNAL),
        ("mailto:a@b.example", LinkKind.MAIL),
        ("MAILTO: a@b.example", LinkKind.MAIL),
        ("tel:+49 30 1234", LinkKind.PHONE),
        ("sms://+49301234", LinkKind.OTHER),
        ("data:image/png;base64,AAAA", LinkKind.OTHER),
        ("  https://a.example/padded ", LinkKind.CALL_TO_ACTION),
    ],
)
def test_a_link_field_is_a_call_to_action_unless_it_leads_elsewhere(value, kind):
    (link,) = links_of(f"a: '{value}'\n", blueprint="- {handle: a, field: {type: link}}")
    assert (link.href, link.kind, link.text) == (value, kind, "")


def test_empty_link_fields_are_no_links():
    assert links_of("a: ''\nb: null\nc: '  '\n", blueprint="- {handle: a, field: {type: link}}\n- {handle: c, field: {type: link}}") == []


def test_other_types_have_links_of_their_own_kind():
    text = "v: https://v.example/film\nu: https://u.example/\nt: https://t.example/\nx: 'entry::9'\n"
    blueprint = (
        "- {handle: v, field: {type: video}}\n- {handle: u, field: {type: text, input_type: url}}\n- {handle: t, field: {type: text}}\n"
    )
    assert [(link.href, link.kind) for link in links_of(text, blueprint=blueprint)] == [
        ("https://v.example/film", LinkKind.EMBED),
        ("https://u.example/", LinkKind.CALL_TO_ACTION),
        ("https://t.example/", LinkKind.TEXT),
        ("entry::9", LinkKind.INTERNAL),
    ]


@pytest.mark.parametrize("kind", ["code", "entries", "terms", "users", "assets", "html"])
def test_code_and_relations_are_not_searched(kind):
    assert (
        links_of(
            "a: https://a.example/\nb: {code: https://b.example/}\n",
            blueprint=f"- {{handle: a, field: {{type: {kind}}}}}\n- {{handle: b, field: {{type: code}}}}",
        )
        == []
    )


def test_without_a_blueprint_the_value_s_look_decides():
    text = """\
url: https://a.example/
phone: tel:+49
text: See https://b.example/x.
two: https://c.example/ https://d.example/
html: 'A <a href="https://e.example/">well</a>'
number: 5
"""
    assert [(link.href, link.kind) for link in links_of(text)] == [
        ("https://a.example/", LinkKind.CALL_TO_ACTION),
        ("tel:+49", LinkKind.PHONE),
        ("https://b.example/x", LinkKind.TEXT),
        ("https://c.example/", LinkKind.TEXT),
        ("https://d.example/", LinkKind.TEXT),
        ("https://e.example/", LinkKind.INLINE),
    ]


def test_rows_groups_tables_and_sets_are_walked():
    text = """\
rows:
  - {id: 1, link: 'https://a.example/'}
  - {id: 2, link: '/b', enabled: false}
group: {link: 'https://c.example/', deep: {url: 'https://d.example/'}}
table:
  - cells: ['See https://e.example/', x]
blocks:
  - {type: card, button: {url: 'https://f.example/'}, enabled: true}
list: [https://g.example/, 3]
"""
    button = "{handle: button, field: {type: group, fields: [{handle: url, field: {type: link}}]}}"
    blueprint = "- {handle: rows, field: {type: grid, fields: [{handle: link, field: {type: link}}]}}\n"
    blueprint += f"- {{handle: blocks, field: {{type: replicator, sets: {{card: {{fields: [{button}]}}}}}}}}"
    assert [(link.href, field_of(link)) for link in links_of(text, blueprint=blueprint)] == [
        ("https://a.example/", "rows.0.link"),
        ("https://c.example/", "group.link"),
        ("https://d.example/", "group.deep.url"),
        ("https://e.example/", "table.0.cells.0"),
        ("https://f.example/", "blocks.0.button.url"),
        ("https://g.example/", "list.0"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("redirect: https://a.example/", [("https://a.example/", LinkKind.CALL_TO_ACTION, "redirect")]),
        ("redirect: {url: 'entry::7', status: 301}", [("entry::7", LinkKind.INTERNAL, "redirect.url")]),
        ("redirect: '@child'", [("@child", LinkKind.INTERNAL, "redirect")]),
        ("redirect: 404", []),
        ("redirect: '404'", []),
        ("redirect: ''", []),
        ("redirect: {status: 301}", []),
    ],
)
def test_a_redirect_is_a_link(text, found):
    assert [(link.href, link.kind, field_of(link)) for link in links_of(text + "\n")] == found


def test_text_fields_give_addresses_with_their_sentence_and_neighbours():
    (link,) = in_field("First.\nHere Dr. Well wrote https://a.example/x (new).  Next one!\n\nAnother paragraph.", "type: textarea")
    assert link.location.sentence == "Here Dr. Well wrote https://a.example/x (new)."
    assert (link.before, link.after) == ("First.\nHere Dr. Well wrote "[-24:], " (new).  Next one!")
    assert link.text == "https://a.example/x"


def test_a_very_long_sentence_is_shortened_around_the_link():
    (link,) = in_field("word " * 200 + "https://a.example/x" + " word" * 200, "type: textarea")
    assert len(link.location.sentence) <= 330
    assert link.location.sentence.startswith("…")
    assert link.location.sentence.endswith("…")
    assert "https://a.example/x" in link.location.sentence
    (first,) = in_field("https://a.example/x" + " word" * 200, "type: textarea")
    assert first.location.sentence.startswith("https://a")


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("(https://a.example/x)", ["https://a.example/x"]),
        ("https://a.example/x_(y)", ["https://a.example/x_(y)"]),
        ("[https://a.example/x]", ["https://a.example/x"]),
        ("“https://a.example/x”", ["https://a.example/x"]),
        ("https://a.example/x, https://b.example!", ["https://a.example/x", "https://b.example"]),
        ("HTTP://A.example", ["HTTP://A.example"]),
        ("https://a.example/cut…", []),
        ("https://a.example/{{ slug }} https://$host/x ${x}", []),
        ("https:///path https:// http://.", []),
        ("ftp://a.example mailto:x@y.example www.a.example", []),
        ("https://[::1]/x", ["https://[::1]/x"]),
        ("https://a.example/x?y=1&z=2#part.", ["https://a.example/x?y=1&z=2#part"]),
        ("https://a.example/" + ")" * 1000, ["https://a.example/"]),
        ("https://...", []),
        ("https://_. https://_/.", ["https://_/"]),
        (
            "https://a.example/1;https://a.example/2,https://a.example/3.",
            ["https://a.example/1", "https://a.example/2", "https://a.example/3"],
        ),
        ("https://a.example/web/2020/https://b.example/x;y", ["https://a.example/web/2020/https://b.example/x;y"]),
        ("https://a.example/?u=https://b.example/,x", ["https://a.example/?u=https://b.example/,x"]),
        ("请看https://a.example/报告。谢谢，（https://b.example/）", ["https://a.example/报告", "https://b.example/"]),
    ],
)
def test_an_address_in_running_text_ends_where_it_ends(text, addresses):
    assert [link.href for link in in_field(text, "type: textarea")] == addresses


def test_what_could_be_saved_of_a_broken_file_is_marked():
    problem = Problem(rule="content-unreadable", detail="broken")
    (link,) = salvage(Unreadable(path="a.md", collection="c", problem=problem, salvaged=(("https://a.example/", 7),), id="x"))
    assert (link.href, link.kind, link.location.line, link.location.field, link.salvaged, link.entry_id) == (
        "https://a.example/",
        LinkKind.TEXT,
        7,
        "",
        True,
        "x",
    )
