"""What robots.txt asks of us."""

import asyncio

import pytest

from audit.model.probe import Exchange, Failure, Reason
from audit.net.pace import Lanes
from audit.net.robots import Obedient
from audit.ports import Request
from tests.net.kit import FastClock, settings


class Site:
    """Answers by path; whatever is not told is a page."""

    def __init__(self, **files):
        self.files = files
        self.asked = []

    async def exchange(self, request):
        self.asked.append(request)
        path = request.url.split("/", 3)[3]
        told = self.files.get(path.replace(".", "_").replace("/", "_"), {"status": 200})
        await asyncio.sleep(0)
        return Exchange(method=request.method, url=request.url, at=0.0, purpose=request.purpose, **told)


def rules(text):
    return {"status": 200, "body": text.encode()}


async def ask(site, *urls, purpose="page", **more):
    clock, chosen = FastClock(), settings(**more)
    lanes = Lanes(settings=chosen, clock=clock)
    obedient = Obedient(inner=site, lanes=lanes, settings=chosen, clock=clock)
    answers = await asyncio.gather(*(obedient.exchange(Request(url=url, purpose=purpose)) for url in urls))
    await obedient.close()
    return [answer.failure.reason if answer.failure else answer.status for answer in answers], lanes


async def test_what_is_disallowed_is_not_asked():
    site = Site(robots_txt=rules("User-agent: *\nDisallow: /private/\nAllow: /private/open$\n"))
    found, _ = await ask(site, "http://a.example.org/private/x", "http://a.example.org/private/open", "http://a.example.org/x")

    assert found == [Reason.ROBOTS, 200, 200]
    assert [request.url for request in site.asked].count("http://a.example.org/robots.txt") == 1
    assert "http://a.example.org/private/x" not in [request.url for request in site.asked]


async def test_a_group_of_our_own_name_goes_before_the_one_for_all():
    site = Site(robots_txt=rules("User-agent: *\nDisallow: /\n\nUser-agent: initiative-audit\nDisallow:\n"))

    assert (await ask(site, "http://a.example.org/x"))[0] == [200]


@pytest.mark.parametrize(
    "told", [{"status": 404}, {"status": 403}, {"status": 500}, {"status": 503}, {"failure": Failure(reason=Reason.ANSWER_TIMEOUT)}]
)
async def test_without_rules_everything_may_be_asked(told):
    assert (await ask(Site(robots_txt=told), "http://a.example.org/x"))[0] == [200]


async def test_a_page_in_the_place_of_the_rules_is_no_rule():
    assert (await ask(Site(robots_txt=rules("<html>\nUser-agent: *\nDisallow: /\n")), "http://a.example.org/x"))[0] == [200]


async def test_bytes_that_are_no_text_are_no_rule():
    assert (await ask(Site(robots_txt={"status": 200, "body": bytes(range(256)) * 9}), "http://a.example.org/x"))[0] == [200]


async def test_redirects_of_the_rules_are_followed():
    site = Site(robots_txt={"status": 301, "headers": (("Location", "/other.txt"),)}, other_txt=rules("User-agent: *\nDisallow: /"))

    assert (await ask(site, "http://a.example.org/x"))[0] == [Reason.ROBOTS]


@pytest.mark.parametrize("location", ["/robots.txt", "", "javascript:alert(1)", "http://127.0.0.1/robots.txt"])
async def test_redirects_that_lead_nowhere_are_left(location):
    site = Site(robots_txt={"status": 302, "headers": (("Location", location),)})

    assert (await ask(site, "http://a.example.org/x"))[0] == [200]
    assert len(site.asked) <= 7
    assert all(request.url.startswith("http://a.example.org/") for request in site.asked)


async def test_the_distance_that_a_host_wants_is_kept_up_to_a_limit():
    _, lanes = await ask(Site(robots_txt=rules("User-agent: *\nCrawl-delay: 5\n")), "http://a.example.org/x", per_host_interval=0.5)
    assert lanes.of("http://a.example.org/").interval == 5.0

    _, lanes = await ask(Site(robots_txt=rules("User-agent: *\nCrawl-delay: 86400\n")), "http://a.example.org/x", per_host_interval=0.5)
    assert lanes.of("http://a.example.org/").interval == 10.0


async def test_every_port_and_scheme_has_rules_of_its_own():
    site = Site(robots_txt=rules(""))
    await ask(site, "http://a.example.org/x", "https://a.example.org/x", "http://a.example.org:8080/x")

    assert sorted(request.url for request in site.asked if request.purpose == "robots") == [
        "http://a.example.org/robots.txt",
        "http://a.example.org:8080/robots.txt",
        "https://a.example.org/robots.txt",
    ]


async def test_canaries_need_no_leave():
    site = Site(robots_txt=rules("User-agent: *\nDisallow: /"))

    assert (await ask(site, "http://a.example.org/x", purpose="canary"))[0] == [200]


async def test_one_who_gives_up_does_not_take_the_rules_from_others():
    site, clock, chosen = Site(robots_txt=rules("")), FastClock(), settings()
    obedient = Obedient(inner=site, lanes=Lanes(settings=chosen, clock=clock), settings=chosen, clock=clock)
    first = asyncio.create_task(obedient.exchange(Request(url="http://a.example.org/1")))
    second = asyncio.create_task(obedient.exchange(Request(url="http://a.example.org/2")))
    await asyncio.sleep(0)
    first.cancel()

    assert (await second).status == 200


async def test_long_rules_are_read_to_their_end_and_of_very_many_long_ones_the_beginning():
    text = "User-agent: *\nDisallow: /first\n" + "Disallow: /some/where\n" * 2_000 + "Disallow: /last\n"
    site = Site(robots_txt=rules(text))
    found, _ = await ask(site, "http://a.example.org/first", "http://a.example.org/last", "http://a.example.org/x")
    assert found == [Reason.ROBOTS, Reason.ROBOTS, 200]

    clock, chosen = FastClock(), settings()
    obedient = Obedient(inner=site, lanes=Lanes(settings=chosen, clock=clock), settings=chosen, clock=clock, room=len(text))
    statuses = {}
    for host in ("a", "b"):
        for path in ("first", "last"):
            answer = await obedient.exchange(Request(url=f"http://{host}.example.org/{path}"))
            statuses[host, path] = answer.status
    assert statuses == {("a", "first"): None, ("a", "last"): None, ("b", "first"): None, ("b", "last"): 200}
