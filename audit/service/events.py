"""A run's progress as it happens: server-sent events (WHATWG HTML, 9.2).

The ids are the run's own steps and not the connection's, so a reader who comes back with ``Last-Event-ID`` misses nothing and sees
nothing twice. Polling the run is always enough.
"""

import asyncio
import json
from typing import Any

from aiohttp import web

from audit.service.parts import PARTS, REQUEST_ID
from audit.service.problems import ProblemFound
from audit.service.shapes import progress_body, report_address
from audit.service.ticket import RunTicket

KEEP_ALIVE = 15.0
"""Seconds of silence after which a comment shows that the line still stands."""
PACE = 1.0
"""Seconds between two events: a run makes many steps a second, a reader sees few."""
RETRY_MS = 5000
MOST_READERS = 64

routes = web.RouteTableDef()


@routes.get("/api/v1/runs/{id}/events", allow_head=False)
async def follow(request: web.Request) -> web.StreamResponse:
    """The progress of a run until its end; 204 to whoever has seen the end, which stops an EventSource from coming back."""
    parts = request.app[PARTS]
    ticket = parts.desk.ticket(request.match_info["id"])
    if ticket is None:
        raise ProblemFound("not-found", "No run of this service has this id.")
    seen = _last_seen(request.headers.get("Last-Event-ID", ""))
    if ticket.over and (seen is None or seen >= ticket.step):
        return web.Response(status=204)
    if len(parts.followers) >= MOST_READERS:
        raise ProblemFound(
            "unavailable", "Many readers follow runs already. Ask for the run now and then instead.", headers={"Retry-After": "5"}
        )
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}
    )
    parts.followers.add(request[REQUEST_ID])
    try:
        await response.prepare(request)
        await response.write(f"retry: {RETRY_MS}\n\n".encode())
        await _tell(request, response, ticket)
    except ConnectionError:
        pass  # the reader left
    finally:
        parts.followers.discard(request[REQUEST_ID])
    return response


async def _tell(request: web.Request, response: web.StreamResponse, ticket: RunTicket) -> None:
    """The state at once, then every change at a reader's pace."""
    desk, clock = request.app[PARTS].desk, request.app[PARTS].clock
    while True:
        await response.write(_event(ticket))
        if ticket.over:
            return
        await clock.sleep(PACE)
        newer = None
        while newer is None:
            try:
                async with asyncio.timeout(KEEP_ALIVE):
                    newer = await desk.changed(ticket.id, since=ticket.step)
            except TimeoutError:
                await response.write(b": keep-alive\n\n")
        ticket = newer


def _event(ticket: RunTicket) -> bytes:
    name = "finished" if ticket.over else "progress"
    body: dict[str, Any] = {"status": ticket.state.value, **progress_body(ticket.stage)}
    if ticket.over:
        body = {"status": ticket.state.value, "report": report_address(ticket.report_id), "why": ticket.why or None}
    # JSON has no line breaks of its own, so one data line holds it.
    return f"id: {ticket.step}\nevent: {name}\ndata: {json.dumps(body, ensure_ascii=True)}\n\n".encode()


def _last_seen(header: str) -> int | None:
    """The step that a returning reader has seen; None for a new one."""
    return int(header) if header.isascii() and header.isdigit() and len(header) < 10 else None
