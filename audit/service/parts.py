"""Where the parts of the service lie in the application."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from audit.clock import Clock
from audit.model.run import Run
from audit.ports import ReportRow
from audit.run.agreeing import Words
from audit.service.desk import AuditDesk
from audit.service.forms import FormKeys
from audit.service.idempotency import Keys
from audit.service.look import Looks
from audit.service.metrics import Metrics
from audit.service.newest import Newest, OpenFindings
from audit.service.overdue import NightWatch
from audit.service.tokens import Throttle, Tokens
from audit.wording.catalogue import Wording

Unknown = Callable[[frozenset[str]], Awaitable[frozenset[str]]]
"""Tells which of these ids are no initiative's."""


async def all_known(initiatives: frozenset[str]) -> frozenset[str]:
    """Believes that every id is an initiative's: a run that reads the content finds out."""
    del initiatives
    return frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything that the pages and the API work with."""

    desk: AuditDesk
    watch: NightWatch
    clock: Clock
    reports: Path
    """The folder of reports."""
    rows: Callable[[int], Awaitable[Sequence[ReportRow]]]
    """The newest reports, so many of them."""
    run: Callable[[str], Awaitable[Run | None]]
    """A run of the store, for those that this desk does not remember."""
    tokens: Tokens
    readers: Tokens
    """Who may read reports; everyone who reaches the service when there are none."""
    proxies: frozenset[str]
    """Addresses of reverse proxies whose X-Forwarded-For is believed."""
    user_header: str
    """The header in which such a proxy names the user whom it has let in; empty when it names none."""
    failures: Throttle
    """Failed attempts to show a token, by caller."""
    starts: Throttle
    """Runs started over the API, by token."""
    zone: ZoneInfo
    """The time zone of the reports."""
    wording: Wording
    origin: str
    """Scheme and host under which the service is known, from the configuration; empty for relative addresses."""
    newest: Newest
    """What is open now."""
    kept: OpenFindings
    """The store's reports, findings and looks."""
    words: Words
    """Where people's words on findings are kept."""
    saying: asyncio.Lock
    """Held while somebody says something, so that nothing is said twice."""
    forms: FormKeys
    looks: Looks | None
    """Looks at single addresses on demand; None where nothing is probed."""
    keys: Keys
    """Requests for runs that carried an Idempotency-Key."""
    word_keys: Keys
    """The same for requests to acknowledge."""
    metrics: Metrics
    unknown: Unknown
    followers: set[str]
    """The requests that follow a run's progress at the moment."""
    hosts: frozenset[str]
    """Names that requests may be addressed to, besides this machine's own."""


PARTS: web.AppKey[Parts] = web.AppKey("parts", Parts)
REQUEST_ID: web.RequestKey[str] = web.RequestKey("request_id", str)
