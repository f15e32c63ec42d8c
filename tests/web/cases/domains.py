"""Names without sites, names that others took, and honest sites that look like them."""

from tests.web.prose import article, sentences, shell
from tests.web.serving import Ask, Behaviour, Case, Reply

PAGE = "https://{h}/blog/x"


def parking(name: str) -> str:
    return (
        f"<html><head><title>{name}</title><script src='//www.google.com/adsense/domains/caf.js'></script></head>"
        f"<body><h1>{name}</h1><h2>Related searches</h2>"
        "<ul><li>Car insurance</li><li>Loans</li></ul><p>The domain owner maintains no relationship with the advertisers.</p></body></html>"
    )


def everywhere(make: object) -> Behaviour:
    return lambda ask: Reply(body=make(ask)) if ask.path != "/robots.txt" else Reply(404)  # type: ignore[operator]


def to_parker(ask: Ask) -> Reply:
    if ask.role == "ww1":
        return Reply(body=parking(ask.host.removeprefix("ww1.")))
    return Reply(302, headers=(("Location", f"http://{ask.hosts['ww1']}{ask.path}"),))


def to_market(ask: Ask) -> Reply:
    if ask.role == "h2":
        return Reply(body=f"<title>{ask.hosts['h']} is for sale</title><h1>{ask.hosts['h']} is for sale</h1><p>Buy now for 2,895.</p>")
    return Reply(302, headers=(("Location", f"https://{ask.hosts['h2']}/profile?d={ask.hosts['h']}"),))


def lander(ask: Ask) -> Reply:
    return Reply(
        body=parking(ask.host)
        if ask.path == "/lander"
        else '<html><head><script>window.onload=()=>{window.location.href="/lander"}</script></head></html>'
    )


def suspended(ask: Ask) -> Reply:
    if ask.path == "/cgi-sys/suspendedpage.cgi":
        return Reply(body="<title>Account Suspended</title><h1>Account Suspended</h1><p>This account has been suspended.</p>")
    return Reply(302, headers=(("Location", "/cgi-sys/suspendedpage.cgi"),))


def unverified_owner(ask: Ask) -> Reply:
    if ask.role == "h2":
        return Reply(
            body="<title>Contact information verification required</title><h1>This domain has been suspended</h1>"
            "<p>The registrant's e-mail address has not been verified.</p>"
        )
    return Reply(302, headers=(("Location", f"https://{ask.hosts['h2']}/suspended-domain?d={ask.host}"),))


SPAM = "<h1>SITUS SLOT GACOR HARI INI</h1><p>Daftar judi online terpercaya, togel, slot88, RTP live dan jackpot maxwin.</p>"


def casino(ask: Ask) -> str:
    return shell(ask.host, "Situs slot gacor", SPAM, lang="id")


def to_casino(ask: Ask) -> Reply:
    return Reply(body=casino(ask)) if ask.role == "h2" else Reply(301, headers=(("Location", f"https://{ask.hosts['h2']}/"),))


def licensed(ask: Ask) -> Reply | None:
    text = f"<h1>Casino Miramar</h1><p>A licensed casino with roulette and poker tables. Players must be over 18. {sentences('c', 20)}</p>"
    return Reply(body=shell(ask.host, "Casino Miramar", text)) if ask.path == "/" else None


def market_itself(ask: Ask) -> Reply | None:
    text = f"<h1>Find a name for your idea</h1><p>Thousands of domains are for sale. {sentences('m', 20)}</p>"
    return Reply(body=shell(ask.host, "Domain marketplace", text)) if ask.path == "/" else None


CASES = (
    Case(name="parked on a numbered host", href="http://{h}/blog/x", verdict="parked", reason="parked", does=to_parker),
    Case(name="parked behind a lander", href=PAGE, verdict="parked", does=lander),
    Case(name="parked at every address", href=PAGE, verdict="parked", does=everywhere(lambda ask: parking(ask.host))),
    Case(name="offered on a market", href="https://{h}/x", verdict="parked", does=to_market),
    Case(
        name="just registered",
        href=PAGE,
        verdict="parked",
        does=everywhere(
            lambda ask: f"<title>{ask.host}</title><h1>{ask.host}</h1><p>This domain has just been registered. Domain reserved.</p>"
        ),
    ),
    Case(
        name="for sale in German",
        href="https://{h}/",
        verdict="parked",
        does=everywhere(lambda ask: f"<title>{ask.host}</title><h1>Diese Domain steht zum Verkauf</h1><p>Jetzt anfragen.</p>"),
    ),
    Case(
        name="coming soon at every address",
        href=PAGE,
        verdict="parked",
        reason="coming-soon",
        does=everywhere(lambda _ask: "<title>Coming Soon</title><h1>Coming soon</h1><p>Something new is on its way.</p>"),
    ),
    Case(
        name="seized",
        href="https://{h}/",
        verdict="parked",
        reason="seized",
        does=everywhere(
            lambda _ask: "<title>This domain has been seized</title><h1>THIS DOMAIN HAS BEEN SEIZED</h1><p>under a seizure warrant</p>"
        ),
    ),
    Case(name="account switched off", href="https://{h}/", verdict="broken", reason="account-suspended", does=suspended),
    Case(name="owner not verified", href="https://{h}/", verdict="parked", reason="suspended", does=unverified_owner),
    Case(
        name="taken over, a document was linked",
        href="https://{h}/papers/method.pdf",
        verdict="parked",
        reason="hijacked",
        does=everywhere(casino),
    ),
    Case(name="leads to gamblers", href="https://{h}/tool", verdict="parked", reason="hijacked", does=to_casino),
    Case(name="taken over at every address", href="https://{h}/", verdict="parked", reason="hijacked", does=everywhere(casino)),
    Case(name="a licensed casino", href="https://{h}/", verdict="ok", does=licensed),
    Case(name="a marketplace", href="https://{h}/", verdict="ok", does=market_itself),
    Case(
        name="a new site, coming soon",
        href="https://{h}/",
        verdict="ok",
        does=lambda ask: (
            Reply(body="<title>Coming soon</title><h1>Coming soon</h1><p>Our garden opens in May.</p>") if ask.path == "/" else None
        ),
    ),
    Case(
        name="an article on parked domains",
        href=PAGE,
        verdict="ok",
        does=lambda ask: (
            Reply(
                body=article(ask.host, ask.path, title="When a domain is for sale", extra="<p>This domain is parked. Related searches.</p>")
            )
            if ask.path == "/blog/x"
            else None
        ),
    ),
)
