"""Pages that say by chance what notices say, and notices that look like something milder."""

from tests.web.cases.gates import BUTTON, PAGE, PASSWORD, app
from tests.web.cases.lookalikes import only
from tests.web.cases.wordings import everywhere
from tests.web.prose import sentences, shell
from tests.web.serving import Ask, Behaviour, Case, Reply

INNER = "/node/7"
MENTIONS = (
    ("Our house", "The secretariat is hosted by UNOPS in Geneva."),
    ("El humedal", "El sitio fue intervenido en 2019 por la municipalidad para recuperar el humedal."),
    ("Publications", "Our reports will appear here. Nothing published yet."),
    ("해당 지역 단체", "해당 지역에서 활동하는 단체입니다."),
    ("Todo ser humano", "Todo ser humano tiene derecho al agua."),
    ("The swallows come back soon", "Nest boxes for schools."),
    ("Fatal error in medicine", "A study of what hospitals learn from mistakes."),
    ("Restricted access to safe water", "If you don't have access to clean water, illness follows."),
)
"""A headline and a sentence."""
TRADES = (
    ("Naloxone: no prescription needed", "Ask in any pharmacy."),
    ("Small loans with no credit check", "Cash for seed and tools, repaid after the harvest."),
    ("Микрозаймы для предпринимателей", "Займы для женщин, которым отказал банк."),
    ("Google Quantum AI", "A laboratory that builds a quantum computer."),
    ("Wetten en rechten", "Welke wetten gelden voor vluchtelingen? Wetten in gewone taal."),
)


def one_page(title: str, text: str) -> Behaviour:
    """A small site that shows its only page whatever is asked, with a form to write to it behind a captcha."""
    form = (
        "<form><textarea></textarea><div class='g-recaptcha'></div></form><script src='https://www.google.com/recaptcha/api.js'></script>"
    )
    main = f"<h1>{title}</h1><p>{text} {sentences(title, 2)}</p>{form}"
    return everywhere(lambda ask: Reply(body=f"<title>Valley Trust | {ask.host}</title>{main}"))


def moved(title: str, text: str) -> Behaviour:
    """A site that took its addresses along to another name."""

    def does(ask: Ask) -> Reply | None:
        if ask.role == "h":
            return Reply(301, headers=(("Location", f"https://{ask.hosts['h2']}{ask.path}"),))
        return Reply(body=shell(ask.host, title, f"<h1>{title}</h1><p>{text}</p>")) if ask.path == INNER else None

    return does


CASES = (
    *(
        Case(
            name=f"a page that mentions it: {title}",
            href="https://{h}" + INNER,
            verdict="ok",
            does=only(INNER, Reply(body=shell("a.b.org", title, f"<h1>{title}</h1><p>{text}</p>"))),
        )
        for title, text in MENTIONS
    ),
    *(
        Case(name=f"a site of one page that mentions it: {row[0]}", href="https://{h}/", verdict="ok", does=one_page(*row))
        for row in MENTIONS
    ),
    *(
        Case(
            name=f"an honest trade that moved: {row[0]}",
            href="https://{h}" + INNER,
            verdict="redirected_permanent",
            texts=("Annual review",),
            does=moved(*row),
        )
        for row in TRADES
    ),
    Case(
        name="a country picker below a 404",
        href="https://{h}" + INNER,
        verdict="broken",
        does=only(INNER, Reply(404, "<title>404</title><h1>404</h1><p>页面不存在</p><p>请选择您所在的国家/地区</p>")),
    ),
    Case(
        name="a box to log in beside a short page with a heading of its own",
        href="https://{h}" + INNER,
        verdict="ok",
        does=only(
            INNER, Reply(body=shell("a.b.org", "Wells", f"<h1>Wells</h1><p>{sentences('wells', 3)}</p>{PASSWORD}<a href=/x>Log in</a>"))
        ),
    ),
    Case(
        name="a front page with its navigation and a form in the place of every page",
        href="https://{h}" + PAGE,
        verdict="soft_404",
        does=everywhere(lambda ask: Reply(body=shell(ask.host, "Green roofs", f"<h1>Green roofs</h1><p>We plant.</p>{BUTTON}"))),
    ),
    Case(
        name="a word on cookies below an excuse that no list has",
        href="https://{h}" + PAGE,
        verdict="soft_404",
        does=lambda ask: (
            None
            if ask.path in {"/robots.txt", "/"}
            else Reply(body="<title>Green roofs</title><h1>Green roofs</h1><p>This address leads nowhere now.</p><p>We use cookies.</p>")
        ),
    ),
    Case(
        name="an excuse for a whole folder, on a site that is honest at its root",
        href="https://{h}/blog/gone-post",
        verdict="soft_404",
        does=lambda ask: (
            Reply(body=shell(ask.host, "Blog", "<h1>Blog</h1><p>Sorry, the page you are looking for does not exist.</p>"))
            if ask.path.startswith("/blog/")
            else None
        ),
    ),
    Case(
        name="an excuse beside a box to log in",
        href="https://{h}/docs/old",
        verdict="soft_404",
        does=only(
            "/docs/old",
            Reply(
                body=f"<title>Page not found</title><h1>Page not found</h1><p>The page you are looking for does not exist.</p>{PASSWORD}"
            ),
        ),
    ),
    Case(
        name="a front page that scripts draw and a captcha guards",
        href="https://{h}/",
        verdict="ok",
        does=app("</p><script src='https://www.google.com/recaptcha/api.js?render=k'></script><p>"),
    ),
    Case(
        name="a name for sale behind a captcha",
        href="https://{h}/",
        verdict="parked",
        does=everywhere(
            lambda ask: Reply(
                body=f"<title>{ask.host}</title><h1>{ask.host} is for sale</h1><p>Make an offer.</p><form class='g-recaptcha'></form>"
            )
        ),
    ),
    Case(
        name="a circle at the address of a contest",
        href="https://{h}/climate-challenge/apply",
        verdict="broken",
        reason="redirect-loop",
        does=lambda ask: (
            Reply(301, headers=(("Location", ask.path[:-1] if ask.path.endswith("/") else ask.path + "/"),))
            if ask.path.startswith("/climate")
            else None
        ),
    ),
)
