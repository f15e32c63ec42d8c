"""Findings as a mail shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from audit.delivery.letter import Action, Item
from audit.delivery.targets import clipped, shown
from audit.delivery.voice import Voice
from audit.model.finding import Finding, Severity, fingerprint
from audit.model.report import Line, Report
from audit.model.standing import State
from audit.model.verdict import Verdict

FRESH = (State.NEW, State.CAME_BACK, State.CHANGED)
"""The states that a reader has not seen before."""

_TITLE = 100
_QUOTE = 80
_SENTENCE = 300
_NAME = 40
_NAMES = 2
_DANGEROUS = frozenset({Verdict.UNSAFE, Verdict.PARKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where a mail may lead: to our own pages and to the CMS, nowhere else."""

    base_url: str = ""
    """Where the reports are hosted, without a trailing slash; empty when nowhere."""
    service_url: str = ""
    """Where the service is, without a trailing slash: findings have an address for good there. Empty when nowhere."""
    edit_url: str = ""
    """Where an entry is edited, as configured; addresses of other hosts are left out. Empty when editors need no link."""

    def report(self, report: Report) -> str:
        """The page of a report."""
        return f"{self.base_url}/{report.id}/"

    def method(self, report: Report) -> str:
        """The page that says how we check."""
        return f"{self.report(report)}how-we-check.html"

    def finding(self, report: Report, finding: Finding) -> str:
        """A finding's address for good, or else its place in the report, whose name holds a digest because ids may hold anything."""
        if self.service_url:
            return f"{self.service_url}/findings/{finding.id}"
        return f"{self.report(report)}initiatives/{fingerprint('i1_', finding.entry_id)}.html#{finding.id}"

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


def together(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Lines about one and the same target, which one deed settles, in the order of the first of each."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        finding = line.finding
        key = (finding.rule, finding.target_id) if finding.target_id else ("", finding.id)
        found.setdefault(key, []).append(line)
    return [tuple(group) for group in found.values()]


def more(lines: Sequence[Line], items: Sequence[Item], voice: Voice, *, key: str = "more") -> str:
    """How many of the lines the items leave out, in words; empty when none."""
    left = len(lines) - sum(len(item.ids) for item in items)
    return voice(key, count=left) if left > 0 else ""


def full_item(deed: Sequence[Line], *, report: Report, voice: Voice, links: Links, fresh: Mapping[str, State] | None = None) -> Item:
    """One thing to do: what is wrong, where, what helps, since when, and where to go.

    `fresh` tells what is new to the reader by finding id; without it, the states of the report do.
    """
    line = deed[0]
    text, target = clipped(line.finding.occurrences[0].text, _QUOTE), _target(line)
    return Item(
        ids=tuple(one.finding.id for one in deed),
        title=clipped(line.initiative, _TITLE),
        place=clipped(line.field_label, _QUOTE),
        label=line.label,
        label_word=voice(f"label.{line.label}"),
        state_word=_state_word(deed, voice, fresh),
        sentence=clipped(line.message.title, _SENTENCE),
        quote=(voice("quote", text=text) if text else voice("leads")) if target else "",
        target=target,
        also=_also(deed, voice),
        do=voice("do", do=clipped(line.message.do, _SENTENCE)),
        since=_since(line, voice),
        actions=_actions(line, report=report, voice=voice, links=links),
    )


def brief_item(deed: Sequence[Line], *, report: Report, voice: Voice, links: Links) -> Item:
    """One thing to look at, in a line or two."""
    line = deed[0]
    return Item(
        ids=tuple(one.finding.id for one in deed),
        title=clipped(line.initiative, _TITLE),
        place=clipped(line.field_label, _QUOTE),
        label=line.label,
        sentence=clipped(line.message.title, _SENTENCE),
        target=_target(line),
        also=_also(deed, voice),
        # What may harm is not to be opened to see whether it works.
        do=voice("do", do=clipped(line.message.do, _SENTENCE)) if is_harmful(line) else "",
        since=_since(line, voice),
        actions=_actions(line, report=report, voice=voice, links=links)[-1:],
    )


def ending_item(deed: Sequence[Line], *, report: Report, voice: Voice, links: Links) -> Item:
    """One thing that waits by agreement: what was agreed, and until when."""
    item, word = brief_item(deed, report=report, voice=voice, links=links), deed[0].acknowledgement
    if word is None:
        return item
    kind = voice(f"page.waiting.{word.kind.value}", until=word.until)
    return replace(item, do=voice("ending", kind=kind, reason=clipped(word.reason, _SENTENCE)))


def is_harmful(line: Line) -> bool:
    """Whether opening it may harm whoever does, sure as we may be or not."""
    return line.finding.severity is Severity.REMOVE or line.verdict in _DANGEROUS


def check_lead(deeds: Sequence[Sequence[Line]], voice: Voice) -> str:
    """What to do about what we cannot tell."""
    return voice("check_lead_harmful" if any(is_harmful(deed[0]) for deed in deeds) else "check_lead")


def _state_word(deed: Sequence[Line], voice: Voice, fresh: Mapping[str, State] | None) -> str:
    state = deed[0].record.state if fresh is None else fresh.get(deed[0].finding.id)
    return voice(f"state.{state.value}") if state in FRESH else ""


def _also(deed: Sequence[Line], voice: Voice) -> str:
    """The other initiatives, the first few by name."""
    first = deed[0].finding.entry_id
    others = {line.finding.entry_id: clipped(line.initiative, _NAME) for line in deed if line.finding.entry_id != first}
    if not others:
        return ""
    names = ", ".join(list(others.values())[:_NAMES])
    return voice("used_in_more" if len(others) > _NAMES else "used_in", count=len(others), names=names)


def _target(line: Line) -> str:
    address = line.target_url or line.finding.occurrences[0].href
    return shown(address, dangerous=is_harmful(line)) if address else ""


def _since(line: Line, voice: Voice) -> str:
    if line.days_open == 0:
        return voice("since_today")
    return voice.counted("since", count=line.days_open, date=voice.day(line.record.first_seen))


def _actions(line: Line, *, report: Report, voice: Voice, links: Links) -> tuple[Action, ...]:
    edit = links.edit(line)
    found = [Action(text=voice("edit"), url=edit)] if edit else []
    if links.base_url or links.service_url:
        found.append(Action(text=voice("details"), url=links.finding(report, line.finding)))
    return tuple(found)
