"""A web that does what a test says."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from audit.clock import SystemClock
from audit.model.probe import Exchange, Failure, Probe, Reason, Target
from audit.ports import Request
from audit.probing import ProbeSettings, WebProber
from tests.web.prose import article, missing

Answer = Callable[[Request], Exchange]


def said(request: Request, status: int = 200, body: str | None = None, **headers: str) -> Exchange:
    text = article("partner.org", request.url) if body is None else body
    fields = (("Content-Type", "text/html"), *((name.replace("_", "-"), value) for name, value in headers.items()))
    return Exchange(
        method=request.method,
        url=request.url,
        at=0.0,
        ms=10,
        status=status,
        headers=fields,
        body=text.encode(),
        body_complete=True,
        verified=request.verify,
        purpose=request.purpose,
    )


def failed(request: Request, reason: Reason, code: str = "") -> Exchange:
    return Exchange(
        method=request.method,
        url=request.url,
        at=0.0,
        ms=10,
        failure=Failure(reason=reason, code=code),
        verified=request.verify,
        purpose=request.purpose,
    )


@dataclass
class Script:
    """An exchanger that answers as the test says, an honest 404 for the rest."""

    routes: dict[str, Answer]
    asked: list[Request] = field(default_factory=list)

    async def exchange(self, request: Request) -> Exchange:
        await asyncio.sleep(0)
        self.asked.append(request)
        answer = self.routes.get(request.url)
        return answer(request) if answer else said(request, 404, missing("partner.org"))

    @property
    def urls(self) -> list[str]:
        return [request.url for request in self.asked]


def target(url: str) -> Target:
    return Target(id="t1_x", key=url, url=url, host=url.split("/")[2])


async def probe(routes: dict[str, Answer], url: str = "https://partner.org/a", **settings: object) -> tuple[Probe, Script]:
    script = Script(routes)
    async with WebProber(exchanger=script, clock=SystemClock(), settings=ProbeSettings(**settings)) as prober:  # type: ignore[arg-type]
        return await prober.probe(target(url)), script
