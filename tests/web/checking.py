"""Checks every case in one go, as a night would, and keeps what came of it."""

import asyncio
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from audit.clock import SystemClock
from audit.judging import judge
from audit.model.probe import Probe, Target
from audit.model.verdict import Judgement
from audit.net import NetSettings, Timeouts, open_exchanger
from audit.probing import ProbeSettings, WebProber
from audit.urls import Url, read
from tests.web.names import NameServer
from tests.web.serving import Ask, Case, Web, neutral_name

_ROLES = re.compile(r"\{(h\d?|H)\}|hosts\['(\w+)'\]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case."""

    hosts: dict[str, str]
    judgements: tuple[Judgement, ...]
    probes: tuple[Probe | None, ...]
    fragments: tuple[str, ...]
    seen: tuple[Ask, ...]


def hosts_of(number: int) -> dict[str, str]:
    """The hosts of a case; more than most need."""
    name = neutral_name(number * 3)
    return {
        "h": name,
        "h2": neutral_name(number * 3 + 1),
        "h3": neutral_name(number * 3 + 2),
        "ww1": f"ww1.{name}",
        "login": f"login.{neutral_name(number * 3 + 1)}",
        "idn": f"xn--bcher-kva.{name}",
    }


def hrefs_of(case: Case, hosts: dict[str, str]) -> list[str]:
    """The hrefs of a case, filled in."""
    filled = case.href.format(**hosts, H=hosts["h"].upper()).replace("\x00", "")
    return re.split(r" (?=https://|HTTPS://)", filled) if filled.lower().count(hosts["h"]) > 1 else [filled]


async def check(cases: tuple[Case, ...]) -> dict[str, Outcome]:
    """Serve, probe and judge all cases, concurrently."""
    web, names, clock = Web(), NameServer(), SystemClock()
    hosts = {case.name: hosts_of(number) for number, case in enumerate(cases)}
    for case in cases:
        web.add(case, hosts[case.name])
        names.names |= {hosts[case.name][role]: told for role, told in case.dns.items()}
    await web.start()
    await names.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings = NetSettings(
                user_agent="initiative-audit/0.1 (+https://partner.example/)",
                max_at_once=64,
                per_host_interval=0.0,
                timeouts=Timeouts(name=5.0, connect=20.0, tls=20.0, answer=4.0, body=2.0, total=60.0),
                retry_wait=0.02,
                ca_file=str(web.ca_file(Path(folder))),
                hosts=web.places(),
                nameservers=(f"127.0.0.1:{names.port}",),
            )
            async with (
                open_exchanger(settings, clock) as exchanger,
                WebProber(exchanger=exchanger, clock=clock, settings=ProbeSettings(parse_seconds=2.0)) as prober,
            ):
                outcomes = await asyncio.gather(*(_check_one(case, hosts[case.name], prober, web) for case in cases))
    finally:
        await web.stop()
        names.stop()
    return dict(zip(hosts, outcomes, strict=True))


async def _check_one(case: Case, hosts: dict[str, str], prober: WebProber, web: Web) -> Outcome:
    urls = [read(href) for href in hrefs_of(case, hosts)]
    targets: dict[str, Target] = {}
    for url in urls:
        if isinstance(url, Url):
            known = targets[url.key].fragments if url.key in targets else ()
            fragments = (*known, url.fragment) if url.fragment and url.fragment not in known else known
            targets[url.key] = Target(
                id=url.id,
                key=url.key,
                url=url.request,
                host=url.authority,
                fragments=fragments,
                credentials=url.credentials,
                texts=case.texts,
            )
    probes = dict(zip(targets, await asyncio.gather(*(prober.probe(target) for target in targets.values())), strict=True))
    judged = {key: judge(probe, now=SystemClock().now().timestamp()) for key, probe in probes.items()}
    own = set(hosts.values())
    return Outcome(
        hosts=hosts,
        judgements=tuple(judged[url.key] if isinstance(url, Url) else url for url in urls),
        probes=tuple(probes[url.key] if isinstance(url, Url) else None for url in urls),
        fragments=tuple(url.fragment if isinstance(url, Url) else "" for url in urls),
        seen=tuple(ask for ask in web.seen if ask.host in own),
    )
