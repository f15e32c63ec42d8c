"""Bot walls: the server lives and refuses machines, whatever the status says."""

from audit.judging.compare import same_as_sibling
from audit.judging.doubt import is_about
from audit.judging.notices import is_notice, stands_alone
from audit.judging.paths import is_front
from audit.model.probe import Exchange, Page, Probe, first_values
from audit.model.verdict import Judgement, Verdict

_BY_HEADER: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("cf-mitigated", ("challenge", "block"), "Cloudflare"),
    ("x-amzn-waf-action", ("challenge", "captcha"), "AWS WAF"),
    ("x-vercel-mitigated", ("challenge", "deny"), "Vercel"),
    ("x-datadome", ("protected",), "DataDome"),
    ("x-dd-b", (), "DataDome"),
    ("x-sucuri-block", (), "Sucuri"),
    ("x-kpsdk-ct", (), "Kasada"),
)
"""Header, the values that mean a refusal (any when empty), and whose it is."""
_HEADERS = frozenset(name for name, _, _ in _BY_HEADER)
_WHATEVER_STATUS = frozenset({"cf-mitigated", "x-amzn-waf-action", "x-vercel-mitigated"})
"""Headers that are sent with refusals only; the others come with every answer of the same wall."""
_BY_SERVER = (
    ("akamaighost", "Akamai"),
    ("sucuri", "Sucuri"),
    ("ddos-guard", "DDoS-Guard"),
    ("cloudflare-nginx", "Cloudflare"),
    ("imperva", "Imperva"),
    ("incapsula", "Imperva"),
)
_REFUSING = frozenset({202, 400, 401, 403, 405, 406, 409, 415, 418, 420, 429, 430, 444, 493, 498, 500, 501, 502, 503, 520, 521, 999})
"""Statuses that walls dress their refusals in. A 404 is left to mean what it says unless a header says otherwise."""
_ERROR_PAGE = "cloudflare-page"
"""What a network's own pages carry: with 4xx it refuses, with 5xx it cannot reach the site behind it."""
_FEW_WORDS = 120
_NEXT_TO_NONE = 30
_MESSAGE = "message-form"
"""A form that wants to be written in guards itself; a wall has none."""
_NOTICES = frozenset({"for-sale", "parked", "suspended", "coming-soon", "title-not-found", "heading-not-found", "text-not-found"})


def _vendor_of_header(exchange: Exchange, status: int) -> str:
    if _HEADERS.isdisjoint(first_values(exchange.headers)):  # as with nearly every answer
        return ""
    for name, values, vendor in _BY_HEADER:
        value = exchange.header(name).lower()
        if value and (not values or any(word in value for word in values)) and (name in _WHATEVER_STATUS or status in _REFUSING):
            return vendor
    return ""


def _vendor_of_server(exchange: Exchange) -> str:
    server = exchange.header("server").lower()
    return next((vendor for word, vendor in _BY_SERVER if word in server), "")


def _marks(page: Page) -> list[str]:
    return [signal.removeprefix("challenge-") for signal in page.signals if signal.startswith("challenge-")]


def is_wall(exchange: Exchange, page: Page | None) -> str:
    """Whose wall an answer is, in a word or two; empty when it is none.

    A header that only refusals carry is decisive. Otherwise structure is asked for besides words: an article about walls quotes them.
    """
    status = exchange.status or 0
    if vendor := _vendor_of_header(exchange, status):
        return vendor
    if page is not None and page.words > _FEW_WORDS:
        return ""
    # A network that cannot reach the site behind it says 503 as well; only a refusal asks something of a browser.
    if (status in {403, 429} or (status == 503 and page is not None and page.scripts > 0)) and (vendor := _vendor_of_server(exchange)):
        return vendor
    if page is None:
        return ""
    marks = [mark for mark in _marks(page) if mark != _ERROR_PAGE or status < 500]
    if status in _REFUSING and status > 200 and (marks or "robot-check" in page.signals):
        return marks[0] if marks else "robot check"
    if 200 <= status < 300:
        return _interstitial(page, marks)
    return ""


def _interstitial(page: Page, marks: list[str]) -> str:
    """The wall behind a page with a status of success: its script, and words to match or none at all.

    Some walls put their script into every page they let through; but a wall has no site's navigation around it.
    """
    if not stands_alone(page):
        return ""
    written, mentions = _MESSAGE in page.signals, "robot-check" in page.signals
    named = [mark for mark in marks if mark not in {"captcha", _ERROR_PAGE}]
    if named and (page.all_words <= _NEXT_TO_NONE or (mentions and not written) or is_notice(page, "robot-check")):
        return named[0]
    asks = is_notice(page, "robot-check") or (mentions and page.words <= _NEXT_TO_NONE)
    return "captcha" if "captcha" in marks and asks and page.forms <= 1 and not written else ""


def judge_wall(probe: Probe) -> Judgement | None:
    """`blocked` when the final answer is a bot wall's."""
    final = probe.final
    if final is None or final.status is None:
        return None
    vendor = is_wall(final, probe.page)
    if vendor:
        return Judgement(verdict=Verdict.BLOCKED, reason="challenge", detail=f"{final.status} from a robot wall ({vendor})")
    if _refuses_everything(probe):
        return Judgement(verdict=Verdict.BLOCKED, reason="challenge", detail="it wants to know who we are, at every address")
    if probe.page and _is_closed_to_us(probe, probe.page, final.status):
        return Judgement(verdict=Verdict.BLOCKED, reason="region", detail=f"{final.status}, closed to visitors from this region")
    return None


def _is_closed_to_us(probe: Probe, page: Page, status: int) -> bool:
    """Whether the page turns visitors from here away: the status says so too, or it is a notice of nothing else."""
    if status in {403, 451}:
        return "region" in page.signals
    if status in {404, 410} or not {"region", "thin"} <= set(page.signals) or is_about(page, probe.target.url):
        return False
    return is_notice(page, "region") or (same_as_sibling(probe) and not is_front(probe.target.url))


def _refuses_everything(probe: Probe) -> bool:
    """A page of a few words about robots, or around a captcha, the same at an address that cannot exist."""
    page = probe.page
    if page is None or not stands_alone(page) or _MESSAGE in page.signals or not same_as_sibling(probe):
        return False
    # A front page that scripts draw, and a notice in the place of a site, guard their forms with captchas too.
    front, signals = is_front(probe.target.url), set(page.signals)
    marked = bool(_marks(page)) and not front and not _NOTICES & signals
    asks = is_notice(page, "robot-check") or ("robot-check" in signals and not front)
    repaired = "maintenance" in signals  # it asks for patience as well
    return page.words <= _NEXT_TO_NONE and (marked or (asks and not repaired))
