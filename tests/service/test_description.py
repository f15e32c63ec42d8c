"""The API's description against the API: the same addresses, and answers of the described shapes."""

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from audit.service import api, app, events, figures_api, findings_api, subjects_api, words_api
from audit.service.tokens import Tokens
from tests.service.conftest import TOKEN, row_of

_ROOMS = (api, app, events, words_api, findings_api, subjects_api, figures_api)
DOCUMENT = json.loads((files("audit.service") / "openapi.json").read_text())


def fits(name: str, body: object) -> None:
    Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}).validate(body)


def test_the_description_is_valid():
    import openapi_spec_validator as validator

    validator.validate(DOCUMENT)


async def test_it_is_served(house):
    async with house() as h:
        assert json.loads((await h.get("/api/v1/openapi.json"))[2]) == DOCUMENT


def test_every_address_of_the_api_is_described_and_no_other():
    served = {(route.path, route.method.lower()) for module in _ROOMS for route in module.routes}
    described = {(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods if method != "parameters"}
    assert served == described


async def test_answers_have_the_described_shapes(house):
    async with house(rows=[row_of("2026-11-21"), row_of("2026-11-20.2")]) as h:
        started = await (await h.start()).json()
        fits("Run", started)
        h.audit.go.set()
        await h.desk.over(started["id"])
        fits("Run", json.loads((await h.get(started["links"]["self"]))[2]))
        fits("Run", json.loads((await h.get("/api/v1/runs/run_2026-11-21"))[2]) | {"id": "run_1"})
        for run in json.loads((await h.get("/api/v1/runs"))[2])["items"]:
            fits("Run", run)
        for report in json.loads((await h.get("/api/v1/reports"))[2])["items"]:
            fits("Report", report)
        fits("Status", json.loads((await h.get("/healthz"))[2]))


@pytest.mark.parametrize(
    ("method", "path", "headers", "body"),
    [
        ("POST", "/api/v1/runs", {}, ""),
        ("POST", "/api/v1/runs", {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}, '{"x": 1}'),
        ("PUT", "/api/v1/runs", {}, ""),
        ("GET", "/api/v1/nothing", {}, ""),
        ("GET", "/api/v1/reports?limit=-1", {}, ""),
        ("GET", "/api/v1/reports/none", {}, ""),
    ],
)
async def test_every_error_is_a_problem_of_the_described_shape(house, method, path, headers, body):
    async with house() as h:
        answer = await h.ask(method, path, headers=headers, data=body)
        assert answer.status >= 400
        assert answer.content_type == "application/problem+json"
        problem = await answer.json(content_type=None)
        fits("Problem", problem)
        assert problem["status"] == answer.status
        assert (await h.get(problem["type"]))[0] == 200


async def test_no_description_of_tokens_is_needed_to_refuse_them(house):
    async with house(tokens=Tokens()) as h:
        fits("Problem", await (await h.start()).json())
