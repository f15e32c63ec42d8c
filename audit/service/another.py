"""The way to another look at an initiative, put on its pages where they are served; and word of the last one."""

from audit.service.auth import may_sign_in
from audit.service.newest import Open
from audit.service.parts import Parts
from audit.service.sheet import link, said
from audit.service.starting import FOR_ONE, page_for
from audit.service.ticket import RunTicket

_FOLDER = "initiatives/"


async def with_another_look(content: bytes, path: str, parts: Parts) -> bytes:
    """The page of an initiative with the way to look at it again; any other page as it was, and all where nobody may do that."""
    if _FOLDER not in path or not may_sign_in(parts, *FOR_ONE):
        return content
    found = await parts.newest.open()
    initiative = found.initiatives.get(_name(path))
    if initiative is None:
        return content
    running, last = parts.desk.unfinished((initiative,)), _last(parts, initiative, found)
    lines = [link(f"/runs/{running.id}", parts.wording.text("service.run.closer_running"))] if running else []
    if not running:
        lines.append(link(page_for(initiative), parts.wording.text("service.run.closer_button")))
    if last:
        local = last.started_at.astimezone(parts.zone)
        told = parts.wording.text("look.short", date=local.date(), time=f"{local:%H:%M}")
        lines.append(f"{said(told)} {link(f'/runs/{last.id}', parts.wording.text('look.details'))}")
    return content.replace(b"</h1>", f"</h1>{''.join(f'<p>{line}</p>' for line in lines)}".encode(), 1)


def _name(path: str) -> str:
    """What stands at a path, named from the folder of initiatives on; a page that is meant by its folder by its whole name."""
    name = path[path.rindex(_FOLDER) :]
    return f"{name}index.html" if name.endswith("/") else name if name.endswith(".html") else f"{name}.html"


def _last(parts: Parts, initiative: str, found: Open) -> RunTicket | None:
    """The newest look at an initiative since the newest report."""
    since = found.report.generated_at if found.report else None
    looks = (ticket for ticket in parts.desk.history() if ticket.looked and initiative in ticket.scope)
    return next((ticket for ticket in looks if since is None or ticket.started_at > since), None)
