"""The JSON report keeps its promise: what was released stays readable, and what is written today still fits what was released."""

import json
from pathlib import Path

import jsonschema
import pytest

from audit.model.report import Report
from audit.renderers import JsonRenderer
from audit.renderers.json_v1.shape import VERSION, AuditReport
from tests.renderers import reports
from tests.renderers.agreed import waiting
from tests.renderers.details import detailed

RELEASED = Path(__file__).parent / "released"
"""One document and one schema of every minor version, never changed once released."""

VERSIONS = sorted(path.stem for path in RELEASED.glob("?.?.json"))


def test_the_version_of_today_is_kept_among_the_released():
    assert VERSION in VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_document_of_every_released_version_is_read_today(version):
    document = json.loads((RELEASED / f"{version}.json").read_text("utf-8"))
    read = AuditReport.model_validate(document)
    assert read.totals.open == document["totals"]["open"]
    assert [one.id for one in read.findings] == [one["id"] for one in document["findings"]]


def agreed() -> Report:
    return waiting(reports.several(), every=True)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "make",
    [*reports.SMALL, detailed, agreed],
    ids=lambda made: getattr(made, "__name__", made),
)
def test_what_is_written_today_fits_every_released_schema(version, make):
    schema = json.loads((RELEASED / f"{version}.schema.json").read_text("utf-8"))
    document = json.loads(next(iter(JsonRenderer().render(make()))).content)
    jsonschema.Draft202012Validator(schema).validate(document)
