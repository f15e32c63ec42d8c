"""A mail before it has a form: the facts in their order, from which the text and the HTML part are both made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to open, always on our own host or in the CMS, and never changing anything by being opened."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One finding in a mail."""

    ids: tuple[str, ...]
    """The findings that it stands for: one dead page used in eight places is one thing to do."""
    title: str
    """The initiative's title, or an address."""
    place: str = ""
    """The field as editors know it."""
    label: str = ""
    """One of ``remove``, ``fix``, ``check``, ``tidy``."""
    label_word: str = ""
    state_word: str = ""
    """``New``, ``Came back``; empty for what was there before."""
    sentence: str = ""
    """What is wrong."""
    quote: str = ""
    """The words of the link."""
    target: str = ""
    """Where the link leads, made harmless for showing."""
    do: str = ""
    since: str = ""
    also: str = ""
    """Where else the same thing stands, for which the same deed helps."""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items under one heading."""

    heading: str = ""
    """Empty where the mail's own heading says it all."""
    lead: str = ""
    items: tuple[Item, ...] = ()
    more: str = ""
    """How many are left out, and where they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Counts with their words."""

    caption: str
    columns: tuple[str, ...]
    """The first one heads the rows' names."""
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail to one audience."""

    kind: str
    """``report``, ``run_problem``, ``owner_digest``, ``owner_urgent``, ``owner_done`` or ``manager_digest``."""
    key: str
    """With `kind`, what makes the mail the same mail when it is made a second time."""
    subject: str
    preheader: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    groups: tuple[Group, ...] = ()
    closing: tuple[str, ...] = ()
    """Paragraphs after the groups."""
    actions: tuple[Action, ...] = ()
    footer: tuple[str, ...] = ()
    footer_actions: tuple[Action, ...] = ()
    follows: str = ""
    """The key of the mail that this one continues."""
    unsubscribe: str = ""
    """An address of our own that takes this reader off the list by POST."""
    language: str = "en"
