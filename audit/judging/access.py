"""Doors: the page lives behind a login, so we cannot see it."""

import re
from urllib.parse import urlsplit

from audit.judging.compare import same_as_sibling
from audit.judging.doubt import is_about
from audit.judging.notices import is_headed, says_nothing_else, stands_alone
from audit.judging.paths import is_front, is_login, returns_to
from audit.model.probe import Page, Probe
from audit.model.verdict import Judgement, Verdict

_LITTLE = 120
_NEXT_TO_NOTHING = 45
"""Words of a page that has a form and nothing to read."""
_EXCUSES = frozenset({"title-not-found", "heading-not-found", "text-not-found"})
_JOINING = re.compile(
    r"(?:^|[/_.-])(?:register|registration|sign-?up|join|accounts?|profile|membership|subscribe|registrier\w*|beitreten|mitglied-?werden|konto"
    r"|inscri\w+|adh[eé]r\w+|compte|regist(?:o|ro|rar|rati)|cuenta|conta|iscri\w+|rejestracja|registracia|aanmelden|lid-?worden)(?:$|[/_.-])",
    re.IGNORECASE,
)
"""Paths at which a form that wants a password is the page that was meant."""


def _kinds(probe: Probe, page: Page, final_url: str) -> list[str]:
    """The kinds of evidence that the page is a door, in words."""
    kinds: list[str] = []
    asked = probe.target.url
    if probe.hops and is_login(final_url):
        kinds.append("redirected to a login address")
    if probe.hops and returns_to(final_url, asked):
        kinds.append("the address carries the way back")
    kinds += _of_form(probe, page)
    if _asks_to_log_in(page):
        kinds.append("its title or heading asks to log in")
    # A door that first wants a name has no field for a password yet, and scripts may need no form.
    if "heading-login" in page.signals and page.words < _NEXT_TO_NOTHING and same_as_sibling(probe) and not is_front(asked):
        kinds.append("every address shows it, and nothing else")
    return kinds + _of_words(probe, page)


def _of_words(probe: Probe, page: Page) -> list[str]:
    """What a thin page says of being let in. One sentence of many, beside a box to log in, is said of something else."""
    if not {"access-words", "thin"} <= set(page.signals):
        return []
    kinds: list[str] = []
    if "heading-denied" in page.signals:
        kinds.append("its title or heading turns strangers away")
    elif is_headed(page, "access-words") and not is_about(page, probe.target.url):
        kinds.append("its title or heading says so too")
    if same_as_sibling(probe) and not is_front(probe.target.url):
        kinds.append("every address says so")
    nothing_else = says_nothing_else(page, "access-words")
    if nothing_else or (page.password_fields and page.words < _NEXT_TO_NOTHING):
        kinds.append("and offers a form, or nothing else")
    return ["it says that access has to be asked for", *kinds] if kinds else []


def _asks_to_log_in(page: Page) -> bool:
    """Whether a head does, or a page with no site around it: a box in the corner of one has the same words."""
    head = {"heading-login", "heading-login-words"} & set(page.signals)
    return bool(head) or ("login-words" in page.signals and stands_alone(page))


def _of_form(probe: Probe, page: Page) -> list[str]:
    """What the fields of a page say: one password and nothing to read is a door in any language; two are a registration."""
    kinds: list[str] = []
    if page.password_fields and page.words < _LITTLE:
        kinds.append("little but a password field")
    meant = is_front(probe.target.url) or is_about(page, probe.target.url) or bool(_EXCUSES & set(page.signals))
    if page.forms and page.words < _NEXT_TO_NOTHING and not meant and not _JOINING.search(urlsplit(probe.target.url).path):
        # A box to log in stands in the corner of many a short page; a door names what it wants, or has no site around it.
        if page.password_fields == 1 and ("password-words" in page.signals or stands_alone(page)):
            kinds.append("and nothing to read")
        elif "heading-login" in page.signals:
            kinds.append("its title is that of a login, above a form and nothing else")
    return kinds


def judge_access(probe: Probe) -> Judgement | None:
    """`blocked` when two kinds of evidence say that a login stands before the page."""
    page, final = probe.page, probe.final
    if page is None or final is None:
        return None
    told = page.password_fields or "access-words" in page.signals or "heading-login" in page.signals
    led = bool(probe.hops) and is_login(final.url)
    if not (told or led) or is_login(probe.target.url):  # one of the two, or there is no door: as with nearly every page
        return None
    kinds = _kinds(probe, page, final.url)
    if len(kinds) >= 2:
        return Judgement(verdict=Verdict.BLOCKED, reason="login", detail="; ".join(kinds))
    return None
