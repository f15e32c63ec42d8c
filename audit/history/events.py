"""Many targets that begin to fail together: the host's trouble, or our own."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from audit.history.following import is_failing
from audit.history.policy import Kind, Policy, kind_of
from audit.model.standing import Streak


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """How the targets of one run stood before it and after it."""

    before: Mapping[str, Streak]
    after: Mapping[str, Streak]
    hosts: Mapping[str, str]
    """The host of every target of the run, by target id."""
    lately: Collection[str]
    """Targets that worked in the last whole run and that a closer look has seen fail since."""

    def began_to_fail(self, target: str) -> bool:
        """Whether a target that was last seen working fails now. One never seen working has not changed."""
        return self.worked(target) and is_failing(self.after.get(target))

    def fell_silent(self, target: str) -> bool:
        """Whether a target that told us something last time tells nothing now, because it turns us away."""
        before, after = self.before[target], self.after[target]
        return before.last_checked_at == before.last_verdict_at and after.last_checked_at != after.last_verdict_at

    def worked(self, target: str) -> bool:
        """Whether the target was working when a whole run last saw it."""
        streak = self.before.get(target)
        return target in self.lately or (streak is not None and kind_of(streak.verdict, streak.reason) is Kind.GOOD)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostEvent:
    """Something that happened to a host as a whole."""

    host: str
    since: datetime
    targets: tuple[str, ...]
    """The targets that failed together, sorted."""
    judged: int
    """How many of the host's targets this run saw work or fail."""
    word: str
    """``stopped_answering``, ``pages_vanished``, ``name_gone``, ``certificate``, ``server_errors`` or ``failing``."""


def host_events(  # noqa: PLR0913 - the three sides of a turn, three of the rest named at the call
    before: Mapping[str, Streak],
    after: Mapping[str, Streak],
    hosts: Mapping[str, str],
    *,
    at: datetime,
    policy: Policy,
    lately: Collection[str] = (),
) -> tuple[HostEvent, ...]:
    """The hosts of which enough targets began to fail in the run that started `at`, or still fail together since an earlier one.

    `hosts` names the host of every target of the run, `lately` those that worked in the last whole run and that a closer look has
    seen fail since. Targets never seen working do not count as a change.
    """
    turn = _Turn(before=before, after=after, hosts=hosts, lately=lately)
    by_host: dict[str, list[str]] = {}
    for target, host in sorted(turn.hosts.items()):
        streak = turn.after.get(target)
        if host and streak and streak.last_verdict_at == at:
            by_host.setdefault(host, []).append(target)
    events = (_event(host, targets, turn, at, policy) for host, targets in sorted(by_host.items()))
    return tuple(event for event in events if event)


def hold(streaks: Mapping[str, Streak], events: Iterable[HostEvent]) -> dict[str, Streak]:
    """The streaks with the targets of host events marked, so that none of them is confirmed before the hold is over."""
    held = dict(streaks)
    for event in events:
        for target in event.targets:
            if held[target].event_since is None:
                held[target] = replace(held[target], event_since=event.since)
    return held


def outage(  # noqa: PLR0913 - as above
    before: Mapping[str, Streak],
    after: Mapping[str, Streak],
    hosts: Mapping[str, str],
    events: Iterable[HostEvent],
    *,
    policy: Policy,
    lately: Collection[str] = (),
) -> str:
    """Why this run's failures look like trouble of our own, in one sentence; empty when they do not.

    Too many targets that worked last time fail now, or turn us away, over many hosts. Hosts with an event of their own
    are left out: one website that goes down is no sign of an outage here. For `lately` see `host_events`.
    """
    turn = _Turn(before=before, after=after, hosts=hosts, lately=lately)
    own = {event.host for event in events}
    worked = [target for target, host in hosts.items() if host not in own and target in after and turn.worked(target)]
    failed = [target for target in worked if turn.began_to_fail(target)]
    silent = [target for target in worked if turn.fell_silent(target)]
    if _too_many(failed, worked, turn, policy, share=policy.outage_share):
        return f"{len(failed)} of {len(worked)} links that worked last time failed at once, over {_spread(failed, turn)} websites"
    if _too_many(silent, worked, turn, policy, share=policy.silence_share):
        return f"{len(silent)} of {len(worked)} links that worked last time turned us away at once, over {_spread(silent, turn)} websites"
    return ""


def _too_many(some: list[str], worked: list[str], turn: _Turn, policy: Policy, *, share: float) -> bool:
    enough = len(some) >= policy.outage_targets and _spread(some, turn) >= policy.outage_hosts
    return enough and len(some) > share * len(worked)


def _spread(targets: list[str], turn: _Turn) -> int:
    """Over how many hosts the targets are spread."""
    return len({turn.hosts[target] for target in targets})


def _event(host: str, targets: list[str], turn: _Turn, at: datetime, policy: Policy) -> HostEvent | None:
    flipped = [target for target in targets if turn.began_to_fail(target)]
    earlier = [target for target in targets if is_failing(turn.after[target]) and turn.after[target].event_since]

    def enough(together: list[str]) -> bool:
        return len(together) >= max(policy.event_targets, policy.event_share * len(targets))

    if enough(flipped):
        together, since = flipped, at
    elif enough(earlier):
        together, since = earlier, min(filter(None, (turn.after[target].event_since for target in earlier)))
    else:
        return None
    word = Counter(_word(turn.after[target].reason) for target in together).most_common(1)[0][0]
    return HostEvent(host=host, since=since, targets=tuple(together), judged=len(targets), word=word)


def _word(reason: str) -> str:
    """What happened, as a reader would say it."""
    if reason in ("status-404", "status-410"):
        return "pages_vanished"
    if reason == "name-not-found":
        return "name_gone"
    if reason.startswith("cert-"):
        return "certificate"
    if reason.startswith("status-5"):
        return "server_errors"
    silent = ("connect", "name-", "tls-", "answer-timeout", "unreachable", "timeout", "connection", "host-")
    return "stopped_answering" if reason.startswith(silent) else "failing"
