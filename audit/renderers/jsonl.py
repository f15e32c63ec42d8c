"""``findings.jsonl``: one finding a line, between a line about the report and one that shows the file to be whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.report import Report
from audit.ports import Document
from audit.renderers import names
from audit.renderers.json_v1.build import header, sorted_lines
from audit.renderers.json_v1.entries import finding_part
from audit.renderers.written import json_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLinesRenderer:
    """The findings for programs that read line by line."""

    @property
    def name(self) -> str:
        """See `Renderer.name`."""
        return "jsonl"

    def render(self, report: Report) -> Iterator[Document]:
        """See `Renderer.render`."""
        yield Document(name=names.JSON_LINES, content=b"".join(_lines(report)))


def _lines(report: Report) -> Iterator[bytes]:
    yield json_bytes({"type": "report", **header(report).model_dump(mode="json")}, indented=False)
    count = 0
    for line in sorted_lines(report):
        count += 1
        yield json_bytes({"type": "finding", **finding_part(line, report).model_dump(mode="json")}, indented=False)
    yield json_bytes({"type": "end", "count": count}, indented=False)
