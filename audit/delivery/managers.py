"""The weekly mail to programme managers: are we getting better, who needs a call, and which fixes help most."""

from collections import Counter
from collections.abc import Sequence

from audit.delivery.counting import PROBLEMS
from audit.delivery.items import Links, brief_item, together
from audit.delivery.letter import Action, Group, Item, Letter, Table
from audit.delivery.nightly import SUBJECT, coverage_sentence, health_sentence
from audit.delivery.roster import nobodys
from audit.delivery.targets import clipped
from audit.delivery.voice import Voice
from audit.delivery.week import Week
from audit.model.report import LABELS, Line, Report
from audit.model.standing import State

_MOST = 5
_SITE = 36
_MOST_NAMES = 20


def manager_digest(week: Week, *, voice: Voice, links: Links, off: Sequence[str] = ()) -> Letter:
    """The week in one mail. `off` names the people who have switched their lists off."""
    report = week.newest
    new = _became(week, PROBLEMS, State.NEW)
    fixed = sum(len(week.fixed(label)) for label in PROBLEMS)
    span = voice("span_month" if week.first.month == week.last.month else "span", first=week.first, last=week.last, day=week.first.day)
    site = clipped(report.site_name, _SITE)
    return Letter(
        kind="manager_digest",
        key=week.number,
        subject=clipped(voice.counted("manager_subject", count=new, fixed=fixed, site=site, span=span), SUBJECT),
        preheader=health_sentence(report, voice) or coverage_sentence(report, voice),
        heading=_heading(report, voice),
        paragraphs=tuple(_paragraphs(report, voice)),
        table=_table(week, voice),
        groups=tuple(_groups(report, voice, links)),
        closing=tuple(_closing(week, voice, off)),
        actions=(Action(text=voice("read"), url=links.report(report)),) if links.base_url else (),
        footer=(
            voice("why_manager", weekday=voice.weekday(week.sent)),
            voice("of_report", date=report.date, coverage=coverage_sentence(report, voice)),
        ),
        footer_actions=(Action(text=voice("way_method"), url=links.method(report)),) if links.base_url else (),
        language=voice.wording.language,
    )


def _closing(week: Week, voice: Voice, off: Sequence[str]) -> list[str]:
    told = [voice.counted("manager_nights", count=week.nights)]
    if alone := len(nobodys(week.newest)):
        told.append(voice.counted("manager_nobodys", count=alone))
    if off:
        told.append(voice("manager_off", names=", ".join(clipped(name, 60) for name in off[:_MOST_NAMES])))
    return told


def _became(week: Week, labels: Sequence[str], state: State) -> int:
    fresh = week.fresh
    return sum(line.label in labels and fresh.get(line.finding.id) is state for line in week.lines)


def _heading(report: Report, voice: Voice) -> str:
    broken = report.health.broken
    if broken == 0:
        return voice("run.nothing_to_fix", initiatives=report.coverage.initiatives, links=report.coverage.links)
    return voice.counted("run.verdict", count=broken, initiatives=broken)


def _paragraphs(report: Report, voice: Voice) -> list[str]:
    health, told = report.health, []
    if health.percent is not None:
        told.append(voice("health", percent=health.percent, clean=health.clean, all=health.clean + health.broken + health.unknown))
    if points := round(health.change_points or 0):
        told.append(voice("moved_up" if points > 0 else "moved_down", points=abs(points)))
    if health.median_days_open is not None:
        told.append(voice.counted("manager_median", count=health.median_days_open))
    told.append(coverage_sentence(report, voice))
    return told


def _table(week: Week, voice: Voice) -> Table:
    rows = []
    for label in LABELS:
        counts = [_became(week, (label,), state) for state in (State.NEW, State.CAME_BACK)]
        counts += [len(week.fixed(label)), week.newest.count(label=label)]
        rows.append((voice(f"label.{label}"), *(voice.wording.number(count) for count in counts)))
    columns = ("column_label", "column_new", "column_back", "column_fixed", "column_open")
    return Table(caption=voice("manager_caption"), columns=tuple(voice(column) for column in columns), rows=tuple(rows))


def _groups(report: Report, voice: Voice, links: Links) -> list[Group]:
    problems = [line for line in report.to_do if line.label in PROBLEMS]
    deeds = together(problems)
    oldest = sorted(deeds, key=lambda deed: (min(line.record.first_seen for line in deed), deed[0].finding.id))[:_MOST]
    widest = [deed for deed in sorted(deeds, key=lambda deed: (-_reach(deed), deed[0].finding.id)) if _reach(deed) > 1][:_MOST]
    found = (
        ("manager_partners", _partners(report, voice)),
        ("manager_oldest", [brief_item(deed, report=report, voice=voice, links=links) for deed in oldest]),
        ("manager_widest", [brief_item(deed, report=report, voice=voice, links=links) for deed in widest]),
    )
    return [Group(heading=voice(heading), items=tuple(items)) for heading, items in found if items]


def _partners(report: Report, voice: Voice) -> list[Item]:
    """Partners by how many of their initiatives are broken. Partners are counted, people never."""
    broken = Counter(row.partner for row in report.initiatives if row.partner and row.health == "broken")
    ranked = sorted(broken.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
    return [
        Item(ids=(f"partner-{place}",), title=clipped(partner, 100), sentence=voice.counted("manager_broken", count=count))
        for place, (partner, count) in enumerate(ranked, 1)
    ]


def _reach(deed: Sequence[Line]) -> int:
    return len({line.finding.entry_id for line in deed})
