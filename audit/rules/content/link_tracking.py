"""Addresses that carry a tracker."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlunsplit

from audit.model.finding import Certainty, Finding, Severity
from audit.model.link import Link
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.mentions import by_address, host, occurrence, split

_TRACKER = re.compile(
    r"utm_(?:source|medium|campaign|term|content|id|name|reader|viz_id|pubreferrer|swu|cid|social|brand)"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|__hs(?:tc|sc|fp)|hsctatracking"
    r"|vero_id|vero_conv|oly_anon_id|oly_enc_id|mkt_tok|ml_subscriber(?:_hash)?|_openstat|wickedid|rb_clickid|s_cid|epik|pk_(?:campaign|kwd)|mtm_\w+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LinkTracking:
    """Finds addresses with parameters that tell advertisers where a visitor came from, such as `utm_source`, `fbclid` or `mc_eid`.

    They came with a copy from a newsletter or a social network, make the partner's figures wrong, and some name the person who
    copied them. Parameters that choose the page, such as `id`, `lang`, `ref` or `source`, stay silent.
    """

    name: ClassVar[str] = "link-tracking"
    family: ClassVar[str] = "link-tracking"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "address", "suggestion", "tracker")
    before: ClassVar[str] = "href: https://river.example/wells?utm_source=newsletter&fbclid=IwAR1\n"
    after: ClassVar[str] = "href: https://river.example/wells\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        for (_, address), found in by_address(page.links, _trackers).items():
            values = params(address=address, suggestion=_clean(found[0]), tracker=_trackers(found[0])[0])
            yield content_finding(self, page.entry, [occurrence(link) for link in found], values=values, tell_apart=address)


def _trackers(link: Link) -> list[str]:
    """The names of the tracking parameters in a web address, in its order."""
    if "?" not in link.address or not host(link):
        return []
    names = (part.partition("=")[0] for part in split(link).query.split("&"))
    return [name for name in names if _TRACKER.fullmatch(name)]


def _clean(link: Link) -> str:
    """The address without its trackers, otherwise as it was typed."""
    parts = split(link)
    return urlunsplit(parts._replace(query=untracked(parts.query)))


def untracked(query: str) -> str:
    """The part of an address behind its question mark, without trackers."""
    return "&".join(part for part in query.split("&") if not _TRACKER.fullmatch(part.partition("=")[0]))
