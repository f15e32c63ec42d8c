"""What a closer look at a few initiatives saw, as a page: what is fixed, what is still there, what the night has to confirm."""

from collections.abc import Iterable, Iterator

from audit.model.report import LABELS, Closed, Line
from audit.renderers.html.shown import marked, shown
from audit.renderers.names import OVERVIEW, living_initiative
from audit.run.closer import Looked, lead_of, sections_of
from audit.service.parts import Parts
from audit.service.sheet import link, para, said
from audit.wording.catalogue import Wording

_MOST = 100
"""So many of each kind are listed; the API has all."""


def result(looked: Looked, parts: Parts) -> Iterator[str]:
    """The page's body."""
    local, wording = looked.run.started_at.astimezone(parts.zone), parts.wording
    yield para(lead_of(looked, time=f"{local:%H:%M}", wording=wording), css="lead")
    for word, found in sections_of(looked):
        yield f'<h2 id="{word}">{said(wording.text(f"look.{word}"))} ({len(found)})</h2>'
        yield para(wording.text(f"look.{word}_about"))
        yield f"<ul>{''.join(_listed(found, wording, several=len(looked.report.initiatives) > 1))}</ul>"
        if len(found) > _MOST:
            yield para(wording.text("page.fixed.more", number=len(found) - _MOST))
    for row in looked.report.initiatives[:_MOST]:
        page = living_initiative(row.id).removesuffix(OVERVIEW)
        yield f"<p>{link(f'/reports/{page}', shown(row.title))}</p>"


def _listed(found: Iterable[Line | Closed], wording: Wording, *, several: bool) -> Iterator[str]:
    for place, one in enumerate(found):
        if place == _MOST:
            return
        whose = f"<br><bdi>{said(shown(one.initiative))}</bdi>" if several else ""
        yield f"<li>{_open(one, wording) if isinstance(one, Line) else _over(one)}{whose}</li>"


def _open(line: Line, wording: Wording) -> str:
    """What is wrong and where; what to do about it when that is more than a suspicion."""
    address, sure = line.target_url or line.finding.occurrences[0].href, line.label in LABELS
    label = f"{said(wording.text(f'label.{line.label}'))} · " if sure else ""
    where = f"<bdi>{said(shown(line.field_label))}</bdi>: " if line.field_label else ""
    told = f"<strong>{label}{where}<bdi>{said(shown(line.message.title))}</bdi></strong>"
    typed = f"<br><code><bdi>{said(marked(address))}</bdi></code>" if address else ""
    return told + typed + (f"<br><bdi>{said(shown(line.message.do))}</bdi>" if sure else "")


def _over(closed: Closed) -> str:
    address = closed.record.finding.occurrences[0].href
    return f"<bdi>{said(shown(closed.title))}</bdi>" + (f"<br><code><bdi>{said(marked(address))}</bdi></code>" if address else "")
