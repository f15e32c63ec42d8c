"""The shape of ``report.json``, version 1.

Adding a field or a word is a minor version; taking away, renaming or changing a meaning is a major one. Words such as states and
verdicts are plain strings here, because a reader must treat one that it does not know as "other".
"""

from typing import Annotated

from pydantic import ConfigDict, Field

from audit.renderers.json_v1.about import BaselinePart, CoveragePart, HealthPart, ReportPart, RunPart, Tool, Totals
from audit.renderers.json_v1.found import (
    AcknowledgementPart,
    DocumentLinks,
    FaultPart,
    FindingPart,
    FixedPart,
    HostPart,
    InitiativePart,
    RulePart,
    TargetPart,
)
from audit.renderers.json_v1.scalars import Part, Text

VERSION = "1.0"


class Header(Part):
    """What a reader needs to know before the findings."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True, extra="ignore", populate_by_name=True, serialize_by_alias=True)

    schema_address: Annotated[Text, Field(alias="schema")]
    """Where the schema of this document is."""
    schema_version: Text
    report: ReportPart
    tool: Tool
    run: RunPart
    baseline: BaselinePart
    coverage: CoveragePart
    health: HealthPart
    totals: Totals


class AuditReport(Header):
    """One audit of links and content, with everything that it found."""

    findings: tuple[FindingPart, ...]
    """Sorted by severity, first_seen and id; empty in a report of more than 50,000, whose findings stand in the JSON lines alone."""
    fixed: tuple[FixedPart, ...]
    left: tuple[FixedPart, ...]
    """Findings of initiatives that are no longer published: gone, and not mended."""
    not_rechecked: tuple[FixedPart, ...]
    """Findings that this run could not look at again; they stand as they were."""
    targets: tuple[TargetPart, ...]
    hosts: tuple[HostPart, ...]
    initiatives: tuple[InitiativePart, ...]
    acknowledgements: tuple[AcknowledgementPart, ...]
    rules: tuple[RulePart, ...]
    faults: tuple[FaultPart, ...]
    links: DocumentLinks
