"""`audit ack`: a person's word on a finding, with its reason and its end."""

import getpass
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import click

from audit import wiring
from audit.cli.terminal import Terminal, pass_terminal, print_json
from audit.clock import SystemClock
from audit.config.load import load_config
from audit.config.shape import Config
from audit.errors import UsageError
from audit.history import dropped, objections, usual_end
from audit.model.acknowledgement import AckEnd, AckKind, Acknowledgement, AckScope, Role
from audit.model.report import Line
from audit.stores import SqlStore

_KINDS = [kind.value for kind in AckKind]


@click.group()
def ack() -> None:
    """Say of a finding that it may stay for now: why, and until when."""


@ack.command()
@click.argument("what")
@click.option("--kind", type=click.Choice(_KINDS), default=AckKind.WAITING.value, show_default=True)
@click.option("--reason", required=True, help="Why, in 10 to 500 characters.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day on which it holds.  [default: the kind's usual term]")
@click.option("--only-here", is_flag=True, help="Only this finding, not its target wherever it is linked.")
@click.option("--by", default=getpass.getuser, show_default="your name on this machine")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.OPS.value, show_default=True)
@pass_terminal
def add(  # noqa: PLR0913, PLR0917 - the options of the command line are its arguments
    terminal: Terminal, what: str, kind: str, reason: str, until: datetime | None, only_here: bool, by: str, role: str
) -> None:
    """Acknowledge WHAT: the id of a finding (f1_...) or of a target (t1_...) of the newest report."""
    config = load_config(terminal.config_path)
    word = wiring.run_loop(
        _added(
            config,
            what,
            kind=AckKind(kind),
            reason=reason,
            until=until.date() if until else None,
            only_here=only_here,
            by=by,
            role=Role(role),
        )
    )
    terminal.out().print(f"{word.id}  {word.kind.value} until {word.until}")


@ack.command("list")
@click.option("--all", "every", is_flag=True, help="Those that are over too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_terminal
def list_(terminal: Terminal, every: bool, form: str) -> None:
    """List what has been said, and until when it holds."""
    words = [word for word in wiring.run_loop(_words(load_config(terminal.config_path))) if every or word.ended_at is None]
    if form == "json":
        print_json([_as_json(word) for word in words])
        return
    for word in words:
        over = f"  ({word.ended.value})" if word.ended else ""
        terminal.out().print(f"{word.id}  {word.kind.value:<16} until {word.until}  {word.subject}  {word.by}: {word.reason}{over}")
    if not words:
        terminal.err().print("Nothing is acknowledged.")


@ack.command()
@click.argument("ack_id")
@pass_terminal
def remove(terminal: Terminal, ack_id: str) -> None:
    """Take back the acknowledgement ACK_ID (a1_...)."""
    word = wiring.run_loop(_removed(load_config(terminal.config_path), ack_id))
    terminal.out().print(f"{word.id}  taken back")


async def _added(  # noqa: PLR0913 - what the person said, by name
    config: Config, what: str, *, kind: AckKind, reason: str, until: date | None, only_here: bool, by: str, role: Role
) -> Acknowledgement:
    store = wiring.store_of(config)
    try:
        await store.open()
        line = await _line(store, what)
        now = SystemClock().now()
        today = now.astimezone(config.zone).date()
        known = await store.acknowledgements()
        word = _word(line, kind=kind, reason=reason, until=until or usual_end(kind, today=today), only_here=only_here, by=by, now=now)
        renewed = [one for one in known if (one.scope, one.subject, one.family) == (word.scope, word.subject, word.family)]
        word = replace(word, earlier_reasons=tuple(one.reason for one in renewed))
        if said := objections(word, line.finding, role=role, today=today):
            raise UsageError(" ".join(said))
        await store.keep_acknowledgements([*(dropped(one, at=now, end=AckEnd.REMOVED) for one in renewed if one.ended_at is None), word])
        return word
    finally:
        await store.close()


async def _line(store: SqlStore, what: str) -> Line:
    """The finding of the newest report that a person means."""
    rows = await store.reports(limit=1)
    report = await store.report(rows[0].report_id) if rows else None
    for line in report.lines if report else ():
        if what in {line.record.id, line.finding.target_id}:
            return line
    raise UsageError(f"The newest report has no finding and no target {what}.", remedy="`audit report show` names the most urgent ones.")


def _word(  # noqa: PLR0913 - what the person said, by name
    line: Line, *, kind: AckKind, reason: str, until: date, only_here: bool, by: str, now: datetime
) -> Acknowledgement:
    finding = line.finding
    everywhere = bool(finding.target_id) and not only_here
    return Acknowledgement(
        kind=kind,
        scope=AckScope.TARGET if everywhere else AckScope.FINDING,
        subject=finding.target_id if everywhere else line.record.id,
        family=finding.family,
        rule=finding.rule,
        severity=finding.severity,
        certainty=finding.certainty,
        reason=reason,
        by=by,
        created_at=now.astimezone(UTC),
        until=until,
    )


async def _words(config: Config) -> Sequence[Acknowledgement]:
    store = wiring.store_of(config)
    try:
        await store.open()
        return await store.acknowledgements()
    finally:
        await store.close()


async def _removed(config: Config, ack_id: str) -> Acknowledgement:
    store = wiring.store_of(config)
    try:
        await store.open()
        for word in await store.acknowledgements():
            if word.id == ack_id and word.ended_at is None:
                ended = dropped(word, at=SystemClock().now(), end=AckEnd.REMOVED)
                await store.keep_acknowledgements([ended])
                return ended
    finally:
        await store.close()
    raise UsageError(f"There is no acknowledgement {ack_id} in force.", remedy="`audit ack list` shows what there is.")


def _as_json(word: Acknowledgement) -> dict[str, Any]:
    return {
        "id": word.id,
        "kind": word.kind.value,
        "scope": word.scope.value,
        "subject": word.subject,
        "rule": word.rule,
        "reason": word.reason,
        "by": word.by,
        "created_at": word.created_at.isoformat(),
        "until": word.until.isoformat(),
        "ended": word.ended.value if word.ended else None,
    }
