"""Names without a site, and names that somebody else has taken."""

from urllib.parse import urlsplit

from audit.judging.compare import same_as_sibling, sibling_is_honest
from audit.judging.doubt import is_about
from audit.judging.notices import is_notice, stands_alone
from audit.judging.paths import MEDIA_FILES, extension, is_front, is_parking, is_suspended
from audit.model.probe import Page, Probe
from audit.model.verdict import Judgement, Verdict
from audit.urls import registrable

_ANY_LINK = frozenset(
    [
        "here",
        "click",
        "link",
        "links",
        "read",
        "more",
        "learn",
        "visit",
        "website",
        "site",
        "homepage",
        "home",
        "page",
        "official",
        "online",
        "information",
        "info",
        "details",
        "find",
        "this",
        "their",
        "hier",
        "mehr",
        "webseite",
        "seite",
        "weiter",
        "zur",
        "lesen",
        "voir",
        "plus",
        "lire",
        "cliquez",
        "page",
        "sitio",
        "página",
        "aquí",
        "leer",
        "pagina",
        "sito",
        "leggi",
        "qui",
        "saiba",
        "mais",
    ]
)
"""Words of links that say nothing of where they lead."""


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _moved_away(probe: Probe) -> bool:
    """Whether the redirects ended at another registered name."""
    final = probe.final
    return bool(probe.hops) and final is not None and registrable(_host(final.url)) != registrable(_host(probe.target.url))


def _kept_its_path(probe: Probe, final_url: str) -> bool:
    """Whether the redirects kept the path: a site that moves takes its addresses along, a registrar leads all of them to one of its own."""
    return urlsplit(final_url).path == urlsplit(probe.target.url).path


def _carries_name(probe: Probe) -> bool:
    """Whether the address at the end names the host that was asked, as markets and registrars do."""
    final = probe.final
    return final is not None and _moved_away(probe) and registrable(_host(probe.target.url)) in urlsplit(final.url).query.lower()


def _parking_kinds(probe: Probe, page: Page, final_url: str) -> list[str]:
    signals, thin = frozenset(page.signals), "thin" in page.signals
    kinds: list[str] = []
    if any(signal.startswith("parking-") for signal in signals):
        kinds.append("scripts of a domain parker")
    if probe.hops and is_parking(final_url) and not is_parking(probe.target.url):
        kinds.append("redirected to a parker's address")
    if signals & {"for-sale", "parked", "suspended", "for-sale-by-name"} and _carries_name(probe):
        kinds.append("redirected to a market or registrar, the name in the address")
    if thin and signals & {"for-sale", "parked"} and (kinds or _says_so_of_itself(probe, page)):
        kinds.append("it says that the name is for sale or parked")
        if {"for-sale", "parked"} <= signals:
            kinds.append("it says so twice")
    if thin and "title-is-host" in signals and signals & {"for-sale", "parked", "coming-soon"}:
        kinds.append("its title is the bare name")
    if thin and {"title-is-host", "domain-words"} <= signals and same_as_sibling(probe) and stands_alone(page):
        kinds.append("its title is the bare name, and it speaks of domains")
    if thin and kinds and same_as_sibling(probe):
        kinds.append("every address shows it")
    return kinds


def _says_so_of_itself(probe: Probe, page: Page) -> bool:
    """Whether the page is about a name: as a notice, or as one that gives the name and has no site around it."""
    named = {"title-is-host", "for-sale-by-name"} & set(page.signals) or (_moved_away(probe) and _names_what_was_asked(probe, page))
    return (bool(named) and stands_alone(page)) or any(is_notice(page, about) for about in ("for-sale", "parked", "coming-soon"))


def _names_what_was_asked(probe: Probe, page: Page) -> bool:
    asked = registrable(_host(probe.target.url))
    return any(asked in head.lower() for head in (page.title, *page.headings))


def judge_parked(probe: Probe) -> Judgement | None:
    """`parked` by two kinds of evidence that nobody runs a site under the name."""
    page, final = probe.page, probe.final
    if page is None or final is None:
        return None
    if taken_down := _judge_taken_down(probe, page, final.url):
        return taken_down
    kinds = _parking_kinds(probe, page, final.url)
    if len(kinds) >= 2:
        return Judgement(verdict=Verdict.PARKED, reason="parked", detail="; ".join(kinds))
    return _judge_coming_soon(probe, page)


def _judge_taken_down(probe: Probe, page: Page, final_url: str) -> Judgement | None:
    """A site that the authorities or its host have switched off."""
    if "thin" not in page.signals:
        return None
    if is_notice(page, "seized") and stands_alone(page):
        return Judgement(verdict=Verdict.PARKED, reason="seized", detail="it says that the authorities have seized the name")
    told = is_suspended(final_url)
    if "suspended" not in page.signals or not (told or is_notice(page, "suspended")):
        return None
    if probe.hops and told and not _moved_away(probe):
        return Judgement(verdict=Verdict.BROKEN, reason="account-suspended", detail="its host shows the page for accounts switched off")
    led = _moved_away(probe) and not _kept_its_path(probe, final_url)
    if led or told or same_as_sibling(probe) or stands_alone(page):
        return Judgement(verdict=Verdict.PARKED, reason="suspended", detail="it says that the account or name is suspended")
    return None


def _judge_coming_soon(probe: Probe, page: Page) -> Judgement | None:
    """A page that promises a site, at an address where there should be one page of it."""
    promises = "coming-soon" in page.signals and "maintenance" not in page.signals
    if promises and "thin" in page.signals and same_as_sibling(probe) and not is_front(probe.target.url):
        return Judgement(verdict=Verdict.PARKED, reason="coming-soon", detail="it promises a site; every address shows it")
    return None


def _mentions(page: Page, texts: tuple[str, ...]) -> bool:
    told = " ".join((page.title, page.description, page.text, *page.headings)).lower()
    words = {word for text in texts for word in text.lower().split() if len(word) > 3} - _ANY_LINK
    return not words or any(word in told for word in words)


def judge_hijacked(probe: Probe) -> Judgement | None:
    """`parked`, reason `hijacked`, when the vocabulary of spam meets a second kind of evidence that this is not the page meant."""
    page, final = probe.page, probe.final
    if page is None or final is None or not {"spam-words", "gambling-words"} & set(page.signals):
        return None
    if is_about(page, probe.target.url) and sibling_is_honest(probe):
        return None  # a study of online casinos, at an address that says so, whatever the site is called by now
    kinds = ["the vocabulary of spam sites"] if "spam-words" in page.signals else []
    if _moved_away(probe) and ("spam-words" in page.signals or is_front(final.url) or not _kept_its_path(probe, final.url)):
        kinds.append("redirected to another name")
    if extension(probe.target.url) in MEDIA_FILES:
        kinds.append("a file was meant")
    if same_as_sibling(probe) and not is_front(probe.target.url):
        kinds.append("every address shows it")
    # An article on a trade stands somewhere below; a front page is about its own site.
    sold = "spam-dense" in page.signals or ("spam-many" in page.signals and is_front(probe.target.url))
    if not _mentions(page, probe.target.texts) and (sold or not sibling_is_honest(probe)):
        kinds.append("none of the link's words occur")
    if "spam-words" in page.signals and same_as_sibling(probe) and "every address shows it" not in kinds:
        kinds.append("every address shows it")
    if "gambling-words" in page.signals and "spam-words" in page.signals and not sibling_is_honest(probe):
        kinds.append("games of chance in its title and text")
    if len(kinds) >= 2:
        return Judgement(verdict=Verdict.PARKED, reason="hijacked", detail="; ".join(kinds))
    return None
