"""Findings as a mail shows them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from audit.delivery.letter import Action, Item
from audit.delivery.targets import clipped, shown
from audit.delivery.voice import Voice
from audit.model.report import Line, Report
from audit.model.standing import State
from audit.model.verdict import Verdict

FRESH = (State.NEW, State.CAME_BACK, State.CHANGED)
"""The states that a reader has not seen before."""

_TITLE = 100
_QUOTE = 80
_SENTENCE = 300
_DANGEROUS = frozenset({Verdict.UNSAFE, Verdict.PARKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where a mail may lead: to our own pages and to the CMS, nowhere else."""

    base_url: str = ""
    """Where the reports are hosted, without a trailing slash; empty when nowhere."""
    edit_url: str = ""
    """Where an entry is edited, as configured; addresses of other hosts are left out. Empty when editors need no link."""

    def report(self, report: Report) -> str:
        """The page of a report."""
        return f"{self.base_url}/{report.id}/"

    def finding(self, report: Report, finding_id: str) -> str:
        """A finding's place in its report."""
        return f"{self.report(report)}#{finding_id}"

    def edit(self, line: Line) -> str:
        """Where an initiative is edited; empty when that is not known, or is not in the CMS."""
        return line.edit_url if self.edit_url and _origin(line.edit_url) == _origin(self.edit_url) else ""


def _origin(url: str) -> str:
    """Scheme, host and port; something that fits nothing for addresses that are none of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.scheme in ("http", "https") else url


def full_item(line: Line, *, report: Report, voice: Voice, links: Links) -> Item:
    """A finding with what to do, since when, and where to go."""
    occurrence = line.finding.occurrences[0]
    text = clipped(occurrence.text, _QUOTE)
    target = _target(line)
    return Item(
        id=line.finding.id,
        title=clipped(line.initiative, _TITLE),
        place=clipped(line.field_label, _QUOTE),
        label=line.label,
        label_word=voice(f"label.{line.label}"),
        state_word=voice(f"state.{line.record.state.value}") if line.record.state in FRESH else "",
        sentence=clipped(line.message.title, _SENTENCE),
        quote=voice("quote", text=text) if text and target else "",
        target=target,
        do=voice("do", do=clipped(line.message.do, _SENTENCE)),
        since=_since(line, voice),
        actions=_actions(line, report=report, voice=voice, links=links),
    )


def brief_item(line: Line, *, report: Report, voice: Voice, links: Links) -> Item:
    """A finding in a line."""
    return Item(
        id=line.finding.id,
        title=clipped(line.initiative, _TITLE),
        place=clipped(line.field_label, _QUOTE),
        label=line.label,
        sentence=clipped(line.message.short or line.message.title, _SENTENCE),
        target=_target(line),
        actions=_actions(line, report=report, voice=voice, links=links)[:1],
        brief=True,
    )


def _target(line: Line) -> str:
    address = line.target_url or line.finding.occurrences[0].href
    return shown(address, dangerous=line.label == "remove" or line.verdict in _DANGEROUS) if address else ""


def _since(line: Line, voice: Voice) -> str:
    if line.days_open == 0:
        return voice("since_today")
    return voice("since", date=voice.day(line.record.first_seen), days=line.days_open)


def _actions(line: Line, *, report: Report, voice: Voice, links: Links) -> tuple[Action, ...]:
    edit = links.edit(line)
    found = [Action(text=voice("edit"), url=edit)] if edit else []
    if links.base_url:
        found.append(Action(text=voice("details"), url=links.finding(report, line.finding.id)))
    return tuple(found)
