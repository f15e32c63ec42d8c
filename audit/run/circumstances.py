"""Everything besides a file and the time on which it depends what a run takes of the file."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

import audit
from audit.model.site import Site, SiteIndex
from audit.rules import ContentRule, Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What runs have in common that may take the same of the same file."""

    key: str
    """A digest of the program, the rules with their options, and the configuration: where one differs, everything does."""
    site: Site | None
    """What else the site holds. Of that a file's findings rest on a few answers, which are kept with them."""
    held: bytes
    """A digest of all that the site holds; as long as it is the same, so is every answer."""


def circumstances(*, rules: Sequence[ContentRule], context: Context) -> Circumstances:
    """Those of a run."""
    # The time is left out on purpose: how long a result holds is kept with it. So is since when an entry has said what it says.
    asked = replace(context, now=context.now.min, site=None, said_since={})
    parts = (_program(), repr([(rule.name, rule) for rule in rules]), repr(asked), str(context.site is None))
    return Circumstances(
        key=hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest(),
        site=context.site,
        held=hashlib.sha256(_site(context.site).encode("utf-8", "surrogatepass")).digest(),
    )


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


def _site(site: Site | None) -> str:
    if not isinstance(site, SiteIndex):
        return repr(site)
    held = (
        [(ref.id, ref.path, ref.collection, ref.site, ref.status, ref.routable, ref.uri) for ref in site.entries.values()],
        sorted(site.twins.items()),
        [(taxonomy, sorted(slugs)) for taxonomy, slugs in sorted(site.terms.items())],
        [(container, [(asset.path, asset.alt) for asset in files.values()]) for container, files in site.assets.items()],
        None if site.users is None else sorted(site.users),
        sorted(site.uris.items()),
        [sorted(names.items()) for names in (site.prefixes, site.folders, site.left_out)],
        [sorted(names) for names in (site.parents, site.hosts)],
        sorted((path, str(problem)) for path, problem in site.settings.items()),
    )
    return json.dumps(held)
