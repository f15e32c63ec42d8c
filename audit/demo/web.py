"""The demo's web: many sites on two ports of the loopback interface."""

import asyncio
import shutil
import socket
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from ssl import SSLContext, SSLObject
from types import TracebackType
from typing import Self

from aiohttp import web

from audit.demo.answers import ANSWERS
from audit.demo.certificates import Authority
from audit.demo.world import TONIGHT, Page, World, world

_LOOPBACK = "127.0.0.1"
_LEAVING = 0.2
"""Seconds that requests under way get when the web closes."""


@dataclass(slots=True, kw_only=True)
class DemoWeb:
    """A small web with its own names and certificates, open while the context lasts.

    Hand `hosts` and `ca_file` to the network settings of an audit, say there that only these hosts exist (`hosts_only`), and
    hand `known_hosts` and `canaries` to its checks; then every address in ``examples/`` leads here or nowhere, and nobody outside
    is asked even for a name. Between two audits `night` may be set to show the web as it was.
    """

    night: int = TONIGHT
    """1 to `TONIGHT`."""
    world: World = field(default_factory=world)
    hosts: Mapping[tuple[str, int], tuple[str, int]] = field(init=False, default_factory=dict)
    """Where a name and port are found: for every site the ports 80 and 443."""
    _folder: Path = field(init=False, default=Path())
    _open: AsyncExitStack = field(init=False, default_factory=AsyncExitStack)

    @property
    def canaries(self) -> tuple[str, ...]:
        """Addresses of this web that always work."""
        return self.world.canaries

    @property
    def ca_file(self) -> Path:
        """The certificate authority to trust, as a PEM file."""
        return self._folder / "authority.pem"

    @property
    def dead_names(self) -> tuple[str, ...]:
        """Names in the content that do not exist."""
        return self.world.dead

    @property
    def known_hosts(self) -> frozenset[str]:
        """Every name in the content, each as one that may be asked for although it is reserved for examples (RFC 2606)."""
        return frozenset(f"{host}:{port}" for host in (*self.world.sites, *self.world.dead) for port in (80, 443))

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as opening:
            self._folder = Path(tempfile.mkdtemp(prefix="audit-demo-"))
            opening.push_async_callback(asyncio.to_thread, shutil.rmtree, self._folder, ignore_errors=True)
            runner = web.ServerRunner(web.Server(self._answer, handler_cancellation=True), shutdown_timeout=_LEAVING)
            await runner.setup()
            opening.push_async_callback(runner.cleanup)
            secure = await _listen(runner, self._contexts())
            port_80 = {"closed": _taken(opening)}
            plain = await _listen(runner, None)
            self.hosts = {(host, 443): (_LOOPBACK, secure) for host in self.world.sites} | {
                (site.host, 80): (_LOOPBACK, port_80.get(site.http, plain)) for site in self.world.sites.values()
            }
            self._open = opening.pop_all()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._open.aclose()

    def _contexts(self) -> SSLContext:
        authority = Authority.made()
        authority.save(self.ca_file)
        by_kind: defaultdict[str, list[str]] = defaultdict(list)
        for site in self.world.sites.values():
            by_kind[site.tls].append(site.host)
        made = {kind: authority.context(tuple(names), folder=self._folder, kind=kind) for kind, names in by_kind.items()}

        def choose(connection: SSLObject, name: str | None, _: SSLContext) -> None:
            site = self.world.sites.get(name or "")
            connection.context = made[site.tls if site else "good"]

        made["good"].sni_callback = choose
        return made["good"]

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        site = self.world.sites.get(request.host.partition(":")[0])
        if site is None:
            return web.Response(status=421, text="no such site here")
        if not request.secure and site.http == "redirects":
            return web.Response(status=301, headers={"Location": f"https://{site.host}{request.raw_path}"})
        if request.raw_path == "/robots.txt":
            return web.Response(status=200 if site.robots else 404, text=site.robots or "no rules here")
        page = site.page(request.raw_path, night=self.night) or Page(path=request.raw_path, does=site.unknown)
        return await ANSWERS[page.does](site, page)


async def _listen(runner: web.ServerRunner, context: SSLContext | None) -> int:
    opened = socket.create_server((_LOOPBACK, 0), backlog=512)
    await web.SockSite(runner, opened, ssl_context=context).start()
    return int(opened.getsockname()[1])


def _taken(opening: AsyncExitStack) -> int:
    """A port that refuses: bound, and nobody listens."""
    bound = opening.enter_context(socket.socket())
    bound.bind((_LOOPBACK, 0))
    return int(bound.getsockname()[1])
