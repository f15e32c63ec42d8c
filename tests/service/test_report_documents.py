"""The findings of one report as documents, and the schema of what is written, over the API."""

import json

import pytest

from tests.service.lived_in import lived_in
from tests.service.test_findings_api import told


@pytest.fixture
def lived(house, tmp_path, clock, reports):
    return lambda **more: lived_in(house, tmp_path, clock, **more)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("application/jsonl", "application/jsonl"),
        ("application/sarif+json", "application/sarif+json"),
        ("application/json;q=0.1, text/*;q=0.9", "text/csv"),
        ("text/html, */*;q=0.5", "application/json"),
        ("application/json;q=0, text/csv;q=0.2", "text/csv"),
    ],
)
async def test_the_findings_of_a_report_come_in_the_format_that_is_asked_for(lived, accept, kind):
    async with lived() as h:
        answer = await h.house.ask("GET", f"/api/v1/reports/{h.report.id}/findings", headers={"Accept": accept} if accept else {})
        assert (answer.status, answer.content_type) == (200, kind)
        assert answer.headers["Vary"] == "Accept"
        latest = await h.house.ask("GET", "/api/v1/reports/latest/findings", headers={"Accept": kind})
        assert (latest.headers["ETag"], latest.headers["Content-Location"]) == (
            answer.headers["ETag"],
            f"/api/v1/reports/{h.report.id}/findings",
        )


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [("2026-11-21", "image/png", 406), ("2020-01-01", "*/*", 404), ("..%2f..", "*/*", 404), ("latest", "text/csv;q=0", 406)],
)
async def test_other_formats_and_reports_are_refused(lived, path, accept, status):
    async with lived() as h:
        answer = await h.house.ask("GET", f"/api/v1/reports/{path}/findings", headers={"Accept": accept})
        assert (answer.status, answer.content_type) == (status, "application/problem+json")


async def test_the_schema_is_served_and_fits_the_report(lived):
    from jsonschema import Draft202012Validator

    async with lived() as h:
        schema = await told(h, "/api/v1/schemas/audit-report/1.0.json")
        document = json.loads((await h.house.get(f"/reports/{h.report.id}/report.json"))[2])
        Draft202012Validator(schema).validate(document)
        await told(h, "/api/v1/schemas/audit-report/9.9.json", status=404)
