"""What is tried by https, and what is said of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from audit.clock import ClockSetTo, SystemClock
from audit.model.probe import Exchange, Reason
from audit.ports import Request
from audit.probing import ProbeSettings, WebProber
from tests.probing.script import Answer, Script, failed, probe, said, target
from tests.web.prose import article

LINKS = 16
"""So many that they do not all have their turn in one night, nor in five."""


async def test_an_http_page_is_tried_by_https_once_a_host_that_has_none() -> None:
    script = Script(
        {
            "http://partner.org/a": said,
            "http://partner.org/b": said,
            "https://partner.org/a": lambda request: failed(request, Reason.CONNECT_REFUSED),
        }
    )
    async with WebProber(exchanger=script, clock=SystemClock()) as prober:
        got = await prober.probe(target("http://partner.org/a"))
        assert got.https_works is False
        again = await prober.probe(target("http://partner.org/b"))
        assert again.https_works is None
    assert script.urls.count("https://partner.org/b") == 0


@pytest.mark.parametrize(
    ("answer", "works"),
    [
        (said, True),
        (lambda request: said(request, 404), False),
        (lambda request: said(request, body="<title>Other</title><p>Other words</p>"), False),
    ],
)
async def test_https_counts_when_it_shows_the_same_page(answer: Answer, works: bool) -> None:
    routes = {
        "http://partner.org/a": lambda request: said(request, body=article("partner.org", "a", title="One")),
        "https://partner.org/a": answer,
    }
    if works:
        routes["https://partner.org/a"] = routes["http://partner.org/a"]
    got, _ = await probe(routes, "http://partner.org/a")
    assert got.https_works is works


async def test_a_film_by_https_is_the_same_by_its_kind() -> None:
    def film(request: Request) -> Exchange:
        return replace(said(request, body="x"), headers=(("Content-Type", "video/mp4"),))

    got, _ = await probe({"http://partner.org/f.mp4": film, "https://partner.org/f.mp4": film}, "http://partner.org/f.mp4")
    assert got.https_works in {True, False}


async def test_of_the_http_pages_of_a_host_a_few_are_tried_by_https_and_nothing_is_said_of_the_others() -> None:
    def shown(request: Request) -> Exchange:
        return said(request, body=article("partner.org", request.url.rpartition("/")[2]))

    numbers = range(27)
    script = Script({f"{scheme}://partner.org/{number}": shown for scheme in ("http", "https") for number in numbers})
    async with WebProber(exchanger=script, clock=SystemClock(), settings=ProbeSettings(second_looks=False)) as prober:
        probes = [await prober.probe(target(f"http://partner.org/{number}")) for number in numbers]

    assert sum(url.startswith("https:") for url in script.urls) == 3
    assert [one.https_works for one in probes] == [True] * 3 + [None] * 24


async def test_every_link_has_its_turn_by_https_and_what_was_found_is_known_the_next_night() -> None:
    def shown(request: Request) -> Exchange:
        return said(request, body=article("partner.org", request.url.rpartition("/")[2]))

    script = Script({f"{scheme}://partner.org/{number}": shown for scheme in ("http", "https") for number in range(LINKS)})
    known: set[str] = set()
    nights = 0
    while len(known) < LINKS and nights < 20:
        nights += 1
        script.asked.clear()
        async with WebProber(exchanger=script, clock=SystemClock(), settings=ProbeSettings(second_looks=False)) as prober:
            for number in range(LINKS):
                url = f"http://partner.org/{number}"
                got = await prober.probe(replace(target(url), https_known=url in known))
                assert got.https_works or url not in known
                known |= {url} if got.https_works else set()
        assert sum(url.startswith("https:") for url in script.urls) <= 3 + 1

    assert len(known) == LINKS


async def test_what_was_the_same_by_https_is_tried_again_in_one_week_of_five() -> None:
    url = "http://partner.org/a"
    tries = 0
    for day in range(35):
        script = Script({url: said, "https://partner.org/a": lambda request: said(request, 404)})
        clock = ClockSetTo.starting(datetime(2026, 11, 1, 2, tzinfo=UTC) + timedelta(days=day))
        async with WebProber(exchanger=script, clock=clock, settings=ProbeSettings(second_looks=False)) as prober:
            got = await prober.probe(replace(target(url), https_known=True))
        tries += got.https_works is False

    assert tries == 7
