"""What a form demands is found out once for each form, whatever forms there are besides."""

from audit.model.entry import Blueprint, Entry, FieldSpec
from audit.rules import Context
from audit.rules.reading.required import required_fields
from tests.rules.world import NOW


def demanded_of(number):
    fields = (FieldSpec(handle=f"field_{number}", required=True), FieldSpec(handle="other"))
    form = Blueprint(handle="form", path="form.yaml", fields=fields)
    entry = Entry(id="e", path="e.md", collection="c", title="T", slug="e", blueprint=form, fields={}, marks=None, content_sha256="")
    context = Context(now=NOW, required=())
    return required_fields(entry, context), required_fields(entry, context)


def test_each_form_has_its_own_demands_however_many_there_are():
    for number in range(600):
        assert demanded_of(number) == ((f"field_{number}",),) * 2
