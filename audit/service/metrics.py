"""Figures for a monitoring system: the one door to prometheus-client.

No address of the web, no title and no name of a person is ever a label: labels come from short closed lists.
"""

from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from audit.model.report import LABELS
from audit.ports import ReportRow
from audit.service.ticket import RunTicket

_METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"})
_RUN_SECONDS = (10.0, 60.0, 300.0, 900.0, 1800.0, 3600.0, 7200.0, 14400.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What the newest report and the schedule look like at the time of asking."""

    row: ReportRow | None
    running: bool
    overdue: bool
    next_at: datetime | None


def _gauge(name: str, text: str, labels: tuple[str, ...] = ()) -> Gauge:
    return Gauge(name, text, labels, registry=None)


@dataclass(slots=True, kw_only=True)
class Metrics:
    """The service's figures, in a registry of their own."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(default_factory=lambda: Counter("audit_http_requests", "Answers given.", ("method", "status"), registry=None))
    runs: Counter = field(default_factory=lambda: Counter("audit_runs", "Runs that are over.", ("kind", "state"), registry=None))
    seconds: Histogram = field(
        default_factory=lambda: Histogram("audit_run_seconds", "How long runs took.", buckets=_RUN_SECONDS, registry=None)
    )
    running: Gauge = field(default_factory=lambda: _gauge("audit_run_in_progress", "1 while a run is in progress."))
    overdue: Gauge = field(default_factory=lambda: _gauge("audit_report_overdue", "1 when the night's report is missing."))
    report_at: Gauge = field(default_factory=lambda: _gauge("audit_report_timestamp_seconds", "When the newest report was made."))
    next_at: Gauge = field(default_factory=lambda: _gauge("audit_next_run_timestamp_seconds", "When the next run is due."))
    findings: Gauge = field(default_factory=lambda: _gauge("audit_findings", "Open findings of the newest report.", ("label",)))
    coverage: Gauge = field(default_factory=lambda: _gauge("audit_coverage_percent", "Links judged in the newest report."))
    health: Gauge = field(default_factory=lambda: _gauge("audit_health_percent", "Initiatives with nothing broken in the newest report."))

    def __post_init__(self) -> None:
        for collector in (self.requests, self.runs, self.seconds, self.running, self.overdue, self.report_at, self.next_at):
            self.registry.register(collector)
        for collector in (self.findings, self.coverage, self.health):
            self.registry.register(collector)

    def answered(self, *, method: str, status: int) -> None:
        """One more answer. Methods that nobody knows are counted together: anyone can make up any number of them."""
        self.requests.labels(method if method in _METHODS else "other", str(status)).inc()

    def run_over(self, ticket: RunTicket) -> None:
        """One more run that is over."""
        self.runs.labels(ticket.kind, ticket.state.value).inc()
        if ticket.finished_at:
            self.seconds.observe(max((ticket.finished_at - ticket.started_at).total_seconds(), 0.0))

    def page(self, night: Night) -> web.Response:
        """All figures in the text format of Prometheus."""
        self.running.set(night.running)
        self.overdue.set(night.overdue)
        self.next_at.set(night.next_at.timestamp() if night.next_at else float("nan"))
        if night.row is not None:
            self.report_at.set(night.row.generated_at.timestamp())
            self.coverage.set(night.row.coverage_percent)
            self.health.set(float("nan") if night.row.health_percent is None else night.row.health_percent)
            for label in LABELS:
                self.findings.labels(label).set(night.row.totals.get(label, 0))
        return web.Response(body=generate_latest(self.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
