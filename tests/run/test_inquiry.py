"""What is asked of the web, and with what knowledge of earlier nights."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from audit.cli.progress import NoProgress
from audit.clock import ClockSetTo
from audit.model.link import Link, LinkKind
from audit.model.location import Location
from audit.model.standing import PageSeen, Streak
from audit.model.verdict import Judgement, Verdict
from audit.run.asker import Asker
from audit.run.held.links import Links
from audit.run.inquiry import Inquiry
from audit.run.targets import Mentions
from tests.tables import open_empty

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)


class Listening:
    """An engine that keeps what it is asked to probe, and probes nothing."""

    def __init__(self):
        self.targets = {}

    async def probe_all(self, targets):
        self.targets = {target.url: target for target in targets}
        for nothing in ():
            yield nothing


def link(href: str) -> Link:
    return Link(entry_id="e", href=href, text="", kind=LinkKind.INLINE, location=Location(path="p", field="f", line=1))


async def asked(tmp_path, *hrefs: str, streaks=None, pages=None):
    """The targets that are asked for, by address; `streaks` and `pages` are given by address too."""
    mentions, engine = Mentions(), Listening()
    mentions.add(Links.of([link(href) for href in hrefs]))
    ids = {target.url: target.id for target in mentions.targets()}
    store = await open_empty(tmp_path / "audit.sqlite")
    inquiry = Inquiry(
        mentions=mentions,
        store=store,
        run_id="run_1",
        progress=NoProgress(),
        pages={ids[url]: page for url, page in (pages or {}).items()},
        streaks={ids[url]: replace(streak, target_id=ids[url]) for url, streak in (streaks or {}).items()},
    )
    asker = Asker(engine=engine, scouting=lambda: nullcontext(None), clock=ClockSetTo.starting(NOW))
    await inquiry.ask(asker, canaries=())
    await store.close()
    return engine.targets


def failed(*, confirmed: bool) -> Streak:
    return Streak(
        target_id="",
        verdict=Verdict.BROKEN,
        reason="status-404",
        last_checked_at=YESTERDAY,
        last_verdict_at=YESTERDAY,
        confirmed_at=YESTERDAY if confirmed else None,
    )


def page(*notes: str) -> PageSeen:
    return PageSeen(at=YESTERDAY, read_at=YESTERDAY, judgement=Judgement(verdict=Verdict.OK, reason="status-200", notes=notes), etag='"1"')


async def test_a_failure_that_tonight_decides_on_is_asked_for_as_such(tmp_path):
    fresh, known, new = "https://a.org/", "https://b.org/", "https://c.org/"
    targets = await asked(tmp_path, fresh, known, new, streaks={fresh: failed(confirmed=False), known: failed(confirmed=True)})

    assert [targets[url].unconfirmed for url in (fresh, known, new)] == [True, False, False]


async def test_what_was_found_by_https_is_known_the_next_night(tmp_path):
    tried, other = "http://a.org/", "http://b.org/"
    targets = await asked(tmp_path, tried, other, pages={tried: page("https-available"), other: page()})

    assert [targets[url].https_known for url in (tried, other)] == [True, False]
    assert targets[tried].conditions == (("If-None-Match", '"1"'),)
