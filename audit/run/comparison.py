"""The stage compare: this run's findings, held against what earlier runs left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from audit.history import (
    Counted,
    HostEvent,
    Night,
    Policy,
    acknowledge,
    by_field,
    compare,
    follow,
    health,
    hold,
    host_events,
    outage,
    settle,
    unjudged,
    vouched,
    without_reviewed,
    words,
)
from audit.model.acknowledgement import Acknowledgement
from audit.model.entry import Entry, Unreadable
from audit.model.finding import Finding
from audit.model.link import Link
from audit.model.report import Coverage, Health
from audit.model.run import RunStatus
from audit.model.standing import Check, Record, Streak
from audit.ports import Memory
from audit.rules import Context, LinkRule, check_links
from audit.rules.jump import Jump, affected, jumps, released
from audit.run.gather import Gathered
from audit.run.held.links import Mention
from audit.run.inquiry import Answers
from audit.run.narrowing import reading_id
from audit.run.targets import Mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What comparing brought."""

    records: tuple[Record, ...]
    streaks: Mapping[str, Streak]
    """Of every target that was asked."""
    night: Night
    events: tuple[HostEvent, ...]
    words: Mapping[str, str]
    """The health word of every initiative."""
    acknowledgements: tuple[Acknowledgement, ...]
    """What people have said, with what became of it."""
    held: tuple[Jump, ...]
    """Rules that fired nearly everywhere overnight: told to those who run the audit, and to nobody else."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Joins what was gathered and answered with what is remembered."""

    gathered: Gathered
    mentions: Mentions
    answers: Answers
    memory: Memory
    link_rules: Sequence[LinkRule]
    context: Context
    rules: frozenset[str]
    """The names of all rules that ran."""
    ruleset: str
    policy: Policy
    at: datetime
    """The start of the run."""
    today: date
    """The day of the report in its own time zone."""
    words: tuple[Acknowledgement, ...] = ()
    """What people have said of findings."""
    whole: bool = True
    """Everything was to be asked. From a few links of a website nothing follows for all of it."""

    def followed(self) -> dict[str, Streak]:
        """The streaks with tonight's checks added."""
        before = self.memory.streaks
        return {
            target_id: follow(before.get(target_id), self.answers.checks[target_id], policy=self.policy, at=self.at)
            for target_id in self.answers.asked
        }

    def events(self, streaks: Mapping[str, Streak]) -> tuple[HostEvent, ...]:
        """The hosts to which something happened as a whole, as far as a whole run can tell."""
        return self._together(streaks) if self.whole else ()

    def _together(self, streaks: Mapping[str, Streak]) -> tuple[HostEvent, ...]:
        """The hosts of which the targets that were asked failed together."""
        return host_events(self.memory.streaks, streaks, self._hosts(), at=self.at, policy=self.policy, lately=self._lately)

    def outage(self) -> str:
        """Why tonight's failures look like our own, in one sentence; empty when they do not."""
        streaks = self.followed()
        events = self._together(streaks)
        return outage(self.memory.streaks, streaks, self._hosts(), events, policy=self.policy, lately=self._lately)

    def done(self, status: RunStatus) -> Compared:
        """Every finding with its state. After an inconclusive run the streaks stay what they were."""
        conclusive = status is not RunStatus.INCONCLUSIVE
        fresh = self.followed() if conclusive else {}
        events = self.events(fresh) if conclusive else ()
        fresh = hold(fresh, events)
        known = {**{key: self.memory.streaks[key] for key in self.mentions.by_target if key in self.memory.streaks}, **fresh}
        night = self._night(status, known)
        found = [*self.gathered.findings, *self._link_findings(known)]
        held = self._jumps(found) if status is RunStatus.COMPLETE else ()
        told = without_reviewed(released(found, held), self.words, today=self.today)
        said = acknowledge(
            compare(self.memory, told, night=night, policy=self.policy),
            self.words,
            at=self.at,
            today=self.today,
            hosts={target_id: check.host for target_id, check in self.answers.checks.items()},
            complete=status is RunStatus.COMPLETE,
        )
        records = said.records
        counted = tuple(self._counted(night))
        return Compared(
            records=records,
            acknowledgements=said.acknowledgements,
            held=held,
            streaks=fresh,
            night=night,
            events=events,
            words=words(counted, records, memory=self.memory, at=self.at, policy=self.policy),
        )

    @property
    def mentioned(self) -> set[tuple[str, str]]:
        """Which initiatives mention which targets, by their ids; those that nobody could read or look through also as they last did."""
        unread = frozenset(self.gathered.unread)
        found = {(link.entry_id, target_id) for target_id, links in self.mentions.by_target.items() for link in links}
        return found | {pair for pair in self.memory.links if pair[0] in unread} if unread else found

    def health(self, compared: Compared, coverage: Coverage) -> Health:
        """The figures of health."""
        return health(
            compared.words,
            compared.records,
            memory=self.memory,
            night=compared.night,
            coverage_percent=coverage.percent,
            policy=self.policy,
        )

    def _jumps(self, found: Sequence[Finding]) -> tuple[Jump, ...]:
        """The rules that jumped from few initiatives to most: a field was renamed, not two thousand texts forgotten."""
        if self.memory.baseline is None:
            return ()
        before = [record.finding for record in self.memory.records.values() if record.closed_at is None and record.shown_at]
        content = [finding for finding in found if finding.family.startswith("content")]
        return jumps(affected(before), len(self.memory.initiatives), content, len(self.gathered.entries), known=self.rules)

    @cached_property
    def _lately(self) -> frozenset[str]:
        """The targets that began to fail between the baseline and this run: a closer look saw it, and no night has counted it yet."""
        baseline = self.memory.baseline
        if baseline is None:
            return frozenset()
        known = (self.memory.streaks.get(target_id) for target_id in self.answers.asked)
        begun = {streak.target_id for streak in known if streak and _began_after(baseline.run.started_at, streak)}
        return frozenset(target_id for _, target_id in self.memory.links if target_id in begun) if begun else frozenset()

    def _hosts(self) -> dict[str, str]:
        return {target_id: self.answers.checks[target_id].host for target_id in self.answers.asked}

    def _night(self, status: RunStatus, streaks: Mapping[str, Streak]) -> Night:
        return Night(
            at=self.at,
            status=status,
            initiatives=frozenset((*self._initiative_ids(), *self._settings())),
            unread=frozenset((*self.gathered.unread, *self._unmeasured())),
            mentions=by_field(
                (link.entry_id, link.location.stable_field, target_id)
                for target_id, links in self.mentions.by_target.items()
                for link in links
            ),
            judgements={target_id: check.judgement for target_id, check in self.answers.checks.items()},
            streaks=streaks,
            rules=self.rules,
            broken_off=self.gathered.broken_off,
            ruleset=self.ruleset,
            contents={entry_id: entry.content_sha256 for entry_id, entry in self.gathered.entries.items()},
            stale_after_months=self.context.stale_after_months,
        )

    def _settings(self) -> Iterator[str]:
        """The settings of the site as their findings name them: one that is mended has not left."""
        return (f"path:{path}" for path in (self.context.site.settings if self.context.site else ()))

    def _unmeasured(self) -> Iterator[str]:
        """The entries whose form cannot be read tonight: that nothing is asked of them mends none of their findings."""
        return (entry_id for entry_id, entry in self.gathered.entries.items() if entry.blueprint and not entry.blueprint.readable)

    def _initiative_ids(self) -> Iterator[str]:
        yield from self.gathered.entries
        yield from (reading_id(each) for each in self.gathered.unreadable)

    def _link_findings(self, streaks: Mapping[str, Streak]) -> Iterator[Finding]:
        owners: dict[str, Entry | Unreadable] = {**self.gathered.entries, **{reading_id(each): each for each in self.gathered.unreadable}}
        for target_id, links in self.mentions.by_target.items():
            check = self.answers.checks.get(target_id)
            if check is None:
                continue
            for mentioned in _by_place(links):
                yield from self._settled(owners[mentioned[0].entry_id], mentioned, check, streaks.get(target_id))

    def _settled(self, owner: Entry | Unreadable, links: tuple[Link, ...], check: Check, streak: Streak | None) -> Iterator[Finding]:
        target = self.mentions.target(check.target_id) if self.mentions.is_asked(check.target_id) else None
        for finding in check_links(owner, links, target, check.judgement, rules=self.link_rules, context=self.context):
            # The store knows targets by id alone: a finding of a target nobody could ask has the id made from what was typed.
            named = finding if finding.target_id else replace(finding, target_id=check.target_id)
            if links[0].salvaged:
                named = self._where_it_was(named)
            yield settle(named, streak if target else None, policy=self.policy)

    def _where_it_was(self, finding: Finding) -> Finding:
        """A finding from a file that cannot be read tonight, under the field where an earlier night knew it.

        Salvaged addresses have no field. Without this the same dead link would be lost in one place and new in another.
        """
        for record in self._known_places.get((finding.entry_id, finding.family, finding.target_key), ()):
            return replace(finding, field=record.finding.field)
        return finding

    @cached_property
    def _known_places(self) -> Mapping[tuple[str, str, str], tuple[Record, ...]]:
        places: dict[tuple[str, str, str], tuple[Record, ...]] = {}
        for record in self.memory.records.values():
            if record.closed_at is None:
                key = (record.finding.entry_id, record.finding.family, record.finding.target_key)
                places[key] = (*places.get(key, ()), record)
        return places

    def _counted(self, night: Night) -> Iterator[Counted]:
        seen_by_people = vouched(self.words, today=self.today)
        targets: defaultdict[str, list[str]] = defaultdict(list)
        for target_id, links in self.mentions.by_target.items():
            for link in links:
                targets[link.entry_id].append(target_id)
        unseen = self.gathered.unseen
        for entry_id in self._initiative_ids():
            mentioned = targets[entry_id]
            missing = unjudged(mentioned, night, policy=self.policy, vouched=seen_by_people)
            yield Counted(id=entry_id, links=len(mentioned), unjudged=missing, unseen=entry_id in unseen)


def _began_after(since: datetime, streak: Streak) -> bool:
    """Whether a target began to fail after some moment, alone as far as anybody noticed."""
    return streak.failing_since is not None and streak.failing_since > since and streak.event_since is None


def _by_place(mentions: Iterable[Mention]) -> Iterator[tuple[Link, ...]]:
    """The mentions of one target, put together by initiative and field."""
    places: dict[tuple[str, str], list[Link]] = {}
    for link in (mention.link for mention in mentions):
        places.setdefault((link.entry_id, link.location.stable_field), []).append(link)
    yield from map(tuple, places.values())
