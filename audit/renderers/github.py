"""Workflow commands that GitHub shows beside the lines of a pull request."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.report import LABELS, Line, Report
from audit.ports import Document
from audit.renderers import names
from audit.renderers.mended import mended

MOST = 10
"""GitHub shows ten annotations of a kind of one step and drops the others without a word."""

_KINDS = {"remove": "error", "fix": "error", "check": "warning", "tidy": "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GithubRenderer:
    """The most urgent findings as annotations, and one line that tells how many there are."""

    @property
    def name(self) -> str:
        """See `Renderer.name`."""
        return "github"

    def render(self, report: Report) -> Iterator[Document]:
        """See `Renderer.render`."""
        yield Document(name=names.GITHUB, content="".join(f"{line}\n" for line in _lines(report)).encode())


def _lines(report: Report) -> Iterator[str]:
    shown = sorted((line for line in report.to_do if line.label in LABELS), key=lambda line: LABELS.index(line.label))
    told = 0
    for kind in ("error", "warning"):
        of_kind = [line for line in shown if _KINDS[line.label] == kind][:MOST]
        told += len(of_kind)
        yield from (_annotation(kind, line) for line in of_kind)
    if report.run.why:
        yield f"::warning title=The audit cannot be taken for the whole::{_escaped(report.run.why)}"
    rest = f", and {len(shown) - told:,} more that are not shown here" if len(shown) > told else ""
    yield f"::notice title=Audit {report.id}::{len(shown):,} findings in all{rest}"


def _annotation(kind: str, line: Line) -> str:
    place = line.finding.occurrences[0].location
    title = _property(f"{line.message.title} ({line.finding.rule})")
    target = f" {line.target_url}" if line.target_url else ""
    message = _escaped(f"{line.message.title}{target} {line.message.do}")
    return f"::{kind} file={_property(place.path)},line={place.line},col={place.column},title={title}::{message}"


def _escaped(text: str) -> str:
    """A message as the runner reads it back: one line, nothing that starts another command."""
    return mended(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
