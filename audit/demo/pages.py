"""How the demo's pages look: the sites' own, and those that walls, parkers and error templates put in their place."""

from html import escape
from urllib.parse import quote_plus

from audit.demo.prose import paragraphs
from audit.demo.world import Page, Site

_GAMES = ("Gates of Gold", "Lucky Wheel Slots", "Mega Jackpot 777", "Live Baccarat", "Roulette Royale", "Poker Night", "Sports Betting")


def own(site: Site, page: Page) -> str:
    """A page as its site means it."""
    texts = paragraphs(site, page)
    heads = page.ids or ("more",)
    parts = [f"<p>{escape(texts[0])}</p>"]
    for at, text in enumerate(texts[1:]):
        if at < len(heads):
            parts.append(f'<h2 id="{escape(heads[at])}">{escape(heads[at].replace("-", " ").capitalize())}</h2>')
        parts.append(f"<p>{escape(text)}</p>")
    return _shell(site, page.title, "\n".join(parts))


def missing(site: Site) -> str:
    """The site's page for an address that leads nowhere."""
    text = "The page you are looking for has been moved or removed. Please use the menu above, or begin again at the front page."
    return _shell(site, "Page not found", f"<p>{text}</p>")


def trouble(site: Site) -> str:
    """What a web server says while the program behind it is down."""
    text = f"{site.name} is temporarily unable to answer. Please come back later."
    return _bare("503 Service Unavailable", f"<h1>Service Unavailable</h1><p>{escape(text)}</p>")


def sign_in(site: Site) -> str:
    """A page that asks who is there."""
    form = (
        '<form method="post" action="/login"><label>Name <input name="user" autocomplete="username"></label>'
        '<label>Password <input name="password" type="password" autocomplete="current-password"></label><button>Sign in</button></form>'
    )
    return _shell(site, "Sign in", f"<p>This part of our site is for members. Please sign in to go on.</p>{form}")


def challenge() -> str:
    """The page of a service that keeps robots out."""
    script = "window._cf_chl_opt={cvId:'3',cType:'managed'};"
    return _bare(
        "Just a moment...",
        "<h1>Verifying that you are human. This may take a few seconds.</h1>"
        "<noscript>Enable JavaScript and cookies to continue</noscript>"
        f'<script>{script}</script><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
    )


def limited() -> str:
    """What a server says to a visitor who came too often."""
    text = "You have sent too many requests in a short time. Please try again in an hour."
    return _bare("429 Too Many Requests", f"<h1>Too Many Requests</h1><p>{text}</p>")


def parked(host: str) -> str:
    """What a dealer in names shows where a site used to be."""
    searches = ("Water Mills", "Hydro Power", "Holiday Cottages", "Trout Fishing")
    topics = "".join(f'<li><a href="/?q={quote_plus(search)}">{search}</a></li>' for search in searches)
    return _bare(
        host,
        f"<h1>{host}</h1><p>This domain is for sale. <a href='/buy'>Buy this domain</a></p><h2>Related searches</h2><ul>{topics}</ul>"
        f"<p>The domain owner maintains no relationship with the advertisers.</p><div class='parking-lander' data-host='{host}'></div>",
        head='<script src="/parking-lander/static/js/main.js" defer></script>',
    )


def holding(site: Site) -> str:
    """What a website shows that is not there yet, whatever was asked for."""
    return _bare("Coming soon", f"<h1>Coming soon</h1><p>The new website of {escape(site.name)} is coming soon.</p>")


def taken_over() -> str:
    """What the new owner of a good name shows: the name's good repute is to lead people to games of chance."""
    games = "".join(f"<li><a href='/play/{at}' rel='nofollow'>{game}</a></li>" for at, game in enumerate(_GAMES))
    text = (
        "Welcome to the best online casino of the year. Slot gacor every day: spin, win the jackpot and collect your welcome bonus "
        "with free spins on your first deposit. Our live casino offers roulette, blackjack, baccarat and poker around the clock, "
        "and our sportsbook the highest betting odds. Register now, deposit from 1 dollar, and withdraw your winnings in minutes."
    )
    return _bare(
        "Slot Gacor Online Casino: Jackpot, Free Spins and Bonus 2026",
        f"<header><a href='/register'>Register now</a> <a href='/login'>Play</a></header><main><h1>Online Casino and Slot Gacor</h1>"
        f"<p>{text}</p><h2>Popular slots tonight</h2><ul>{games}</ul><p>Gambling only for adults. Bet responsibly.</p></main>",
    )


def _shell(site: Site, title: str, main: str) -> str:
    shown = [other for other in site.pages if other.title and other.does == "page"]
    menu = "".join(f'<li><a href="{escape(other.path)}">{escape(other.title)}</a></li>' for other in shown)
    heading = title if title == site.name else f"{title} – {site.name}"
    return _bare(
        heading,
        f"<header><p>{escape(site.name)}</p><nav><ul>{menu}</ul></nav></header>\n<main><h1>{escape(title)}</h1>\n{main}\n</main>\n"
        f"<footer><p>{escape(site.name)}, {escape(site.place)}, since {site.since}</p></footer>",
    )


def _bare(title: str, body: str, *, head: str = "") -> str:
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width">{head}</head>\n<body>\n{body}\n</body>\n</html>\n'
    )
