"""Entries of a site, and what is read of it."""

from audit.sources.statamic import StatamicSource


def entry(entry_id: str, more: str = "", body: str = "") -> str:
    return f"---\nid: {entry_id}\ntitle: Title of {entry_id}\n{more}---\n{body}"


def readings(root, **options):
    return list(StatamicSource(root=root, **options).read())


def ids(found):
    return [reading.id for reading in found]


SITES = "en: {name: English}\nfr: {name: Français}\n"
