"""The websites of a report: what happened to them as a whole, and how they did lately."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from audit.history import Kind, kind_of_judgement
from audit.model.details import HostDay
from audit.model.report import HostRow
from audit.model.standing import Check
from audit.run.targets import Mentions

DAYS = 30
"""How far back a website's page looks."""

MOST_TARGETS = 60
"""So many addresses of a website stand for all of it in its days, those that fail first."""

MOST_TOGETHER = 3_000
"""So many addresses of all websites are looked up: those of events first, then those of websites with most to see to."""

_FAILS = frozenset({Kind.GONE, Kind.FAILING, Kind.AT_ONCE})

Looks = Mapping[str, Sequence[Check]]
"""Earlier looks at targets by their ids, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosts:
    """Puts the websites of a run in order."""

    mentions: Mentions
    checks: Mapping[str, Check]
    """By target id."""
    failing: frozenset[str]
    """The targets that an editor should see to."""
    events: Mapping[str, tuple[str, date]]
    """What happened to whole websites, and since when."""
    zone: tzinfo

    def targets(self) -> dict[str, tuple[str, ...]]:
        """The addresses of every website with a page of its own: with an event, or with several addresses to see to."""
        of_host: defaultdict[str, list[str]] = defaultdict(list)
        for target_id in self.mentions.by_target:
            if host := self._host(target_id):
                of_host[host].append(target_id)
        bad = Counter(map(self._host, self.failing))
        paged = sorted((host for host in of_host if host in self.events or bad[host] > 1), key=lambda host: self._rank(host, bad))
        chosen: dict[str, tuple[str, ...]] = {}
        left = MOST_TOGETHER
        for host in paged:
            chosen[host] = self._first(of_host[host])[:left]
            left -= len(chosen[host])
        return chosen

    def _rank(self, host: str, bad: Mapping[str, int]) -> tuple[bool, int, str]:
        return host not in self.events, -bad[host], host

    def _host(self, target_id: str) -> str:
        check = self.checks.get(target_id)
        return check.host if check else ""

    def _first(self, targets: Iterable[str]) -> tuple[str, ...]:
        """The failing ones, then the others, in the order of their ids, up to a number."""

        def order(target_id: str) -> tuple[bool, str]:
            return kind_of_judgement(self.checks[target_id].judgement) not in _FAILS, target_id

        return tuple(sorted(targets, key=order)[:MOST_TARGETS])

    def rows(self, looks: Looks) -> tuple[HostRow, ...]:
        """The websites with something to say: an event, or links that an editor should see to."""
        links: Counter[str] = Counter()
        entries: defaultdict[str, set[str]] = defaultdict(set)
        bad: Counter[str] = Counter()
        for target_id, mentioned in self.mentions.by_target.items():
            if host := self._host(target_id):
                links[host] += len(mentioned)
                entries[host].update(link.entry_id for link in mentioned)
                bad[host] += target_id in self.failing
        followed = self.targets()
        rows = []
        for host in links:
            event, since = self.events.get(host, ("", None))
            if event or bad[host]:
                seen = [[self.checks[target], *looks.get(target, ())] for target in followed.get(host, ())]
                rows.append(
                    HostRow(
                        host=host,
                        links=links[host],
                        initiatives=len(entries[host]),
                        failing=bad[host],
                        event=event,
                        since=since,
                        days=tuple(self._days(seen)),
                        last_good=max((check.at for checks in seen for check in checks if _kind(check) is Kind.GOOD), default=None),
                    )
                )
        return tuple(sorted(rows, key=lambda row: (not row.event, -row.failing, -row.links, row.host)))

    def _days(self, seen: Iterable[Sequence[Check]]) -> Iterator[HostDay]:
        """How the addresses did day by day; of several looks on one day the newest counts."""
        counted: defaultdict[date, Counter[str]] = defaultdict(Counter)
        for checks in seen:
            newest: dict[date, Check] = {}
            for check in sorted(checks, key=lambda check: check.at):
                newest[check.at.astimezone(self.zone).date()] = check
            for day, check in newest.items():
                counted[day][_word(check)] += 1
        for day, found in sorted(counted.items()):
            if day > max(counted) - timedelta(days=DAYS):
                yield HostDay(day=day, worked=found["worked"], failed=found["failed"], silent=found["silent"])


def _kind(check: Check) -> Kind:
    return kind_of_judgement(check.judgement)


def _word(check: Check) -> str:
    kind = _kind(check)
    return "worked" if kind is Kind.GOOD else "failed" if kind in _FAILS else "silent"
