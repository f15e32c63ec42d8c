"""``report.json``: the report for programs, with its schema."""

from audit.renderers.json_v1.renderer import JsonRenderer, schema_text
from audit.renderers.json_v1.shape import VERSION, AuditReport

__all__ = ["VERSION", "AuditReport", "JsonRenderer", "schema_text"]
