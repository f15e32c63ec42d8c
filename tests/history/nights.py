"""A small world that is audited night after night: what stands in the content, and what each target answers.

The rules here are the simplest that can be: one finding for a failing target, one for a blocked one, one for content
that lacks something. What is under test is what becomes of them over the nights.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from audit.history import (
    Counted,
    Kind,
    Night,
    Policy,
    acknowledge,
    by_field,
    choose_baseline,
    closed_records,
    compare,
    follow,
    health,
    hold,
    host_events,
    kind_of_judgement,
    open_records,
    settle,
    unjudged,
    vouched,
    words,
)
from audit.model.acknowledgement import Acknowledgement
from audit.model.finding import Certainty, Finding, Occurrence, Severity, fingerprint
from audit.model.location import Location
from audit.model.report import Health
from audit.model.run import Run, RunStatus
from audit.model.standing import Check, Record, State, Streak
from audit.model.verdict import Judgement, Verdict
from audit.ports import Memory, ReportRow

FIRST = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
POLICY = Policy()

ANSWERS: Mapping[str, tuple[Verdict, str]] = {
    "ok": (Verdict.OK, "status-200"),
    "moved": (Verdict.REDIRECTED_PERMANENT, "status-301"),
    "404": (Verdict.BROKEN, "status-404"),
    "410": (Verdict.BROKEN, "status-410"),
    "nxdomain": (Verdict.BROKEN, "name-not-found"),
    "503": (Verdict.UNSTABLE, "status-503"),
    "timeout": (Verdict.UNSTABLE, "answer-timeout"),
    "refused": (Verdict.UNSTABLE, "connect-refused"),
    "expired": (Verdict.INSECURE, "cert-expired"),
    "expiring": (Verdict.INSECURE, "cert-expires-soon"),
    "parked": (Verdict.PARKED, "parking-page"),
    "403": (Verdict.BLOCKED, "status-403"),
    "429": (Verdict.BLOCKED, "status-429"),
    "soft": (Verdict.SOFT_404, "soft-404"),
    "private": (Verdict.UNSAFE, "forbidden-address"),
    "unasked": (Verdict.NOT_CHECKED, "excluded"),
}

RULES = {
    "404": "link-not-found",
    "410": "link-not-found",
    "nxdomain": "link-site-gone",
    "503": "link-server-error",
    "timeout": "link-server-error",
    "refused": "link-server-error",
    "expired": "link-certificate",
    "parked": "link-parked",
    "private": "link-private",
}


def judgement(answer: str) -> Judgement:
    verdict, reason = ANSWERS[answer]
    return Judgement(verdict=verdict, reason=reason)


@cache
def target_id(word: str) -> str:
    return fingerprint("t1_", word)


def check(answer: str, *, at: datetime, word: str = "river") -> Check:
    return Check(target_id=target_id(word), url=f"https://{word}/", host=host_of(word), at=at, judgement=judgement(answer))


def host_of(word: str) -> str:
    """``host/page`` words share a host."""
    return word.split("/", 1)[0]


def link_finding(initiative: str, name: str, word: str, answer: str) -> Iterator[Finding]:
    """What the rules say of one answer."""
    if answer in RULES:
        yield made(initiative, name, word, rule=RULES[answer])
    elif answer in ("403", "429"):
        yield made(initiative, name, word, rule="link-blocked", certainty=Certainty.CANNOT_TELL)
    elif answer == "soft":
        yield made(initiative, name, word, rule="link-soft-404", certainty=Certainty.CANNOT_TELL)
    elif answer == "moved":
        yield made(initiative, name, word, rule="link-moved", severity=Severity.TIDY)


def made(
    initiative: str,
    name: str,
    word: str,
    *,
    rule: str,
    severity: Severity = Severity.FIX,
    certainty: Certainty = Certainty.CONFIRMED,
    family: str = "link",
) -> Finding:
    place = Location(path=f"{initiative}.md", field=name, line=3)
    return Finding(
        rule=rule,
        family=family,
        severity=severity,
        certainty=certainty,
        entry_id=initiative,
        field=name,
        occurrences=(Occurrence(location=place, href=word),),
        target_key=word,
        target_id=target_id(word) if word else "",
    )


@dataclass(kw_only=True)
class World:
    """Content, targets, and everything remembered of them. `content` maps initiatives to fields to targets."""

    content: dict[str, dict[str, list[str]]]
    answers: dict[str, str] = field(default_factory=dict)
    """What a target answers; ``ok`` when it is not named."""
    lacking: set[str] = field(default_factory=set)
    """Initiatives without a summary."""
    unread: set[str] = field(default_factory=set)
    ruleset: str = "1"
    rules: frozenset[str] = frozenset()
    broken_off: frozenset[str] = frozenset()
    contents: dict[str, str] = field(default_factory=dict)
    now: datetime = FIRST
    records: dict[str, Record] = field(default_factory=dict)
    streaks: dict[str, Streak] = field(default_factory=dict)
    reports: list[ReportRow] = field(default_factory=list)
    standing: dict[str, str] = field(default_factory=dict)
    without: dict[str, int] = field(default_factory=dict)
    links: frozenset[tuple[str, str]] = frozenset()
    digests: dict[str, str] = field(default_factory=dict)
    known_since: dict[str, datetime | None] = field(default_factory=dict)
    events: tuple = ()
    health: Health | None = None
    results: tuple[Record, ...] = ()
    said: tuple[Acknowledgement, ...] = ()
    """What people have said of findings."""

    def night(
        self, *, hours: float = 24, status: RunStatus = RunStatus.COMPLETE, coverage: float = 100.0, **answers: str
    ) -> dict[str, str]:
        """Audit once, then let the time go by. Returns what readers are told, as ``initiative:target`` (or rule) to state."""
        self.answers.update({word.replace("__", "/"): answer for word, answer in answers.items()})
        memory = self.memory()
        asked = {word for _, _, word in self.mentions() if word}
        before = dict(self.streaks)
        after = dict(before)
        if status is not RunStatus.INCONCLUSIVE:
            for word in asked:
                after[target_id(word)] = follow(
                    before.get(target_id(word)), check(self.answer(word), at=self.now, word=word), policy=POLICY
                )
            hosts = {target_id(word): host_of(word) for word in asked}
            self.events = host_events(before, after, hosts, at=self.now, policy=POLICY)
            after = hold(after, self.events)
        seen = self.seen(status, after)
        findings = [settle(one, after.get(one.target_id), policy=POLICY) for one in self.findings()]
        hosts = {target_id(word): host_of(word) for word in asked}
        compared = compare(memory, findings, night=seen, policy=POLICY)
        covered = acknowledge(compared, self.said, at=self.now, today=self.now.date(), hosts=hosts, complete=status is RunStatus.COMPLETE)
        self.results, self.said = covered.records, covered.acknowledgements
        counted = [self.counted(one, seen) for one in self.content]
        self.remember(memory, seen, after, counted, coverage)
        self.now += timedelta(hours=hours)
        return self.told()

    def memory(self) -> Memory:
        baseline, passed_over = choose_baseline(reversed(self.reports), scope="all", ruleset=self.ruleset)
        current = baseline is not None
        return Memory(
            baseline=baseline,
            passed_over=passed_over,
            records=self.records,
            streaks=self.streaks,
            initiatives=self.standing if current else {},
            links=self.links if current else frozenset(),
            unjudged=self.without if current else {},
            contents=self.digests if current else {},
            known_since=self.known_since,
        )

    def seen(self, status: RunStatus, streaks: Mapping[str, Streak]) -> Night:
        return Night(
            at=self.now,
            status=status,
            initiatives=frozenset(self.content),
            unread=frozenset(self.unread),
            mentions=by_field((initiative, name, target_id(word)) for initiative, name, word in self.mentions()),
            judgements={target_id(word): judgement(self.answer(word)) for _, _, word in self.mentions()},
            streaks=streaks,
            rules=self.rules,
            broken_off=self.broken_off,
            ruleset=self.ruleset,
            contents=self.contents,
        )

    def answer(self, word: str) -> str:
        return self.answers.get(word, "ok")

    def mentions(self) -> Iterator[tuple[str, str, str]]:
        for initiative, fields in self.content.items():
            for name, targets in fields.items():
                for word in targets:
                    yield initiative, name, word

    def findings(self) -> Iterator[Finding]:
        for initiative, name, word in self.mentions():
            if initiative not in self.unread:
                yield from link_finding(initiative, name, word, self.answer(word))
        for initiative in sorted(self.lacking & self.content.keys() - self.unread):
            yield made(initiative, "summary", "", rule="content-summary-missing", family="content.summary")

    def counted(self, initiative: str, seen: Night) -> Counted:
        targets = [target_id(word) for named in self.content[initiative].values() for word in named]
        by_hand = vouched(self.said, today=self.now.date())
        return Counted(id=initiative, links=len(targets), unjudged=unjudged(targets, seen, policy=POLICY, vouched=by_hand))

    def remember(self, memory: Memory, seen: Night, after: dict[str, Streak], counted: list[Counted], coverage: float) -> None:
        self.records.update({one.id: one for one in self.results})
        self.streaks = after
        how = words(counted, self.results, memory=memory, at=seen.at, policy=POLICY)
        self.health = health(how, self.results, memory=memory, night=seen, coverage_percent=coverage, policy=POLICY)
        run = Run(id=seen.at.isoformat(), kind="scheduled", scope="all", ruleset=self.ruleset, started_at=seen.at, status=seen.status)
        self.reports.append(
            ReportRow(
                report_id=seen.at.date().isoformat(),
                run=run,
                generated_at=seen.at + timedelta(minutes=5),
                totals={},
                health_percent=self.health.percent,
                clean=0,
                broken=0,
                unknown=0,
                coverage_percent=coverage,
            )
        )
        if seen.status is RunStatus.COMPLETE:
            first = not self.known_since
            self.standing, self.digests = dict(how), dict(self.contents)
            self.without = {one.id: one.unjudged for one in counted}
            self.links = frozenset((initiative, target_id(word)) for initiative, _, word in self.mentions())
            for one in self.content:
                self.known_since.setdefault(one, None if first else seen.at)

    def told(self) -> dict[str, str]:
        """What readers are told of this night."""
        shown = [one for one in open_records(self.results) if one.certainty is not Certainty.SUSPECTED]
        return {name_of(one): one.state.value if one.state else "shown" for one in (*shown, *closed_records(self.results))}

    def record(self, initiative: str = "a", word: str = "river") -> Record:
        (found,) = (one for one in self.results if name_of(one) == f"{initiative}:{word}")
        return found


def name_of(record: Record) -> str:
    return f"{record.finding.entry_id}:{record.finding.target_key or record.finding.rule}"


def world(*words: str, **answers: str) -> World:
    """One initiative that links to those targets."""
    return World(content={"a": {"text": list(words or ("river",))}}, answers=answers)


def states(told: Mapping[str, str]) -> set[str]:
    return set(told.values())


def suspicions(records: Iterable[Record]) -> list[str]:
    return [name_of(one) for one in records if one.certainty is Certainty.SUSPECTED and one.closed_at is None]


__all__ = [
    "FIRST",
    "POLICY",
    "Kind",
    "State",
    "World",
    "check",
    "judgement",
    "kind_of_judgement",
    "states",
    "suspicions",
    "target_id",
    "world",
]
