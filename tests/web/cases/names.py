"""Names and what is behind them."""

from tests.web.cases.addresses import only
from tests.web.prose import article
from tests.web.serving import Ask, Case, Reply

PAGE = "https://{h}/deeds/report"


def beyond_ascii(ask: Ask) -> Reply | None:
    return Reply(body=article(ask.host, ask.path)) if ask.role == "idn" and ask.path == "/x" else None


CASES = (
    Case(name="no such name", href=PAGE, verdict="broken", reason="name-not-found", dns={"h": "nxdomain"}),
    Case(
        name="alias of a name that nobody owns",
        href=PAGE,
        verdict="broken",
        reason="name-not-found",
        note="takeover-risk",
        dns={"h": "dangling sites.borlindo77.net"},
    ),
    Case(name="alias of a missing name of the same owner", href=PAGE, verdict="broken", reason="name-not-found", dns={"h": "dangling"}),
    Case(
        name="a name that nobody holds at its service any more",
        href=PAGE,
        verdict="broken",
        reason="status-404",
        note="takeover-risk",
        does=lambda _ask: Reply(404, "<title>Site not found</title><h1>404</h1><p>There isn't a GitHub Pages site here.</p>"),
    ),
    Case(name="name without an address", href=PAGE, verdict="broken", reason="name-no-address", dns={"h": "empty"}),
    Case(name="name server fails", href=PAGE, verdict="unstable", reason="name-server-failed", dns={"h": "servfail"}),
    Case(name="name server is silent", href=PAGE, verdict="unstable", reason="name-timeout", dns={"h": "silent"}),
    Case(name="private address", href=PAGE, verdict="unsafe", dns={"h": "10.1.2.3"}),
    Case(name="private IPv6 address", href=PAGE, verdict="unsafe", dns={"h": "fd00::5"}),
    Case(name="loopback", href=PAGE, verdict="unsafe", dns={"h": "127.0.0.1"}),
    Case(name="a public and a private address", href=PAGE, verdict="unsafe", dns={"h": "93.184.215.14 127.0.0.1"}),
    Case(name="no such name at first, then private", href=PAGE, verdict="unsafe", dns={"h": "nxdomain-once 10.0.0.9"}),
    Case(name="letters beyond ASCII in the name", href="https://bücher.{h}/x", verdict="ok", does=beyond_ascii),
    Case(name="the same in its ASCII form", href="https://xn--bcher-kva.{h}/x", verdict="ok", does=beyond_ascii),
    Case(name="the same with a combining mark", href="https://bu\u0308cher.{h}/x", verdict="ok", does=beyond_ascii),
    Case(name="one page, three spellings", href="https://{h} https://{h}/ HTTPS://{H}:443/", verdict="ok", most=1),
    Case(name="parameters in their order", href="https://{h}/s?a=1&b=2", verdict="ok", does=only("/s?a=1&b=2")),
    Case(name="parameters in another order", href="https://{h}/s?b=2&a=1", verdict="broken", does=lambda _ask: Reply(404)),
    Case(name="upper case", href="HTTPS://{H}/deeds/report", verdict="ok"),
    Case(name="trailing dot", href="http://{h}./x", verdict="ok", closed=(("h", 443),)),
    Case(name="nobody listens", href=PAGE, verdict="unstable", reason="connect-refused", closed=(("h", 443),)),
    Case(name="reserved name", href="https://www.example.invalid/path", verdict="broken", reason="reserved-name"),
)
