"""From entries to links, each with its exact place. Pure."""

from audit.extract.addresses import kind_of
from audit.extract.walk import Walk
from audit.model.entry import Entry, Unreadable
from audit.model.link import Link, LinkKind
from audit.model.location import Location


def extract(entry: Entry) -> tuple[Link, ...]:
    """Every link of an entry, in the order of its fields; of one that redirects, only where to, for nobody sees the others."""
    specs = entry.blueprint.fields if entry.blueprint else ()
    walk = Walk(marks=entry.marks)
    shown = {name: value for name, value in entry.fields.items() if name == "redirect"} if entry.redirects else entry.fields
    return tuple(link for flow in walk.fields(shown, (), specs) for link in flow.links(entry))


def salvage(unreadable: Unreadable) -> tuple[Link, ...]:
    """The addresses found in a file that could not be read, marked as such."""
    return tuple(
        Link(
            entry_id=unreadable.id,
            href=address,
            text="",
            kind=kind_of(address, LinkKind.TEXT),
            location=Location(path=unreadable.path, field="", line=line),
            salvaged=True,
        )
        for address, line in unreadable.salvaged
    )


__all__ = ["extract", "salvage"]
