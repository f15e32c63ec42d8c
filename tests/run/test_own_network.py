"""Trouble of our own network, over real sockets, real TLS and a real name server: it is told from the web's."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from audit.cli.progress import NoProgress
from audit.clock import Clock, ClockSetTo, SystemClock
from audit.engines.local import LocalEngine
from audit.model.run import RunStatus
from audit.model.verdict import Verdict
from audit.net import NetSettings, Timeouts, open_exchanger
from audit.probing import ProbeSettings, WebProber
from audit.run.asker import Asker
from audit.run.canaries import look
from audit.run.gather import Gathered
from audit.run.hrefs import check_hrefs
from audit.run.inquiry import Answers
from audit.run.trust import status_of
from audit.urls.addresses import Allowed
from tests.web.names import NameServer
from tests.web.prose import article
from tests.web.serving import Ask, Case, Reply, Web, neutral_name

SITES = tuple(neutral_name(number) for number in range(60))
CANARIES = tuple(neutral_name(number) for number in range(100, 103))
LOGIN = "<title>Guest network</title><h1>Welcome</h1><p>Accept the terms to use this network.</p><form><input type=password></form>"


@dataclass
class Net:
    """Sixty websites, three canaries, and what becomes of the way there."""

    web: Web
    settings: NetSettings
    clock: Clock = field(default_factory=SystemClock)
    portal: bool = False
    """Somebody on the way answers for everybody."""
    after: int = -1
    """So many answers are given before `then` happens."""
    then: Callable[[], None] = lambda: None
    answered: int = 0
    instead: Callable[[Ask], Reply] | None = None

    def answers(self, ask: Ask) -> Reply:
        return self.instead(ask) if self.instead else self._usually(ask)

    def _usually(self, ask: Ask) -> Reply:
        self.answered += ask.host in SITES
        if self.answered == self.after:
            self.then()
        if self.portal and not ask.secure:  # into what is encrypted already, no portal can put its page
            return Reply(body=LOGIN)
        return Reply(404, "") if ask.path == "/robots.txt" else Reply(body=article(ask.host, ask.target))

    @asynccontextmanager
    async def prober(self) -> AsyncIterator[WebProber]:
        plain = ProbeSettings(second_looks=False, https_upgrade=False, allowed=self.settings.allow_private)
        async with (
            open_exchanger(self.settings, self.clock) as exchanger,
            WebProber(exchanger=exchanger, clock=self.clock, settings=plain) as made,
        ):
            yield made

    @asynccontextmanager
    async def asker(self) -> AsyncIterator[Asker]:
        async with self.prober() as prober:
            engine = LocalEngine(prober=prober, max_at_once=2, per_host_max=1, deadline=None, clock=self.clock)
            yield Asker(engine=engine, scouting=self.prober, clock=self.clock, allowed=self.settings.allow_private)

    async def check(self, hrefs: tuple[str, ...], canaries: tuple[str, ...]):
        async with self.asker() as asker:
            return await check_hrefs(hrefs, asker=asker, progress=NoProgress(), canaries=canaries)


BUDGETS = Timeouts(name=0.6, connect=60.0, tls=60.0, answer=60.0, body=60.0, total=300.0)
"""Only for a name server that says nothing is anybody waited for in vain."""


@asynccontextmanager
async def network(tmp_path: Path, **more) -> AsyncIterator[Net]:
    """Everything is found on loopback."""
    web = Web()
    common = {"timeouts": BUDGETS, "per_host_interval": 0.0, "retries": 0, "robots": False, "ca_file": str(web.ca_file(tmp_path))}
    net = Net(web=web, settings=NetSettings(**common), **more)
    case = Case(name="any", href="https://{h}/", verdict="ok", does=net.answers)
    for host in (*SITES, *CANARIES):
        web.add(case, {"h": host})
    await web.start()
    net.settings = replace(net.settings, hosts=web.places())
    try:
        yield net
    finally:
        await web.stop()


def urls(scheme: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{scheme}://{name}/deeds/report" for name in names)


def words(answers) -> list[Verdict]:
    return [one.judgement.verdict for one in answers.answered]


async def test_where_all_is_well_everything_is_told(tmp_path):
    async with network(tmp_path) as net:
        answers = await net.check((*urls("https", SITES[:5]), *urls("http", SITES[5:10])), urls("https", CANARIES))

    assert not answers.network_down
    assert words(answers) == [Verdict.OK] * 10


@pytest.mark.parametrize("scheme", ["https", "http"])
async def test_a_portal_with_a_login_page_for_everybody_is_seen_before_anything_is_asked(tmp_path, scheme):
    async with network(tmp_path, portal=True) as net:
        if scheme == "https":  # it has a certificate, only not theirs
            net.web.authority, net.web.contexts = net.web.stranger, {}
        answers = await net.check((*urls("https", SITES[:5]), *urls("http", SITES[5:10])), urls(scheme, CANARIES))

    assert answers.network_down
    assert set(words(answers)) == {Verdict.UNSTABLE}
    assert not any(ask.host in SITES for ask in net.web.seen)


async def test_a_portal_that_sends_everybody_to_itself_is_seen(tmp_path):
    async with network(tmp_path) as net:
        net.instead = lambda _ask: Reply(302, headers=(("Location", "http://192.168.0.1/login"),))
        inside = await net.check(urls("http", SITES[:5]), urls("http", CANARIES))
        net.instead = lambda ask: (
            Reply(body=LOGIN) if ask.host == SITES[9] else Reply(302, headers=(("Location", f"http://{SITES[9]}/login"),))
        )
        outside = await net.check(urls("http", SITES[:5]), urls("http", CANARIES))

    assert inside.network_down
    assert outside.network_down


async def test_a_portal_that_closes_half_way_takes_back_what_anybody_may_have_said(tmp_path):
    async with network(tmp_path, after=30) as net:

        def closes():
            net.portal, net.web.authority, net.web.contexts = True, net.web.stranger, {}

        net.then = closes
        answers = await net.check((*urls("https", SITES[:30]), *urls("http", SITES[30:])), urls("https", CANARIES))

    assert answers.network_down
    assert set(words(answers)) <= {Verdict.OK, Verdict.UNSTABLE}
    assert all(one.judgement.verdict is Verdict.UNSTABLE for one in answers.answered if one.href.startswith("http:"))


async def test_a_network_that_dies_half_way_keeps_what_was_heard_and_doubts_the_rest(tmp_path):
    async with network(tmp_path, after=25) as net:
        net.then = lambda: asyncio.get_running_loop().create_task(net.web.stop())
        answers = await net.check(urls("https", SITES), urls("https", CANARIES))

    told = words(answers)
    assert answers.network_down
    assert set(told) == {Verdict.OK, Verdict.UNSTABLE}
    assert 20 <= told.count(Verdict.OK) <= 45
    assert {one.judgement.reason for one in answers.answered if one.judgement.verdict is Verdict.UNSTABLE} == {"network"}


@pytest.mark.parametrize("then", ["silent", "nxdomain", "servfail"])
async def test_names_that_are_no_longer_known_half_way_are_no_missing_names(tmp_path, then):
    names = NameServer(names=dict.fromkeys((*SITES, *CANARIES), "127.0.0.1"))
    await names.start()
    async with network(tmp_path) as net:
        port = net.web.ports[80]
        here = (Allowed.parse(f"127.0.0.1/32:{port}"),)
        net.settings = replace(net.settings, hosts={}, nameservers=(f"127.0.0.1:{names.port}",), allow_private=here)
        net.after, net.then = 20, lambda: names.names.update(dict.fromkeys(names.names, then))
        answers = await net.check(
            tuple(f"http://{name}:{port}/deeds/report" for name in SITES), tuple(f"http://{name}:{port}/deeds/report" for name in CANARIES)
        )
    names.stop()

    assert answers.network_down
    assert set(words(answers)) <= {Verdict.OK, Verdict.UNSTABLE}
    assert {one.judgement.reason for one in answers.answered if one.judgement.verdict is Verdict.UNSTABLE} <= {"network"}


async def test_websites_that_are_down_while_the_network_works_are_told_as_they_are(tmp_path):
    async with network(tmp_path) as net:
        net.settings = replace(net.settings, hosts={**net.settings.hosts, **{(name, 443): ("127.0.0.1", 1) for name in SITES[:40]}})
        answers = await net.check(urls("https", SITES), urls("https", CANARIES))

    assert not answers.network_down
    assert words(answers) == [Verdict.UNSTABLE] * 40 + [Verdict.OK] * 20
    assert {one.judgement.reason for one in answers.answered[:40]} == {"connect-refused"}


async def test_a_clock_that_is_years_ahead_is_named_as_the_reason(tmp_path):
    async with network(tmp_path) as net:
        for host in CANARIES:
            net.web.behaviours[host] = (
                "h",
                Case(name="old", href="https://{h}/", verdict="ok", does=_dated, tls={"h": "expired"}),
                {"h": host},
            )
        net.clock = ClockSetTo.starting(SystemClock().now() + timedelta(days=730))
        async with net.asker() as asker:
            seen = await look(urls("https", CANARIES), when="first", asker=asker)

    status, why = status_of(Answers(network_down=True, canaries=seen), Gathered(), subjects=1, outage=str)
    assert [canary.ok for canary in seen] == [False] * 3
    assert status is RunStatus.INCONCLUSIVE
    assert why.startswith("The clock of this machine is probably wrong: our clock and theirs differ by 7")


def _dated(ask: Ask) -> Reply:
    return Reply(body=article(ask.host, ask.target), headers=(("Date", f"{SystemClock().now():%a, %d %b %Y %H:%M:%S} GMT"),))
