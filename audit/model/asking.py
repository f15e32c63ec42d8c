"""What is asked of a site while one of its files is read, with the answers: whoever asks again and hears the same finds the same."""

from dataclasses import dataclass, field
from typing import Final, TypeVar

from audit.model.entry import Problem
from audit.model.site import AssetRef, Presence, Site

_Found = TypeVar("_Found")
Question = tuple[str, ...]
"""What `Site` calls it, and what it is about."""

QUESTIONS: Final = frozenset(
    {
        "entry",
        "page",
        "term",
        "asset",
        "file",
        "user",
        "holds",
        "has_below",
        "is_named",
        "has_entries",
        "containers",
        "collections",
        "settings",
    }
)


def answered(site: Site, question: Question) -> str:
    """What a site answers to a question that was noted.

    Raises:
        LookupError: there is no such question.
    """
    name, *about = question
    if name not in QUESTIONS:
        raise LookupError(name)
    found = getattr(site, name)
    return str(found(*about) if about else found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Questioned:
    """A site that notes down what it is asked; implements `Site`, and shows nothing else of what the site holds."""

    site: Site
    answers: dict[Question, str] = field(default_factory=dict)
    """Every question once, with the answer in the words of `answered`."""

    @property
    def is_named(self) -> bool:
        """See `Site.is_named`."""
        return self._noted(self.site.is_named, "is_named")

    @property
    def has_entries(self) -> bool:
        """See `Site.has_entries`."""
        return self._noted(self.site.has_entries, "has_entries")

    @property
    def containers(self) -> tuple[str, ...]:
        """See `Site.containers`."""
        return self._noted(self.site.containers, "containers")

    @property
    def collections(self) -> tuple[str, ...]:
        """See `Site.collections`."""
        return self._noted(self.site.collections, "collections")

    @property
    def settings(self) -> dict[str, Problem | None]:
        """See `Site.settings`."""
        return self._noted(dict(self.site.settings), "settings")

    def holds(self, entry_id: str) -> bool:
        """See `Site.holds`."""
        return self._noted(self.site.holds(entry_id), "holds", entry_id)

    def has_below(self, entry_id: str) -> bool:
        """See `Site.has_below`."""
        return self._noted(self.site.has_below(entry_id), "has_below", entry_id)

    def entry(self, entry_id: str) -> Presence:
        """See `Site.entry`."""
        return self._noted(self.site.entry(entry_id), "entry", entry_id)

    def page(self, address: str, site: str = "") -> Presence:
        """See `Site.page`."""
        return self._noted(self.site.page(address, site), "page", address, site)

    def term(self, taxonomy: str, value: str) -> Presence:
        """See `Site.term`."""
        return self._noted(self.site.term(taxonomy, value), "term", taxonomy, value)

    def asset(self, container: str, path: str) -> Presence:
        """See `Site.asset`."""
        return self._noted(self.site.asset(container, path), "asset", container, path)

    def file(self, container: str, path: str) -> AssetRef | None:
        """See `Site.file`."""
        return self._noted(self.site.file(container, path), "file", container, path)

    def user(self, user_id: str) -> Presence:
        """See `Site.user`."""
        return self._noted(self.site.user(user_id), "user", user_id)

    def _noted(self, found: _Found, *question: str) -> _Found:
        if question not in self.answers:
            self.answers[question] = str(found)
        return found
