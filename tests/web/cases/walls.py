"""Walls against robots, and pages that only speak of them."""

from tests.web.prose import article, sentences, shell
from tests.web.serving import Ask, Behaviour, Case, Reply

PAGE = "https://{h}/deeds/report"
CLOUDFLARE = (
    "<html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and cookies to continue</noscript>"
    "<script>window._cf_chl_opt={a:1}</script></body></html>"
)


def everywhere(reply: Reply) -> Behaviour:
    return lambda ask: None if ask.path == "/robots.txt" else reply


def about_walls(ask: Ask) -> Reply | None:
    text = "<p>A page may say: just a moment, checking your browser, verify that you are human, complete the captcha.</p>"
    return (
        Reply(body=article(ask.host, ask.path, title="Making sure you are not a bot: how walls work", extra=text))
        if ask.path == "/deeds/report"
        else None
    )


def newsletter_captcha(ask: Ask) -> Reply | None:
    form = '<form><input type="email"><div class="g-recaptcha"></div></form><script src="https://www.google.com/recaptcha/api.js"></script>'
    return Reply(body=article(ask.host, ask.path, extra=form)) if ask.path == "/deeds/report" else None


def interstitial(ask: Ask) -> Reply:
    refresh = f"<meta http-equiv=refresh content=\"5; URL='{ask.path}?bm-verify=AAQAAA'\">"
    return Reply(
        body=f"<!doctype html><html><head>{refresh}<title>&nbsp;</title></head>"
        "<body><iframe src='/_sec/verify?provider=interstitial'></iframe><script>var i=1</script></body></html>"
    )


def quiet_cloudflare(ask: Ask) -> Reply | None:
    script = "<script>(function(){var a='/cdn-cgi/challenge-platform/scripts/jsd/main.js'})()</script>"
    return (
        Reply(body=article(ask.host, ask.path, after=script), headers=(("Server", "cloudflare"),)) if ask.path == "/deeds/report" else None
    )


CASES = (
    Case(
        name="challenge by header",
        href=PAGE,
        verdict="blocked",
        reason="challenge",
        most=2,
        does=everywhere(Reply(403, CLOUDFLARE, (("cf-mitigated", "challenge"), ("Server", "cloudflare")))),
    ),
    Case(
        name="challenge with 503",
        href=PAGE,
        verdict="blocked",
        reason="challenge",
        does=everywhere(Reply(503, CLOUDFLARE, (("Server", "cloudflare"),))),
    ),
    Case(name="challenge with 200", href=PAGE, verdict="blocked", reason="challenge", does=everywhere(Reply(200, CLOUDFLARE))),
    Case(
        name="challenge with 202 and nothing",
        href=PAGE,
        verdict="blocked",
        reason="challenge",
        does=everywhere(Reply(202, "", (("x-amzn-waf-action", "challenge"),))),
    ),
    Case(
        name="challenge hides a 404",
        href=PAGE,
        verdict="blocked",
        does=everywhere(Reply(404, CLOUDFLARE, (("cf-mitigated", "challenge"),))),
    ),
    Case(
        name="interstitial with a refresh",
        href=PAGE,
        verdict="blocked",
        reason="challenge",
        does=lambda ask: None if ask.path == "/robots.txt" else interstitial(ask),
    ),
    Case(
        name="access denied by a delivery network",
        href=PAGE,
        verdict="blocked",
        does=everywhere(
            Reply(
                403,
                "<title>Access Denied</title><h1>Access Denied</h1>You don't have permission to access this. Reference #18.abc",
                (("Server", "AkamaiGHost"),),
            )
        ),
    ),
    Case(
        name="access denied by a firewall",
        href=PAGE,
        verdict="blocked",
        does=everywhere(Reply(403, "<title>Sucuri WebSite Firewall - Access Denied</title><h1>Access Denied</h1>")),
    ),
    Case(
        name="captcha with 200",
        href=PAGE,
        verdict="blocked",
        reason="challenge",
        does=everywhere(
            Reply(
                200,
                "<title>Security check</title><h1>Are you a human?</h1><form><div class='h-captcha'></div></form><script src='https://hcaptcha.com/1/api.js'></script>",
            )
        ),
    ),
    Case(
        name="proof of work",
        href=PAGE,
        verdict="blocked",
        does=everywhere(
            Reply(
                200,
                "<title>Making sure you&#39;re not a bot!</title><h1>Making sure you're not a bot!</h1>"
                '<script id="anubis_challenge">{}</script>',
            )
        ),
    ),
    Case(
        name="no automated access",
        href=PAGE,
        verdict="blocked",
        does=everywhere(Reply(503, "<title>Sorry</title><p>To discuss automated access to our data please contact us.</p>")),
    ),
    Case(
        name="not in your country",
        href=PAGE,
        verdict="blocked",
        does=everywhere(Reply(403, shell("a.b.org", "Not available", "<h1>This content is not available in your country</h1>"))),
    ),
    Case(
        name="not in your region with 200",
        href=PAGE,
        verdict="blocked",
        does=everywhere(Reply(200, shell("a.b.org", "Not available", "<h1>Not available in your region</h1>"))),
    ),
    Case(name="an article about walls", href=PAGE, verdict="ok", does=about_walls),
    Case(name="a captcha in a newsletter form", href=PAGE, verdict="ok", does=newsletter_captcha),
    Case(name="a page behind a quiet wall", href=PAGE, verdict="ok", does=quiet_cloudflare),
    Case(
        name="long page served by a wall's network",
        href=PAGE,
        verdict="ok",
        does=lambda ask: (
            Reply(body=article(ask.host, ask.path), headers=(("Server", "AkamaiGHost"), ("x-datadome", "protected")))
            if ask.path == "/deeds/report"
            else None
        ),
    ),
    Case(
        name="forbidden to everybody, at length",
        href=PAGE,
        verdict="blocked",
        does=lambda ask: Reply(403, shell(ask.host, "Forbidden", sentences("x", 20))) if ask.path == "/deeds/report" else None,
    ),
)
