"""A digest of everything besides a file and the time on which it depends what a run takes of the file."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import audit
from audit.model.site import SiteIndex
from audit.rules import ContentRule, Context


def circumstances(*, rules: Sequence[ContentRule], context: Context) -> str:
    """The program, the rules with their options, the configuration, and what the site holds."""
    # The time is left out on purpose: how long a result holds is kept with it.
    asked = replace(context, now=context.now.min, site=None)
    parts = (_program(), repr([(rule.name, rule) for rule in rules]), repr(asked), _site(context.site))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


_ROOMS: Final = ("extract", "model", "rules", "run", "sources", "urls")
"""The parts of the program that read, extract and check."""


@cache
def _program() -> str:
    """The version, and the program's own text: a change at its desk must not be hidden by what the version before it found."""
    digest = hashlib.sha256(audit.__version__.encode())
    root = Path(audit.__file__).parent
    for path in sorted(path for room in _ROOMS for path in (root / room).rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _site(site: SiteIndex | None) -> str:
    if site is None:
        return ""
    held = (
        [(ref.id, ref.path, ref.collection, ref.site, ref.status, ref.routable, ref.uri) for ref in site.entries.values()],
        sorted(site.twins.items()),
        [(taxonomy, sorted(slugs)) for taxonomy, slugs in sorted(site.terms.items())],
        [(container, [(asset.path, asset.alt) for asset in files.values()]) for container, files in site.assets.items()],
        None if site.users is None else sorted(site.users),
        sorted(site.uris.items()),
        [sorted(names.items()) for names in (site.prefixes, site.folders, site.left_out)],
        [sorted(names) for names in (site.parents, site.hosts)],
    )
    return json.dumps(held)
