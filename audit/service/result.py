"""What a closer look at a few initiatives saw, as a page: what is fixed, what is still there, what the night has to confirm."""

from collections.abc import Iterable, Iterator

from audit.model.report import Closed, Line
from audit.renderers.html.shown import marked, shown
from audit.renderers.names import OVERVIEW, living_initiative
from audit.run.closer import Looked, lead_of, sections_of
from audit.service.parts import Parts
from audit.service.sheet import link, para, said

_MOST = 100
"""So many of each kind are listed; the API has all."""


def result(looked: Looked, parts: Parts) -> Iterator[str]:
    """The page's body."""
    local, wording = looked.run.started_at.astimezone(parts.zone), parts.wording
    yield para(lead_of(looked, time=f"{local:%H:%M}", wording=wording), css="lead")
    for word, found in sections_of(looked):
        yield f'<h2 id="{word}">{said(wording.text(f"look.{word}"))} ({len(found)})</h2>'
        yield para(wording.text(f"look.{word}_about"))
        yield f"<ul>{''.join(_listed(found))}</ul>"
        if len(found) > _MOST:
            yield para(wording.text("page.fixed.more", number=len(found) - _MOST))
    for row in looked.report.initiatives[:_MOST]:
        page = living_initiative(row.id).removesuffix(OVERVIEW)
        yield f"<p>{link(f'/reports/{page}', shown(row.title))}</p>"


def _listed(found: Iterable[Line | Closed]) -> Iterator[str]:
    for place, one in enumerate(found):
        if place == _MOST:
            return
        yield f"<li>{_open(one) if isinstance(one, Line) else _over(one)}</li>"


def _open(line: Line) -> str:
    address = line.target_url or line.finding.occurrences[0].href
    where = f"{line.field_label}: " if line.field_label else ""
    told = f"<strong><bdi>{said(shown(where))}{said(shown(line.message.title))}</bdi></strong>"
    typed = f"<br><code><bdi>{said(marked(address))}</bdi></code>" if address else ""
    return f"{told}{typed}<br><bdi>{said(shown(line.message.do))}</bdi>"


def _over(closed: Closed) -> str:
    address = closed.record.finding.occurrences[0].href
    return f"<bdi>{said(shown(closed.title))}</bdi>" + (f"<br><code><bdi>{said(marked(address))}</bdi></code>" if address else "")
