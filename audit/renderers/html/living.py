"""The pages that keep their address: those of the newest report, moved out of its folder, and a page for what it has nothing to say of."""

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from audit.model.report import InitiativeRow, Report, TargetRow
from audit.model.standing import State
from audit.ports import Document
from audit.renderers import names
from audit.renderers.html.environment import page
from audit.renderers.html.words import Words
from audit.renderers.remove_now import remove_now

UNTOLD_LISTED = 50
"""So many problems that could not be looked at again are named; the JSON document has all."""

_INSIDE = re.compile(rb' href="(?![#/]|[a-z][a-z0-9+.-]*:)([^"#]*)')
"""Where a page of ours leads inside the reports. Text from outside cannot look like it: its quotation marks are escaped."""


@dataclass(frozen=True, kw_only=True)
class LivingPages:
    """See `audit.ports.Living`."""

    report: Report
    words: Words

    @classmethod
    def of(cls, report: Report, *, language: str = "en") -> Self:
        """The pages as one report has them."""
        return cls(report=report, words=Words.of(report, language=language))

    @property
    def folders(self) -> Sequence[str]:
        """See `Living.folders`."""
        return names.LIVING

    @property
    def names(self) -> Collection[str]:
        """See `Living.names`: every initiative has a page, so that the CMS may lead to it."""
        return self._initiatives.keys()

    def page(self, document: Document) -> Document | None:
        """See `Living.page`."""
        name = self._addresses.get(document.name)
        if name is None:
            return None
        moved = rebased(document.content, was=f"{self.report.id}/{document.name}", now=name)
        own = re.escape("../" * name.count("/") + name).encode()
        return Document(name=name, content=re.sub(rb'<li><a href="%s">[^<]*</a></li>' % own, b"", moved, count=1))

    @property
    def beside(self) -> Sequence[Document]:
        """See `Living.beside`: the feed of what has to go today."""
        return (remove_now(self.report, self.words),)

    def over(self, name: str) -> Document:
        """See `Living.over`."""
        kind, _, word = name.partition("/")
        title, facts = self._told(name, kind, word.partition("/")[0])
        key = "known" if facts else "gone"
        if untold := self._untold.get(name):
            key, still = "untold", self.words.t("state.not_rechecked")
            facts = (*facts, *((still, one) for one in list(untold)[:UNTOLD_LISTED]))
        content = page(
            "living.html",
            w=self.words,
            say=self.words.of_cards,
            title=title,
            address=kind != "initiatives",
            lead=self.words.t(f"page.living.{kind}_{key}"),
            facts=facts,
            site_name=self.report.site_name,
            up="../" * name.count("/"),
        )
        return Document(name=name, content=content)

    def _told(self, name: str, kind: str, word: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """What a page is about, and what is still known of it: nothing of what is in the collection no more."""
        words = self.words
        if kind == "initiatives" and (row := self._initiatives.get(name)):
            judged = words.t("page.initiative.judged", judged=row.judged, links=row.links)
            partner = ((words.t("page.initiative.partner"), row.partner),) if row.partner else ()
            return row.title, (*partner, (words.t("page.initiative.links"), judged))
        if kind == "links" and (target := self._targets.get(name)):
            return target.check.url, ((words.t("page.living.used"), words.count("initiative", target.used_in)),)
        if kind == "hosts" and (host := self._hosts.get(name)):
            return host, ((words.t("page.living.addresses"), words.number(self._on_host[host])),)
        return words.t(f"page.living.{kind}_title") if kind == "initiatives" else word, ()

    @cached_property
    def _untold(self) -> Mapping[str, Mapping[str, None]]:
        """What is known to be wrong and could not be looked at again, by the pages that it stands on: nothing of it is mended."""
        found: dict[str, dict[str, None]] = {}
        on = {row.check.target_id: row.check.host for row in self.report.targets}
        for one in self.report.closed:
            finding = one.record.finding
            if one.state is State.NOT_RECHECKED:
                address = finding.occurrences[0].href
                told = f"{one.title} {address}" if address else one.title
                found.setdefault(names.living_initiative(finding.entry_id), {})[told] = None
                if finding.target_id:
                    found.setdefault(names.living_link(finding.target_id), {})[f"{one.title} {one.initiative}"] = None
                if host := on.get(finding.target_id):
                    found.setdefault(names.living_host(host), {})[told] = None
        return found

    @cached_property
    def _initiatives(self) -> Mapping[str, InitiativeRow]:
        return {names.living_initiative(row.id): row for row in self.report.initiatives}

    @cached_property
    def _targets(self) -> Mapping[str, TargetRow]:
        return {names.living_link(row.check.target_id): row for row in self.report.targets}

    @cached_property
    def _on_host(self) -> Mapping[str, int]:
        """How many addresses there are on each website."""
        counted: dict[str, int] = {}
        for row in self.report.targets:
            counted[row.check.host] = counted.get(row.check.host, 0) + 1
        return counted

    @cached_property
    def _hosts(self) -> Mapping[str, str]:
        return {names.living_host(host): host for host in self._on_host}

    @cached_property
    def _addresses(self) -> Mapping[str, str]:
        """The lasting address of each document that has one. A website may have an event without a single address."""
        hosts = {*self._on_host, *(row.host for row in self.report.hosts)}
        return {
            **{names.initiative_page(row.id): name for name, row in self._initiatives.items()},
            **{names.host_page(host): names.living_host(host) for host in hosts},
            **{names.link_page(row.check.target_id): name for name, row in self._targets.items()},
            names.METHOD: names.METHOD,
        }


def rebased(content: bytes, *, was: str, now: str) -> bytes:
    """A page of ours that stood at `was` as it stands at `now`, both below the folder of all reports: it leads where it led."""
    folder, up = posixpath.dirname(was), "../" * now.count("/")
    known: dict[bytes, bytes] = {}

    def led(found: re.Match[bytes]) -> bytes:
        href = found[1]
        if href not in known:
            known[href] = f' href="{up}{posixpath.normpath(posixpath.join(folder, href.decode()))}'.encode()
        return known[href]

    return _INSIDE.sub(led, content)
