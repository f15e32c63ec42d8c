"""The stage before publishing: everything that a run came to, composed into the report that every renderer is handed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from audit import __version__
from audit.history import Policy, closed_records, open_records
from audit.model.details import Patience
from audit.model.report import LABELS, Line, Report
from audit.model.run import Run
from audit.model.standing import Check, Record
from audit.ports import ReportRow
from audit.run.arrange import Arranger
from audit.run.comparison import Compared, Comparison
from audit.run.hosts import Hosts
from audit.run.initiatives import Initiatives
from audit.run.notices import baseline_of
from audit.run.past import past_days
from audit.run.plan import Plan
from audit.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Composer:
    """Composes the report of one run."""

    plan: Plan
    run: Run
    comparison: Comparison
    compared: Compared
    wording: Wording

    @property
    def looked_up(self) -> frozenset[str]:
        """The targets whose earlier looks the report tells: those that readers are shown, and those of websites with pages."""
        of_hosts = (target_id for targets in self._hosts.targets().values() for target_id in targets)
        return frozenset({*self._followed, *of_hosts})

    @property
    def finished(self) -> datetime:
        """When the run ended."""
        return self.run.finished_at or self.run.started_at

    @property
    def day(self) -> date:
        """The day that names the report, where its readers are."""
        return self.finished.astimezone(self.plan.zone).date()

    def report(self, *, revision: int, rows: Sequence[ReportRow], looks: Mapping[str, tuple[Check, ...]]) -> Report:
        """The report; `rows` are the earlier ones, newest first, and `looks` are earlier ones at the targets `looked_up`."""
        comparison, compared = self.comparison, self.compared
        coverage = self._arranger.coverage()
        return Report(
            date=self.day,
            revision=revision,
            generated_at=self.finished,
            timezone=self.plan.zone.key,
            base_url=self.plan.base_url.rstrip("/"),
            site_name=self.plan.title,
            run=self.run,
            tool_version=__version__,
            user_agent=self.plan.user_agent,
            ruleset=self.run.ruleset,
            baseline=baseline_of(comparison.memory, self.run),
            coverage=coverage,
            health=comparison.health(compared, coverage),
            lines=self._lines,
            closed=self._arranger.closed(closed_records(compared.records)),
            initiatives=self._initiatives.rows(compared.words),
            targets=self._arranger.targets(compared.night.streaks, {target: looks[target] for target in self._followed & looks.keys()}),
            hosts=self._hosts.rows(looks),
            rules=tuple(sorted((rule.name, rule.severity) for rule in self.plan.rules.values())),
            previous_id=rows[0].report_id if rows else None,
            acknowledgements=tuple(word for word in compared.acknowledgements if word.holds(comparison.today)),
            manners=self.plan.manners,
            patience=_patience(self.plan.policy),
        )

    @cached_property
    def _open(self) -> tuple[Record, ...]:
        return tuple(open_records(self.compared.records))

    @cached_property
    def _arranger(self) -> Arranger:
        return Arranger(
            gathered=self.comparison.gathered,
            mentions=self.comparison.mentions,
            checks=self.comparison.answers.checks,
            wording=self.wording,
            user_agent=self.plan.user_agent,
            edit_url=self.plan.edit_url,
        )

    @cached_property
    def _lines(self) -> tuple[Line, ...]:
        return self._arranger.lines(self._open)

    @cached_property
    def _followed(self) -> frozenset[str]:
        """The targets of findings that readers are shown. Nobody asks how a link did that works."""
        return frozenset(line.finding.target_id for line in self._lines if line.label in LABELS and line.finding.target_id)

    @cached_property
    def _hosts(self) -> Hosts:
        zone = self.plan.zone
        return Hosts(
            mentions=self.comparison.mentions,
            checks=self.comparison.answers.checks,
            failing=frozenset(line.finding.target_id for line in self._lines if line.label in ("remove", "fix") and line.finding.target_id),
            events={event.host: (event.word, event.since.astimezone(zone).date()) for event in self.compared.events},
            zone=zone,
        )

    @property
    def _initiatives(self) -> Initiatives:
        known = {**self.comparison.memory.records, **{record.id: record for record in self.compared.records}}
        return Initiatives(
            gathered=self.comparison.gathered,
            mentions=self.comparison.mentions,
            checks=self.comparison.answers.checks,
            context=self.comparison.context,
            shown=tuple(line.finding for line in self._lines if line.label in LABELS),
            past=past_days(known.values(), zone=self.plan.zone),
        )


def _patience(policy: Policy) -> Patience:
    """The thresholds of confirmation as readers are told of them."""
    hour = timedelta(hours=1)
    return Patience(
        gone_checks=policy.gone_checks,
        gone_hours=policy.gone_gap / hour,
        failing_checks=policy.failing_checks,
        failing_hours=policy.failing_span / hour,
        good_checks=policy.good_checks,
        good_hours=policy.good_gap / hour,
        event_hours=policy.event_hold / hour,
    )
