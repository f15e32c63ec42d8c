"""What stands before a page and says nothing about it: consent, age, queues, logins without words; and short pages that are the page."""

from tests.web.cases.lookalikes import only
from tests.web.cases.wordings import everywhere
from tests.web.prose import article, sentences, shell
from tests.web.serving import Ask, Behaviour, Case, Reply

PAGE = "/wines/red"
BUTTON = "<form method=post><button>OK</button></form>"
PASSWORD = "<form method=post><input name=user><input type=password></form>"

GATES = (
    ("/age-verification?next=", "Age verification", "You must be 18 or older to enter this site."),
    ("/age-verification", "Altersprüfung", "Bist du über 18 Jahre alt?"),
    ("/choose-country", "Choose your country", "Select your region and language"),
    ("/waiting-room", "Waiting room", "Sie befinden sich in der Warteschlange"),
    ("/consent?return=", "Before you continue", "We use cookies. Accept all cookies."),
    ("/welcome", "Are you a doctor?", "Yes. No."),
)
"""Where every address leads, a title and words. An address that ends in ``=`` gets the way back."""


def led_to(gate: str, title: str, text: str, status: int = 302) -> Behaviour:
    """Every address, the front page too, leads to the gate."""

    def does(ask: Ask) -> Reply | None:
        if ask.path == "/robots.txt":
            return None
        if ask.path == gate.partition("?")[0]:
            main = f"<h1>{title}</h1><p>{text}</p>{BUTTON}"
            return Reply(body=f"<title>{title}</title>{main}" if gate == "/welcome" else shell(ask.host, title, main))
        return Reply(status, headers=(("Location", gate + ask.path if gate.endswith("=") else gate),))

    return does


def led_from(path: str, to: str, main: str) -> Behaviour:
    """One address leads to another; others are an honest 404."""

    def does(ask: Ask) -> Reply | None:
        if ask.path == path:
            return Reply(302, headers=(("Location", to),))
        return Reply(body=shell(ask.host, "Welcome back", main)) if ask.path == to.partition("?")[0] else None

    return does


def numbered(main: str, *, moves: bool = False) -> Behaviour:
    """A shop that looks at the number in an address and not at the words behind it."""

    def does(ask: Ask) -> Reply | None:
        if not ask.path.startswith("/item/4711/"):
            return None
        if moves and ask.path != "/item/4711/white-mug":
            return Reply(301, headers=(("Location", "/item/4711/white-mug"),))
        return Reply(body=shell(ask.host, "Mug", main))

    return does


def catalogue(ask: Ask) -> Reply | None:
    """One long page for every address but the front page."""
    if ask.path == "/robots.txt":
        return None
    text = sentences("home", 20) if ask.path == "/" else sentences("catalogue", 40)
    return Reply(body=shell(ask.host, "Welcome" if ask.path == "/" else "Catalogue", f"<p>{text}</p>"))


def app(text: str) -> Behaviour:
    return everywhere(lambda _ask: Reply(body=f"<title>App</title><div id=app><p>{text}</p></div><script src='/a.js'></script>"))


DOORS = ("/users/sign_in", "/session/new", "/anmeldung?zurueck=/x", "/se-connecter", "/inicio-sesion", "/authwall?trk=x")
IN_PLACE = (
    ("Protected: Minutes", "<p>To view it please enter your password below.</p><form><input type=password></form>"),
    ("Área restrita", f"<p>Digite sua senha.</p>{PASSWORD}"),
    ("Sign in to your account", "<p>No account? Create one!</p><form><input type=email></form>"),
    ("Article réservé aux abonnés", "<p>Abonnez-vous pour lire la suite.</p>"),
)
SHORT = (
    ("/register", "Create an account", "<form><input type=email><input type=password></form>"),
    ("/termine/sommerfest", "Anmeldung", "<p>Zum Sommerfest am 3. Juli</p><form><input type=email></form>"),
    ("/events/summer-party", "Summer party", "<p>Members only. Bring a friend.</p>"),
    ("/privacy/cookie-consent", "Cookie consent", "<p>We use cookies. Accept all cookies</p>"),
    ("/news/boats", "Maintenance", "<p>A course on boats, on Saturday.</p>"),
    ("/zeiten", "Öffnungszeiten", "<p>Neun bis fünf.</p><aside><form><input type=password></form></aside>"),
    ("/story", "Wells", "<p>Wells were dug.</p><p>You must be logged in to post a comment.</p><form><input name=s></form>"),
    ("/node/7", "Suspicious activity", "<p>How to report it at the border.</p>"),
)
"""Path, title and main part of pages that are what they seem."""

CASES = (
    *(
        Case(
            name=f"a gate: {row[0]} {row[1]} {status}",
            href="https://{h}" + PAGE,
            verdict="redirected_temporary",
            does=led_to(*row, status),
        )
        for row in GATES
        for status in (301, 302)
    ),
    Case(
        name="a gate in the place of every page",
        href="https://{h}" + PAGE,
        verdict="blocked",
        reason="gate",
        does=everywhere(lambda _ask: Reply(body=f"<title>Willkommen</title><h1>Willkommen</h1>{BUTTON}")),
    ),
    Case(
        name="a door that first wants a name, in the place of every page",
        href="https://{h}" + PAGE,
        verdict="blocked",
        reason="login",
        does=everywhere(lambda _ask: Reply(body="<title>Files: Sign-in</title><h1>Sign in</h1><p>to go on to Files</p><input type=email>")),
    ),
    *(
        Case(
            name=f"a door at {door}",
            href="https://{h}/minutes/2019-04",
            verdict="blocked",
            reason="login",
            does=led_from("/minutes/2019-04", door, f"<p>Welcome back</p>{PASSWORD}"),
        )
        for door in DOORS
    ),
    *(
        Case(
            name=f"a door in place: {title}",
            href="https://{h}/2019-04",
            verdict="blocked",
            reason="login",
            does=only("/2019-04", Reply(body=shell("a.b.org", title, f"<h1>{title}</h1>{main}"))),
        )
        for title, main in IN_PLACE
    ),
    *(
        Case(
            name=f"what it seems: {title} at {path}",
            href="https://{h}" + path,
            verdict="ok",
            does=only(path, Reply(body=shell("a.b.org", title, f"<h1>{title}</h1>{main}"))),
        )
        for path, title, main in SHORT
    ),
    Case(
        name="a page whose number counts",
        href="https://{h}/item/4711/enamel-mug",
        verdict="ok",
        does=numbered("<p>White, 0.3 l, 9 euro.</p>"),
    ),
    Case(
        name="a page whose number counts, put right",
        href="https://{h}/item/4711/enamel-mug",
        verdict="redirected_permanent",
        does=numbered("<p>White.</p>", moves=True),
    ),
    Case(
        name="a few words for a picture",
        href="https://{h}/i/harbour.png",
        verdict="soft_404",
        does=only("/i/harbour.png", Reply(body=shell("a.b.org", "Notice", "<h1>No pictures here</h1>"))),
    ),
    Case(
        name="a viewer drawn by scripts for a picture",
        href="https://{h}/i/harbour.png",
        verdict="ok",
        does=only("/i/harbour.png", Reply(body="<title>Harbour</title><div id=app></div><script src='/a.js'></script>")),
    ),
    Case(
        name="a team without news",
        href="https://{h}/team",
        verdict="ok",
        does=only("/team", Reply(body=shell("a.b.org", "Team", "<h1>Team</h1><p>Ana, Ben</p><h2>Related posts</h2><p>Nothing found.</p>"))),
    ),
    Case(
        name="a front page for all that names the subject of the link in its title",
        href="https://{h}/archive/safe-cycling",
        verdict="soft_404",
        does=everywhere(
            lambda ask: Reply(body=shell(ask.host, "Safe cycling and seed saving", f"<h1>Welcome</h1><p>{sentences('all', 30)}</p>"))
        ),
    ),
    Case(name="one long page for all", href="https://{h}/item/4711/enamel-mug", verdict="soft_404", does=catalogue),
    Case(
        name="an application that asks for scripts at length",
        href="https://{h}/item/4711",
        verdict="blocked",
        reason="script-only",
        does=app(
            "Please wait while the application loads. If nothing happens, JavaScript may be disabled in your browser, which this needs."
        ),
    ),
    Case(
        name="a captcha in words that no list has",
        href="https://{h}/item/4711",
        verdict="blocked",
        reason="challenge",
        does=everywhere(lambda _ask: Reply(body="<title>Egiaztapena</title><p>Mesedez</p><form><div class='g-recaptcha'></div></form>")),
    ),
    Case(
        name="redirects through a check for robots and back",
        href="https://{h}/item/4711",
        verdict="blocked",
        reason="challenge",
        does=lambda ask: Reply(302, headers=(("Location", "/item/4711" if ask.path == "/showcaptcha" else "/showcaptcha"),)),
    ),
    *(
        Case(
            name=f"a network that cannot reach the site behind it: {status}",
            href="https://{h}/item/4711",
            verdict="unstable",
            does=everywhere(
                lambda _ask, status=status: Reply(
                    status, "<title>Web server is down</title><div class=cf-error-details>Error</div>", (("Server", "cloudflare"),)
                )
            ),
        )
        for status in (502, 521, 522)
    ),
    Case(
        name="a type of content with a comma in it",
        href="https://{h}/item/4711",
        verdict="ok",
        does=only("/item/4711", Reply(body=article("a.b.org", "/"), type="text/html, text/html; charset=utf-8")),
    ),
    *(
        Case(
            name=f"JSON: {body[:40]}",
            href="https://{h}/api/9",
            verdict=verdict,
            does=only("/api/9", Reply(body=body, type="application/json")),
        )
        for body, verdict in (
            ('{"errors":[{"message":"x","extensions":{"code":"NOT_FOUND"}}],"data":null}', "soft_404"),
            ('{"error":{"code":404,"message":"Requested entity was not found."}}', "soft_404"),
            ('{"status":"error","message":"Resource not found"}', "soft_404"),
            ('{"data":{"id":4},"error":null,"reason":"not found in 1954"}', "ok"),
            ('{"meta":{"page":1},"title":"Poverty does not exist for them"}', "ok"),
            ('{"response":{"took":3},"message":"A town that does not exist","error":null}', "ok"),
            ('{"meta":{"status":"error"},"message":"Resource does not exist"}', "soft_404"),
        )
    ),
)
