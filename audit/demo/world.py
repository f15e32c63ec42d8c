"""What the demo's web holds: its sites and pages, read from ``world.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Self

from audit.model.verdict import FragmentState, Verdict

TONIGHT = 4
"""The number of the night that a demo ends in; the nights before it are 1, 2 and 3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One path of a site: what it does, and the verdict that this deserves."""

    path: str
    """The request target, with a query where there is one."""
    title: str = ""
    does: str = "page"
    """A word of `audit.demo.answers.ANSWERS`."""
    to: str = ""
    """Where a redirect leads."""
    ids: tuple[str, ...] = ()
    """The sections of the page that links may name."""
    verdict: Verdict = Verdict.OK
    http_verdict: Verdict | None = None
    """The verdict on the page's http address, where the site serves one."""
    until: int = 0
    """The last night on which `before` was true."""
    before: "Page | None" = None

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Self:
        """A page from its table in ``world.toml``."""
        then = values.get("then")
        now = {key: value for key, value in values.items() if key != "then"}
        page = cls(**_typed(now))
        if then is None:
            return page
        plain = {key: value for key, value in now.items() if key not in {"does", "to", "verdict"}}
        before = cls(**_typed({**plain, **{key: value for key, value in then.items() if key != "until"}}))
        return replace(page, until=then["until"], before=before)

    def on(self, night: int) -> "Page":
        """The page as it was on a night."""
        return self.before if self.before is not None and night <= self.until else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One host of the demo's web."""

    host: str
    name: str
    pages: tuple[Page, ...]
    work: str = ""
    things: str = ""
    people: str = ""
    place: str = ""
    since: int = 2000
    tls: str = "good"
    """``good``, ``expiring``, ``expired``, ``self-signed`` or ``wrong-host``."""
    http: str = "redirects"
    """What port 80 does: ``redirects`` to https, ``serves`` the same pages, or is ``closed``."""
    unknown: str = "missing"
    """What a path does that is not listed."""
    robots: str = ""
    """The text of ``/robots.txt``; there is none when empty."""

    def page(self, target: str, *, night: int) -> Page | None:
        """The page at a request target, as it was on a night; a query that no page has is ignored."""
        by_path = {page.path: page for page in self.pages}
        page = by_path.get(target) or by_path.get(target.partition("?")[0])
        return page.on(night) if page else None


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything that the demo's web consists of."""

    sites: Mapping[str, Site]
    """By host."""
    canaries: tuple[str, ...]
    """Addresses that always work."""
    dead: tuple[str, ...]
    """Names that do not exist."""
    elsewhere: Mapping[str, Verdict]
    """Addresses whose spelling alone decides, with the verdict."""


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    typed = dict(values)
    for key in ("verdict", "http_verdict"):
        if key in typed:
            typed[key] = Verdict(typed[key])
    if "ids" in typed:
        typed["ids"] = tuple(typed["ids"])
    return typed


@cache
def world() -> World:
    """The demo's web as it is shipped."""
    values = tomllib.loads((files("audit.demo") / "world.toml").read_text(encoding="utf-8"))
    sites = tuple(Site(**{**site, "pages": tuple(Page.read(page) for page in site["pages"])}) for site in values["site"])
    return World(
        sites={site.host: site for site in sites},
        canaries=tuple(values["canaries"]),
        dead=tuple(values["dead"]),
        elsewhere={href: Verdict(word) for href, word in values["elsewhere"].items()},
    )


def verdicts(night: int = TONIGHT) -> Mapping[str, Verdict]:
    """The verdict that each address deserves on a night, by address without fragment.

    Any address of a dead name is ``broken``: see `World.dead`.
    """
    found = dict(world().elsewhere)
    for site in world().sites.values():
        for page in site.pages:
            then = page.on(night)
            found[f"https://{site.host}{page.path}"] = then.verdict
            if then.http_verdict is not None:
                found[f"http://{site.host}{page.path}"] = then.http_verdict
    return found


def fragments() -> Mapping[str, tuple[str, ...]]:
    """The sections that each page has, by address."""
    return {f"https://{site.host}{page.path}": page.ids for site in world().sites.values() for page in site.pages if page.ids}


def fragment_state(href: str) -> FragmentState:
    """Whether the section that `href` names is on its page."""
    address, mark, name = href.partition("#")
    if not mark:
        return FragmentState.NOT_APPLICABLE
    return FragmentState.FOUND if name in fragments().get(address, ()) else FragmentState.MISSING


def expected(href: str, *, night: int = TONIGHT) -> Verdict | None:
    """The verdict that an address of the content deserves; None when the demo's web forgot it."""
    address = href.partition("#")[0]
    host = address.partition("://")[2].partition("/")[0]
    if host in world().dead:
        return Verdict.BROKEN
    promised = verdicts(night)
    return promised.get(address) or promised.get(address.partition("?")[0])
