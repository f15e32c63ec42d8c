"""Pages that read like pages: each address has its own sentences, and its site's navigation around them."""

import hashlib
import html
import random

_WHO = (
    "volunteers",
    "the harbour crew",
    "two librarians",
    "parents",
    "the night shift",
    "beekeepers",
    "the choir",
    "retired drivers",
    "pupils",
)
_DID = ("repaired", "counted", "painted", "translated", "carried", "planted", "measured", "recorded", "opened", "sorted")
_WHAT = (
    "forty chairs",
    "the old signal lamps",
    "a hundred letters",
    "the garden wall",
    "three rooms",
    "the map of wells",
    "the seed chest",
    "a bridge",
)
_WHERE = (
    "behind the station",
    "near the weir",
    "in the upper village",
    "along the canal",
    "at the market",
    "by the school",
    "on the east bank",
)
_WHY = (
    "before the first frost",
    "because nobody else would",
    "for the spring fair",
    "after a long quarrel",
    "to spare the council a bill",
    "with great care",
)


def sentences(key: str, count: int) -> str:
    """So many sentences, the same for the same key."""
    dice = random.Random(hashlib.sha256(key.encode()).digest())
    rows = []
    for _ in range(count):
        row = [dice.choice(part) for part in (_WHO, _DID, _WHAT, _WHERE, _WHY)]
        rows.append(
            f"In {dice.randint(1950, 2024)} {' '.join(row)}, and {dice.randint(3, 99)} people"
            f" of district {dice.randint(2, 40)} came to see it."
        )
    return " ".join(rows)


def site_of(host: str) -> str:
    """The name that a host's pages carry."""
    return host.split(".")[-2].title()


def shell(host: str, title: str, main: str, *, lang: str = "en", head: str = "", before: str = "", after: str = "") -> str:
    """A page of a site: head, navigation, main part, footer."""
    nav = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("Home", "Work", "People", "Support", "Contact"))
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{html.escape(title)} | {site_of(host)}</title>{head}</head>'
        f"<body>{before}<header><nav><ul>{nav}</ul></nav></header><main>{main}</main>"
        f"<footer>{site_of(host)}, a registered society. Write to us whenever you like.</footer>{after}</body></html>"
    )


def article(
    host: str,
    path: str,
    *,
    title: str = "",
    extra: str = "",
    head: str = "",
    count: int = 24,
    lang: str = "en",
    before: str = "",
    after: str = "",
) -> str:
    """A page of a few hundred words that no other address has."""
    key = host + path
    title = title or "How " + sentences("title" + key, 1).split(" ", 2)[2].split(",")[0]
    body = f"<article><h1>{html.escape(title)}</h1><p>{sentences(key, count)}</p>{extra}</article>"
    return shell(host, title, body, lang=lang, head=head, before=before, after=after)


def missing(
    host: str, title: str = "Page not found", text: str = "The page you are looking for could not be found.", *, lang: str = "en"
) -> str:
    """A site's own page for addresses it does not know."""
    return shell(host, title, f"<h1>{title}</h1><p>{text}</p>", lang=lang)
