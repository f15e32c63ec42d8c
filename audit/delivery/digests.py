"""The mails to one person about the initiatives that are hers: the week's list, and the word when it has become empty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.delivery.counting import PROBLEMS
from audit.delivery.items import Links, brief_item, check_lead, full_item, more, together
from audit.delivery.letter import Action, Group, Item, Letter
from audit.delivery.nightly import MOST_CHECKS, MOST_ITEMS, SUBJECT, ending, ending_group
from audit.delivery.owners import Owner, fixed_for, report_note, ways
from audit.delivery.targets import clipped
from audit.delivery.voice import Voice
from audit.delivery.week import Week
from audit.model.correspondence import Rhythm
from audit.model.report import LABELS, Closed, Line, Report
from audit.model.standing import State

_MOST_THANKS = 3
_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mine:
    """What a week holds for one owner."""

    problems: tuple[Line, ...]
    """New first, then severity, then age."""
    checks: tuple[Line, ...]
    ending: tuple[Line, ...]
    """What waits by agreement, and will be back soon."""
    tidy: int
    thanks: tuple[Closed, ...]
    fresh: Mapping[str, State]

    @classmethod
    def of(cls, week: Week, owner: Owner) -> "_Mine":
        lines, fresh = week.to_do_of(owner.ref), week.fresh
        problems = [line for line in lines if line.label in PROBLEMS]
        problems.sort(key=lambda line: (line.finding.id not in fresh, LABELS.index(line.label), line.record.first_seen, line.finding.id))
        return cls(
            problems=tuple(problems),
            checks=tuple(line for line in lines if line.label == "check"),
            ending=tuple(ending(week.newest, week.waiting_of(owner.ref))),
            tidy=sum(line.label == "tidy" for line in lines),
            thanks=fixed_for(week, owner),
            fresh=fresh,
        )

    @property
    def new(self) -> int:
        """How many problems are new this week."""
        return sum(self.fresh.get(line.finding.id) is State.NEW for line in self.problems)

    def worth_a_mail(self, rhythm: Rhythm) -> bool:
        """Whether there is anything to do; for those who want news alone, whether any of it is news."""
        if rhythm is Rhythm.NEW:
            return bool(self.ending) or any(line.finding.id in self.fresh for line in (*self.problems, *self.checks))
        return bool(self.problems or self.checks or self.ending)


def owner_digest(week: Week, owner: Owner, *, voice: Voice, links: Links) -> Letter | None:
    """The weekly list; None when there is nothing to fix or to check, and nothing that ends soon."""
    mine = _Mine.of(week, owner)
    if not mine.worth_a_mail(owner.rhythm):
        return None
    heading = _subject(mine, voice)
    return Letter(
        kind="owner_digest",
        key=week.number,
        subject=clipped(voice("owner_new", subject=heading, count=mine.new) if mine.new else heading, SUBJECT),
        preheader=_preheader(mine, week, voice),
        heading=heading,
        paragraphs=(_greeting(week.newest, owner, voice), _news(mine, week, voice)),
        groups=tuple(_groups(mine, week.newest, voice, links, listed=bool(owner.pages.list_url))),
        closing=(voice.counted("owner_tidy" if owner.pages.list_url else "tidy", count=mine.tidy),) if mine.tidy else (),
        actions=_onward(week.newest, owner, voice, links),
        footer=(_why(week, owner, voice), report_note(week.newest, voice)),
        footer_actions=ways(week.newest, owner, voice, links),
        unsubscribe=owner.pages.stop_url,
        language=voice.wording.language,
    )


def owner_done(week: Week, owner: Owner, *, voice: Voice, links: Links) -> Letter | None:
    """The one mail when the list has become empty; None when it is not, or was empty before."""
    left = [line for line in week.to_do_of(owner.ref) if line.label in (*PROBLEMS, "check")]
    thanks = fixed_for(week, owner)
    if left or not thanks:
        return None
    fixed = voice.counted("done_preheader", count=len(thanks), days=week.days)
    return Letter(
        kind="owner_done",
        key=week.number,
        subject=voice("done_subject"),
        preheader=fixed,
        heading=voice("done_subject"),
        paragraphs=(fixed,),
        groups=(_thanks(thanks, voice),),
        footer=(voice("why_done"), report_note(week.newest, voice)),
        footer_actions=ways(week.newest, owner, voice, links),
        unsubscribe=owner.pages.stop_url,
        language=voice.wording.language,
    )


def _subject(mine: _Mine, voice: Voice) -> str:
    if mine.problems:
        only_links = all(line.finding.family in ("link", "anchor") for line in mine.problems)
        return voice.counted("owner_links" if only_links else "owner_problems", count=len(mine.problems))
    if mine.checks:
        return voice.counted("owner_checks", count=len(mine.checks))
    return voice.counted("owner_ending", count=len(mine.ending))


def _preheader(mine: _Mine, week: Week, voice: Voice) -> str:
    if mine.problems:
        oldest = voice.counted("owner_oldest", count=max(line.days_open for line in mine.problems))
        return f"{oldest} {_fixed(mine, week, voice)}"
    return voice("owner_checks_preheader" if mine.checks else "ending_lead")


def _greeting(report: Report, owner: Owner, voice: Voice) -> str:
    sources = {row.owner_source for row in report.initiatives if row.owner_ref == owner.ref}
    source = (sources.pop() if len(sources) == 1 else "other") if owner.ref else "nobody"
    why = voice(f"owner_source.{source}")
    # The sentence has a full stop of its own: "Hello Amina K." is one.
    return voice("owner_hello", name=clipped(owner.name, _NAME).removesuffix("."), why=why) if owner.name else why


def _news(mine: _Mine, week: Week, voice: Voice) -> str:
    new = voice.counted("owner_new_month" if week.monthly else "owner_new_week", count=mine.new)
    return f"{new} {_fixed(mine, week, voice)}"


def _fixed(mine: _Mine, week: Week, voice: Voice) -> str:
    key = "owner_fixed_month" if week.monthly else "owner_fixed"
    return voice.counted(key, count=len(mine.thanks), weekday=voice.weekday(week.sent))


def _why(week: Week, owner: Owner, voice: Voice) -> str:
    return voice(f"why_owner_{owner.rhythm.value}", weekday=voice.weekday(week.sent))


def _onward(report: Report, owner: Owner, voice: Voice, links: Links) -> tuple[Action, ...]:
    """To her own list, or, where there is no service that could show it, to the whole report."""
    if owner.pages.list_url:
        return (Action(text=voice("owner_list"), url=owner.pages.list_url),)
    return (Action(text=voice("read"), url=links.report(report)),) if links.base_url else ()


def _groups(mine: _Mine, report: Report, voice: Voice, links: Links, *, listed: bool) -> list[Group]:
    groups, rest = [], "more_list" if listed else "more"
    if mine.problems:
        deeds = together(mine.problems)[:MOST_ITEMS]
        items = tuple(full_item(deed, report=report, voice=voice, links=links, fresh=mine.fresh) for deed in deeds)
        groups.append(Group(heading=voice("owner_group_fix"), items=items, more=more(mine.problems, items, voice, key=rest)))
    if mine.checks:
        deeds = together(mine.checks)[:MOST_CHECKS]
        items = tuple(brief_item(deed, report=report, voice=voice, links=links) for deed in deeds)
        left_out = more(mine.checks, items, voice, key=rest)
        groups.append(Group(heading=voice("label.check"), lead=check_lead(deeds, voice), items=items, more=left_out))
    groups += ending_group(report, mine.ending, voice, links)
    if mine.thanks:
        groups.append(_thanks(mine.thanks, voice))
    return groups


def _thanks(thanks: Sequence[Closed], voice: Voice) -> Group:
    items = tuple(
        Item(ids=(closed.record.id,), title=clipped(closed.initiative, 100), sentence=clipped(closed.title, 200))
        for closed in thanks[:_MOST_THANKS]
    )
    left = len(thanks) - len(items)
    return Group(heading=voice("owner_group_fixed"), items=items, more=voice("more_fixed", count=left) if left else "")
