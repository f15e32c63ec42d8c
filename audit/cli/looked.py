"""What a closer look at a few initiatives saw, for the terminal: each finding with what to do about it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from audit.cli.stored import printable
from audit.model.report import LABELS, Closed, Line
from audit.run.closer import Looked, lead_of, sections_of, title_of
from audit.wording import catalogue


def looked_text(looked: Looked, *, zone: ZoneInfo, gate: str = "") -> str:
    """The summary as text. `gate` is the line about a failed gate."""
    return "\n".join(map(printable, _lines(looked, zone=zone, gate=gate)))


def _lines(looked: Looked, *, zone: ZoneInfo, gate: str) -> Iterator[str]:
    words = catalogue()
    yield title_of(looked, words)
    yield lead_of(looked, time=f"{looked.run.started_at.astimezone(zone):%H:%M}", wording=words)
    if looked.run.why:
        yield looked.run.why
    for word, found in sections_of(looked):
        yield ""
        yield f"{words.text(f'look.{word}')} ({len(found):,}). {words.text(f'look.{word}_about')}"
        for one in found:
            yield from _open(one) if isinstance(one, Line) else _over(one)
    if gate:
        yield ""
        yield gate


def _open(line: Line) -> Iterator[str]:
    yield f"  {line.finding.id}  {line.label:<7}  {line.field_label}: {line.message.title}"
    if address := line.target_url or line.finding.occurrences[0].href:
        yield f"    {address}"
    if line.label in LABELS:
        yield f"    {line.message.do}"


def _over(closed: Closed) -> Iterator[str]:
    yield f"  {closed.record.id}  {closed.title}"
    if address := closed.record.finding.occurrences[0].href:
        yield f"    {address}"
