"""Honest pages that look like faults: short, about faults, with the marks of walls, or in the vocabulary of spam."""

from tests.web.prose import article, sentences, shell
from tests.web.serving import Behaviour, Case, Reply

LONG = (
    *("404: the art of the error page", "Page not found: a short history", "Seite nicht gefunden: Kunst aus dem Netz", "Gone", "410 Gone"),
    *("Error culture in hospitals", "Oops! Ten mistakes we made", "Sold out: how festivals price tickets", "How to log in to your account"),
    *("Under construction: the new library", "Coming soon: the autumn programme", "What is a parked domain?", "Access denied", "Sign in"),
    *("Are you a robot? A play", "Maintenance of rural pumps", "No results: publication bias", "Account suspended: what to do"),
    *("Seized: art and restitution", "Introuvable : un film", "Página no encontrada: novela", "Just a moment: photographs"),
    *("Casinos en ligne : les dangers pour les jeunes", "Online casino bonus offers and the law", "Букмекеры и зависимость"),
    *("Viagra online: was Käufer wissen müssen", "Escort services and trafficking: a report", "Payday loans online: our campaign"),
)
"""Titles of articles; their links say something else."""

SHORT = (
    ("/news/press-notice", "Press notice", "<p>The board has elected Maria Lopez as chair.</p>"),
    ("/lyrics/gone", "Gone", "<p>Gone, gone, the summer is gone, and the letters I wrote you are gone.</p>"),
    ("/shop/enamel-mug", "Enamel mug", "<p>Sold out. This mug is currently unavailable.</p><img src='/mug.jpg'>"),
    ("/shop/blue-scarf", "Blue scarf", "<p>This item is no longer available in blue. Choose another colour.</p>"),
    ("/events/conference-2023", "Conference 2023", "<p>This event has ended. Videos of all talks are available.</p>"),
    ("/help/login-problems", "Help with logging in", "<p>To log in, enter your e-mail address and your password.</p>"),
    ("/newsletter", "Newsletter", "<p>We write twice a month.</p><form><input type=email><button>Subscribe</button></form>"),
    ("/donate", "Donate", "<p>Every gift counts.</p><form><button>Donate now</button></form>"),
    ("/kontakt", "Kontakt", "<p>Schreiben Sie uns.</p>"),
    ("/contact", "お問い合わせ", "<p>お電話ください。</p>"),
    ("/jobs", "Jobs", "<p>We have no open positions right now.</p>"),
    ("/events", "Events", "<p>No events found. Check back soon.</p>"),
    ("/archiv", "Seite im Aufbau", "<p>Hier entsteht unser Archiv. Bis dahin hilft Frau Meier gern weiter.</p>"),
    ("/news/planned-maintenance", "Planned maintenance", "<p>On Sunday the portal will be down for maintenance.</p>"),
    ("/news/correction", "Error in our annual report", "<p>An error occurred in table 3. Here is the corrected version.</p>"),
    ("/notices/grey-cat", "Missing: grey cat", "<p>If found, please call us.</p>"),
    ("/films/page-not-found", "Page Not Found", "<p>A film by Lena Stern. Two clerks lose a page of the land register.</p>"),
    ("/rooms/404", "404", "<p>Room 404 seats forty people and has a projector.</p>"),
    ("/campaigns/clean-rivers", "Clean rivers", "<p>This campaign has ended. Thank you, 12,000 people signed.</p>"),
    ("/events/casino-night", "Casino night", "<p>Roulette and poker for a good cause on Friday.</p>"),
    ("/glossary/captcha", "CAPTCHA", "<p>A test that proves you are human.</p>"),
    ("/links", "Related links", "<p>Sponsored listings of our partners.</p>"),
    ("/pages/cookies", "Cookies", "<p>Wells were dug.</p><div>We use cookies. Accept all cookies</div>"),
    ("/story", "Wells", "<p>Wells were dug.</p><p>You must be logged in to post a comment.</p>"),
)
"""Pages of a few words: path, title, what stands below it."""

MARKED = (
    ("a widget beside a contact form", "<form><textarea></textarea><div class='cf-turnstile'></div></form>"),
    ("a captcha in a form", "<form><input type=email><div class='g-recaptcha'></div></form>"),
    ("the sensor of Imperva", "<script src='/_Incapsula_Resource?SWJIYLWA=x'></script>"),
    ("the sensor of F5", "<script src='/TSPD/08x?type=10'></script>"),
    ("the sensor of Akamai", "<script src='/_sec/verify?x'></script>"),
    ("the sensor of Cloudflare", "<script>a='/cdn-cgi/challenge-platform/h/b/scripts/jsd/main.js'</script>"),
)
"""What walls put into pages that they let through."""


def only(path: str, reply: Reply) -> Behaviour:
    """One page; every other address is an honest 404."""
    return lambda ask: reply if ask.path == path else None


def _short(path: str, title: str, main: str) -> Case:
    return Case(
        name=f"a short page: {title} at {path}",
        href="https://{h}" + path,
        verdict="ok",
        does=lambda ask: Reply(body=shell(ask.host, title, f"<h1>{title}</h1>{main}")) if ask.path == path else None,
    )


def _long(number: int, title: str) -> Case:
    path = f"/node/{number}"
    return Case(
        name=f"an article: {title}",
        href="https://{h}" + path,
        verdict="ok",
        texts=("Annual review",),
        does=lambda ask: Reply(body=article(ask.host, path, title=title)) if ask.path == path else None,
    )


def _marked(name: str, markup: str) -> Case:
    return Case(
        name=f"a short page with {name}",
        href="https://{h}/notice",
        verdict="ok",
        does=lambda ask: (
            Reply(body=shell(ask.host, "Notice", f"<h1>Notice</h1><p>We are closed on Monday.</p>{markup}"))
            if ask.path == "/notice"
            else None
        ),
    )


def _beside_excuses(title: str) -> Case:
    """An article on a site whose page for unknown addresses answers with success and changes every time."""
    excuse = "<h1>Page not found</h1><h2>You may like</h2>"
    return Case(
        name=f"an article among excuses: {title}",
        href="https://{h}/node/9",
        verdict="ok",
        does=lambda ask: Reply(
            body=article(ask.host, ask.path, title=title)
            if ask.path == "/node/9"
            else shell(ask.host, "Page not found", f"{excuse}<p>{sentences(ask.path, 24)}</p>")
        ),
    )


FILES = (
    ("/f.pdf", "application/octet-stream", b"%PDF-1.7\n" + b"x" * 500),
    ("/f.pdf", "text/html", b"%PDF-1.7\n" + b"x" * 500),
    ("/f.mp3", "audio/mpeg", b"ID3" + b"x" * 500),
    ("/f.zip", "application/zip", b"PK\x03\x04" + b"x" * 500),
    ("/note.txt", "text/plain", b"Not found in the archive: three letters."),
    ("/data.json", "application/json", b'{"error": null, "status": 200, "items": []}'),
    ("/feed.xml", "application/rss+xml", b"<rss><channel><title>x</title></channel></rss>"),
)

CASES = (
    *(_long(number, title) for number, title in enumerate(LONG, start=20)),
    *(_short(*row) for row in SHORT),
    *(_marked(*row) for row in MARKED),
    *(_beside_excuses(title) for title in ("Page not found: a history", "How wells were dug")),
    *(
        Case(name=f"a file {path} as {kind}", href="https://{h}" + path, verdict="ok", does=only(path, Reply(body=body, type=kind)))
        for path, kind, body in FILES
    ),
)
