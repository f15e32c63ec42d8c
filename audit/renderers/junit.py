"""``junit.xml``: initiatives as test suites, for whatever shows test results."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from audit.model.report import LABELS, InitiativeRow, Line, Report
from audit.ports import Document
from audit.renderers import names
from audit.renderers.written import xml_bytes, xml_text


@dataclass(frozen=True, slots=True, kw_only=True)
class JunitRenderer:
    """A failed case for every problem, a skipped one for what needs a look by hand, a passed one for a clean initiative."""

    @property
    def name(self) -> str:
        """See `Renderer.name`."""
        return "junit"

    def render(self, report: Report) -> Iterator[Document]:
        """See `Renderer.render`."""
        lines: dict[str, list[Line]] = {row.id: [] for row in report.initiatives}
        for line in report.lines:
            if line.label in LABELS:
                lines.setdefault(line.finding.entry_id, []).append(line)
        rows = {row.id: row for row in report.initiatives}
        suites = [_suite(rows.get(entry_id), own) for entry_id, own in lines.items()]
        root = Element("testsuites", _sums(suites), name=f"audit {report.id}")
        root.extend(suites)
        yield Document(name=names.JUNIT, content=xml_bytes(root))


def _suite(row: InitiativeRow | None, lines: list[Line]) -> Element:
    title = row.title if row else lines[0].initiative
    cases = [_case(line) for line in lines]
    if not cases:
        cases.append(Element("testcase", name="nothing to do", classname=xml_text(row.path if row else title)))
    suite = Element("testsuite", _sums(cases), name=xml_text(title))
    suite.extend(cases)
    return suite


def _case(line: Line) -> Element:
    place = line.finding.occurrences[0].location
    case = Element(
        "testcase",
        name=xml_text(f"{line.finding.rule} {line.field_label} {line.target_url}".strip()),
        classname=xml_text(place.path),
        file=xml_text(place.path),
        line=str(place.line),
    )
    message = xml_text(line.message.title)
    if line.acknowledgement:
        SubElement(case, "skipped", message=xml_text(line.acknowledgement.reason))
    elif line.label in ("remove", "fix"):
        failure = SubElement(case, "failure", message=message, type=line.finding.rule)
        failure.text = xml_text(f"{place.path}:{place.line}: {line.message.why} {line.message.do} ({line.finding.id})")
    elif line.label == "check":
        SubElement(case, "skipped", message=message)
    else:
        SubElement(case, "system-out").text = xml_text(f"{line.message.title} {line.message.do}")
    return case


def _sums(parts: list[Element]) -> dict[str, str]:
    """The counts of cases or of suites."""
    cases = [case for part in parts for case in part.iter("testcase")]
    return {
        "tests": str(len(cases)),
        "failures": str(sum(case.find("failure") is not None for case in cases)),
        "errors": "0",
        "skipped": str(sum(case.find("skipped") is not None for case in cases)),
    }
