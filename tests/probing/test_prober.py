"""How a target is asked, with a web that does what the test says."""

import asyncio
from dataclasses import replace

from audit.clock import SystemClock
from audit.model.probe import Exchange, HopKind, Reason
from audit.ports import Request
from audit.probing import ProbeSettings, WebProber
from tests.probing.script import Script, failed, probe, said, target


async def test_a_good_page_costs_one_request_and_one_look_at_its_host() -> None:
    got, script = await probe({"https://partner.org/a": said})
    assert got.final is not None
    assert got.final.status == 200
    assert [one.purpose for one in script.asked] == ["page", "sibling"]


async def test_the_look_at_a_host_is_taken_once() -> None:
    script = Script({f"https://partner.org/{number}": said for number in range(5)})
    async with WebProber(exchanger=script, clock=SystemClock()) as prober:
        await asyncio.gather(*(prober.probe(target(f"https://partner.org/{number}")) for number in range(5)))
    assert [one.purpose for one in script.asked].count("sibling") == 1


async def test_without_second_looks_a_page_costs_one_request() -> None:
    _, script = await probe({"https://partner.org/a": said}, second_looks=False)
    assert len(script.asked) == 1


async def test_bodies_are_not_kept() -> None:
    got, _ = await probe({"https://partner.org/a": said})
    assert got.page is not None
    assert all(not one.body for one in (*got.exchanges, got.final) if one)


async def test_a_404_is_asked_for_twice_before_it_is_believed() -> None:
    turns = iter((404, 200))
    got, _ = await probe({"https://partner.org/a": lambda request: said(request, next(turns))})
    assert got.final is not None
    assert got.final.status == 200
    gone, script = await probe({"https://partner.org/a": lambda request: said(request, 410)}, second_looks=False)
    assert gone.final is not None
    assert (gone.final.status, len(script.asked)) == (410, 1)


async def test_a_404_stays_when_asking_again_brings_no_answer() -> None:
    turns = iter((404, 0))

    def answer(request: Request) -> Exchange:
        return said(request, 404, "x") if next(turns) else failed(request, Reason.CONNECTION_LOST)

    got, _ = await probe({"https://partner.org/a": answer}, second_looks=False)
    assert got.final is not None
    assert got.final.status == 404


async def test_a_bad_certificate_is_looked_behind_without_anything_of_ours() -> None:
    def answer(request: Request) -> Exchange:
        return failed(request, Reason.TLS_CERTIFICATE, "cert-expired") if request.verify else said(request, Set_Cookie="a=1")

    got, script = await probe({"https://partner.org/a": answer}, second_looks=False)
    assert got.unverified is not None
    assert [one.verify for one in script.asked] == [True, False]
    assert all(not one.headers for one in script.asked)


async def test_nothing_behind_a_bad_certificate_leaves_the_failure() -> None:
    got, _ = await probe({"https://partner.org/a": lambda request: failed(request, Reason.TLS_CERTIFICATE, "cert-expired")})
    assert got.final is not None
    assert got.final.failure is not None
    assert got.unverified is None
    wanted, _ = await probe(
        {"https://partner.org/a": lambda request: failed(request, Reason.TLS_HANDSHAKE, "client-certificate" if not request.verify else "")}
    )
    assert wanted.final is not None
    assert wanted.final.failure is not None
    assert wanted.final.failure.code == "client-certificate"


async def test_redirects_that_take_too_long_end() -> None:
    def slow(request: Request) -> Exchange:
        return replace(said(request, 302, "", Location=request.url + "x"), ms=30_000)

    script = Script({})
    script.exchange = lambda request: asyncio.sleep(0, slow(request))  # type: ignore[method-assign]
    async with WebProber(exchanger=script, clock=SystemClock()) as prober:
        got = await prober.probe(target("https://partner.org/a"))
    assert got.final is not None
    assert got.final.failure is not None
    assert got.final.failure.reason is Reason.BUDGET


async def test_hops_say_how_they_were_made() -> None:
    routes = {
        "https://partner.org/a": lambda request: said(request, 301, "", Location="/b"),
        "https://partner.org/b": lambda request: said(request, 200, "", Refresh="0; url=/c"),
        "https://partner.org/c": lambda request: said(request, 200, '<meta http-equiv=refresh content="0;url=/d">'),
        "https://partner.org/d": lambda request: said(request, 200, "<script>location='/e'</script>"),
        "https://partner.org/e": said,
    }
    got, _ = await probe(routes)
    assert [(hop.kind, hop.permanent) for hop in got.hops] == [
        (HopKind.STATUS, True),
        (HopKind.HEADER, False),
        (HopKind.META, True),
        (HopKind.SCRIPT, False),
    ]
    assert [one.purpose for one in got.exchanges[:5]] == ["page", "hop", "hop", "hop", "hop"]


async def test_a_mistyped_address_is_mended_when_its_neighbour_answers() -> None:
    got, _ = await probe({"https://partner.org/a": said}, "https://partner.org/a.")
    assert got.alternative == "https://partner.org/a"


async def test_a_services_own_directory_is_asked() -> None:
    film = "https://www.youtube.com/watch?v=abcdefgh"
    got, script = await probe({film: said}, film)
    assert got.service_status == 404
    assert "directory" in {one.purpose for one in script.asked}


async def test_a_wall_is_asked_once() -> None:
    _, script = await probe({"https://partner.org/a": lambda request: said(request, 403, "x", cf_mitigated="challenge")})
    assert len(script.asked) == 1


async def test_robots_txt_is_told_in_the_probe() -> None:
    got, _ = await probe({"https://partner.org/a": lambda request: failed(request, Reason.ROBOTS)})
    assert got.robots_disallowed


async def test_fragments_are_looked_for_only_when_wanted() -> None:
    script = Script({"https://partner.org/a": lambda request: said(request, body="<h1 id=x>x</h1>")})
    wanted = replace(target("https://partner.org/a"), fragments=("x",))
    for fragments, anchors in ((True, ("x",)), (False, ())):
        async with WebProber(exchanger=script, clock=SystemClock(), settings=ProbeSettings(fragments=fragments)) as prober:
            got = await prober.probe(wanted)
        assert got.page is not None
        assert got.page.anchors == anchors


async def test_the_dead_links_of_a_host_that_means_its_404s_are_not_all_asked_twice() -> None:
    script = Script({})
    async with WebProber(exchanger=script, clock=SystemClock(), settings=ProbeSettings(second_looks=False)) as prober:
        probes = [await prober.probe(target(f"https://partner.org/gone-{number}")) for number in range(27)]

    assert {one.final.status for one in probes if one.final} == {404}
    assert len(script.urls) == 27 + 3 + 2


async def test_a_404_that_shows_another_page_than_the_host_has_for_it_is_asked_for_twice() -> None:
    strained = "<title>Not here</title><p>Try again in a moment, we are busy."
    script = Script({"https://partner.org/odd": lambda request: said(request, 404, strained)})
    async with WebProber(exchanger=script, clock=SystemClock(), settings=ProbeSettings(second_looks=False)) as prober:
        for number in range(5):
            await prober.probe(target(f"https://partner.org/gone-{number}"))
        await prober.probe(target("https://partner.org/odd"))

    assert script.urls.count("https://partner.org/gone-4") == 1
    assert script.urls.count("https://partner.org/odd") == 2


async def test_the_404_that_would_confirm_a_dead_link_is_asked_for_twice_whatever_the_host() -> None:
    script = Script({})
    async with WebProber(exchanger=script, clock=SystemClock(), settings=ProbeSettings(second_looks=False)) as prober:
        for number in range(5):
            await prober.probe(target(f"https://partner.org/gone-{number}"))
        await prober.probe(replace(target("https://partner.org/doubted"), unconfirmed=True))

    assert script.urls.count("https://partner.org/doubted") == 2
