"""What a blueprint says of its fields, and which one an entry has."""

import pytest

from audit.sources.files import Tree
from audit.sources.statamic import StatamicSource
from audit.sources.statamic.blueprint import read_blueprint, singular
from audit.sources.statamic.settings import Settings
from tests.sources.forms import handles, read


@pytest.mark.parametrize(
    "text",
    [
        "fields:\n  - {handle: a, field: {type: text}}\n  - {handle: b, field: {type: link}}\n",
        "sections:\n  main:\n    fields: [{handle: a, field: {type: text}}]\n  side:\n    fields: [{handle: b, field: {type: link}}]\n",
        (
            "tabs:\n  main:\n    sections:\n"
            "      - fields: [{handle: a, field: {type: text}}]\n      - {display: D, fields: [{handle: b, field: {type: link}}]}\n"
        ),
    ],
)
def test_every_shape_comes_to_the_same_fields(write, text):
    blueprint = read(write, text)
    assert handles(blueprint) == ["a", "b"]
    assert blueprint.complete
    assert blueprint.handle == "well"


def test_a_field_says_what_editors_see(write):
    blueprint = read(
        write,
        "fields:\n"
        "  - handle: summary\n"
        "    field: {type: textarea, display: Short text, instructions: One sentence., character_limit: '300', rows: 3}\n"
        "  - handle: title\n"
        "    field: {character_limit: 65, display: 5, instructions: [no]}\n"
        "  - handle: odd\n"
        "    field: {character_limit: many}\n",
    )
    summary, title, odd = blueprint.fields
    assert (summary.display, summary.type, summary.instructions, summary.character_limit) == (
        "Short text",
        "textarea",
        "One sentence.",
        300,
    )
    assert summary.option("rows") == 3
    assert summary.option("columns", 1) == 1
    assert (title.type, title.character_limit, title.display, title.instructions) == ("text", 65, "", "")
    assert odd.character_limit is None


@pytest.mark.parametrize(
    ("config", "required"),
    [
        ("required: true", True),
        ("validate: required", True),
        ("validate: 'max:200|required'", True),
        ("validate: [required, 'max:3']", True),
        ("validate: ['required_if:a,b']", False),
        ("validate: [sometimes, required]", False),
        ("validate: 'new \\App\\Rules\\X({a})'", False),
        ("required: 'yes'", False),
        ("type: section, required: true", False),
        ("visibility: computed, required: true", False),
        ("validate: 5", False),
    ],
)
def test_required_is_what_the_cms_would_insist_on(write, config, required):
    assert read(write, f"fields: [{{handle: a, field: {{{config}}}}}]").fields[0].required is required


def test_a_field_under_conditions_is_marked(write):
    plain, shown, hidden = read(
        write,
        "fields:\n  - {handle: a, field: {}}\n  - {handle: b, field: {if: {a: 'equals 1'}}}\n  - {handle: c, field: {hide_when: {a: 1}}}\n",
    ).fields
    assert (plain.conditional, shown.conditional, hidden.conditional) == (False, True, True)


def test_fields_inside_fields_end_somewhere(write):
    text = "{handle: a, field: {fields: [" * 25 + "]}}" * 25
    blueprint = read(write, f"fields: [{text}]")
    assert not blueprint.complete


def test_sets_are_known_in_both_forms(write):
    blueprint = read(
        write,
        "fields:\n"
        "  - handle: old\n    field: {type: replicator, sets: {quote: {display: Quote, fields: [{handle: words, field: {type: text}}]}}}\n"
        "  - handle: new\n"
        "    field: {type: bard, sets: {media: {display: M, sets: {video: {fields: [{handle: url, field: {type: video}}]}, odd: 1}}}}\n"
        "  - handle: rows\n    field: {type: grid, fields: [{handle: link, field: {type: link}}]}\n",
    )
    old, new, rows = blueprint.fields
    assert [(kind.handle, kind.type, kind.display, kind.fields[0].handle) for kind in old.fields] == [("quote", "set", "Quote", "words")]
    assert [(kind.handle, kind.type, kind.fields[0].type) for kind in new.fields] == [("video", "set", "video")]
    assert rows.fields[0].type == "link"


def test_what_is_no_field_is_passed_over(write):
    assert handles(
        read(write, "fields: [1, {no: handle}, {handle: [x]}, {handle: a, field: 7}, {handle: b, field: {}}]\nsections: {a: 1}\ntabs: [x]")
    ) == ["b"]
    assert read(write, "").fields == ()


def test_a_blueprint_that_cannot_be_read_is_there_and_partial(write):
    blueprint = read(write, "fields: [a: b: c")
    assert (blueprint.fields, blueprint.complete) == ((), False)
    assert not read(write, "- a list").complete
    assert read_blueprint(Settings(tree=Tree(root=write({}))), "", "resources/gone.yaml") is None


ENTRY = "---\nid: {name}\nblueprint: {blueprint}\n---\n"


def test_an_entry_has_the_blueprint_that_it_names_or_the_first_one(write):
    names = {"exact": "story", "plural": "stories", "none": "''", "unknown": "zebra"}
    root = write(
        {f"content/collections/wells/{name}.md": ENTRY.format(name=name, blueprint=blueprint) for name, blueprint in names.items()}
        | {
            "resources/blueprints/collections/wells/hidden.yaml": "title: A\nhide: true\nfields: []\n",
            "resources/blueprints/collections/wells/last.yaml": "title: B\nfields: []\n",
            "resources/blueprints/collections/wells/first.yaml": "title: Z\norder: 1\nfields: []\n",
            "resources/blueprints/collections/wells/story.yaml": "fields: []\n",
            "resources/blueprints/collections/wells/below/other.yaml": "fields: []\n",
        }
    )
    found = {reading.id: reading.blueprint and reading.blueprint.handle for reading in StatamicSource(root=root).read()}
    assert found == {"exact": "story", "plural": "story", "none": "first", "unknown": None}


def test_every_entry_has_a_title_and_the_terms_of_its_collection_s_taxonomies(write):
    root = write(
        {
            "content/collections/wells.yaml": "taxonomies: [regions, tags]\n",
            "content/collections/wells/a.md": "id: a\n",
            "resources/blueprints/collections/wells/well.yaml": "fields: [{handle: tags, field: {type: terms, max_items: 1}}]\n",
            "content/collections/books.yaml": "title_format: '{author}'\n",
            "content/collections/books/b.md": "id: b\n",
            "resources/blueprints/collections/books/book.yaml": "fields: []\n",
        }
    )
    book, well = StatamicSource(root=root).read()
    assert well.spec("title").required
    assert well.spec("regions").type == "terms"
    assert well.spec("tags").option("max_items") == 1
    assert not book.spec("title").required


def test_blueprints_of_version_3_0_are_listed_by_the_collection(write):
    root = write(
        {
            "content/collections/wells.yaml": "blueprints: [two, one, gone]\n",
            "content/collections/wells/a.md": "id: a\n",
            "resources/blueprints/one.yaml": "fields: []\n",
            "resources/blueprints/two.yaml": "fields: []\n",
        }
    )
    (found,) = StatamicSource(root=root).read()
    assert found.blueprint.handle == "two"


def test_a_collection_without_a_blueprint_has_the_site_s_default_one(write):
    root = write(
        {
            "content/collections/stories/a.md": "id: a\n",
            "content/collections/stories/b.md": "id: b\nblueprint: story\n",
            "content/collections/wells/c.md": "id: c\n",
            "resources/blueprints/default.yaml": "fields: [{handle: content, field: {type: markdown}}]\n",
            "resources/blueprints/collections/wells/well.yaml": "fields: []\n",
        }
    )
    found = {reading.id: reading.blueprint for reading in StatamicSource(root=root).read()}
    assert {name: blueprint.handle for name, blueprint in found.items()} == {"a": "story", "b": "story", "c": "well"}
    assert found["a"].field("content").type == "markdown"
    assert found["a"].path == "resources/blueprints/default.yaml"


@pytest.mark.parametrize(
    ("plural", "one"),
    [("stories", "story"), ("pages", "page"), ("boxes", "box"), ("press", "press"), ("ties", "tie"), ("news", "new"), ("well", "well")],
)
def test_plurals_are_made_singular_near_enough(plural, one):
    assert singular(plural) == one
