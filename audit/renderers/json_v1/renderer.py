"""Writes the JSON report and ships its schema."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from audit.model.report import Report
from audit.ports import Document
from audit.renderers import names
from audit.renderers.json_v1.build import audit_report
from audit.renderers.json_v1.shape import VERSION, AuditReport


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonRenderer:
    """The report as one document for programs."""

    most_findings: int = 50_000
    """Above this the findings stand in the JSON lines alone; the totals stay complete."""

    @property
    def name(self) -> str:
        """See `Renderer.name`."""
        return "json"

    def render(self, report: Report) -> Iterator[Document]:
        """See `Renderer.render`."""
        document = audit_report(report, most_findings=self.most_findings).model_dump_json(indent=1)
        yield Document(name=names.JSON, content=document.encode() + b"\n")
        yield Document(name=names.SCHEMA, content=schema_text().encode())


def schema_text() -> str:
    """The JSON Schema (2020-12) of the report, as it is shipped."""
    return files("audit.renderers.json_v1").joinpath("schema.json").read_text("utf-8")


def made_schema() -> dict[str, Any]:
    """The schema as the shape has it now; the shipped one is this, and a test says so."""
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:initiative-audit:schema:audit-report:{VERSION}",
        **AuditReport.model_json_schema(by_alias=True, mode="serialization"),
    }


def made_schema_text() -> str:
    """`made_schema` as the file keeps it."""
    return json.dumps(made_schema(), indent=2, ensure_ascii=False, sort_keys=False) + "\n"
