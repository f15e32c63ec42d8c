"""Addresses wrapped by a mail program or a network."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar
from urllib.parse import parse_qsl

from audit.model.finding import Certainty, Finding, Severity
from audit.model.link import Link
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.mentions import by_address, host, occurrence, split

_WRAPPERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"(?:[a-z0-9-]+\.)*safelinks\.protection\.outlook\.com", r".*", ("url",)),
    (r"(?:[a-z]+\.)?google\.[a-z.]{2,6}", r"/url", ("q", "url")),
    (r"(?:l|lm)\.(?:facebook|instagram|messenger|workplace)\.com", r".*", ("u",)),
    (r"(?:[a-z0-9-]+\.)*facebook\.com", r"/(?:l|flx/warn/?)(?:\.php)?", ("u",)),
    (r"urldefense\.(?:proofpoint\.)?com", r"/v[1-3]/.*", ("u",)),
    (r"linkprotect\.cudasvc\.com", r"/url", ("a",)),
    (r"(?:protect[a-z0-9-]*|[a-z0-9-]+\.protect)\.mimecast\.com", r"/s/.*", ("domain",)),
    (r"(?:[a-z0-9-]+\.)*linkedin\.com", r"/(?:redir/redirect|safety/go|slink)", ("url",)),
    (r"(?:[a-z0-9-]+\.)*(?:steamcommunity|youtube)\.com", r"/(?:linkfilter/?|redirect)", ("u", "url", "q")),
    (r"slack-redir\.net", r"/link", ("url",)),
    (r"out\.reddit\.com", r".*", ("url",)),
    (r"(?:[a-z0-9-]+\.)*list-manage[0-9]*\.com", r"/track/click", ()),
    (r"(?:[a-z0-9-]+\.)*(?:ct\.sendgrid\.net|mailchi\.mp/track)", r"/(?:ls|wf)/click", ()),
)
"""Hosts, paths, and the parameters in which they carry the address that was meant."""
_ANY_HOST = re.compile("|".join(hosts for hosts, _, _ in _WRAPPERS))


@dataclass(frozen=True, slots=True)
class LinkWrapped:
    """Finds links that lead through a checker of mails or a social network before they reach the page, such as Outlook's Safe Links.

    They came with a copy from a mail. They can name its reader, they stop working one day, and visitors see another website's
    name. Archives and translations, which are the page that was meant, stay silent.
    """

    name: ClassVar[str] = "link-wrapped"
    family: ClassVar[str] = "link-wrapped"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "address", "suggestion")
    before: ClassVar[str] = "href: https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Friver.example%2Fwells&data=05\n"
    after: ClassVar[str] = "href: https://river.example/wells\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        if not any(map(_may_wrap, page.hosts)):
            return
        for (_, address), found in by_address(page.links, _is_wrapped).items():
            values = params(address=address, suggestion=_inside(found[0]))
            yield content_finding(self, page.entry, [occurrence(link) for link in found], values=values, tell_apart=address)


def _is_wrapped(link: Link) -> bool:
    return _wrapper(link) is not None


def _wrapper(link: Link) -> tuple[str, ...] | None:
    name, path = host(link), split(link).path
    for hosts, paths, names in _WRAPPERS:
        if re.fullmatch(hosts, name) and re.fullmatch(paths, path):
            return names
    return None


@lru_cache(maxsize=8192)
def _may_wrap(name: str) -> bool:
    """Whether a host is one of those; most hosts are met again and again."""
    return _ANY_HOST.fullmatch(name) is not None


def _inside(link: Link) -> str:
    """The address that was meant, when the wrapped one carries it in the open; empty otherwise."""
    carried = dict(parse_qsl(split(link).query))
    inside = next((carried[name] for name in _wrapper(link) or () if name in carried), "")
    return inside if inside.startswith(("http://", "https://")) else ""
