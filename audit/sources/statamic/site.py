"""Where a Statamic site keeps what, and which sites share it."""

import re
from dataclasses import dataclass
from typing import Final

from audit.errors import NothingToAudit
from audit.sources.files import FileRefused, Tree
from audit.sources.statamic.blueprint import read_config

_OLD: Final = "site/"
"""Where version 2 keeps content and settings."""
_SITES_PHP: Final = re.compile(r"['\"](\w+)['\"]\s*=>\s*\[\s*['\"]name['\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A Statamic project: its folders and its site handles."""

    tree: Tree
    base: str
    """The project's folder below the root, with a slash at the end; empty when it is the root itself."""
    handles: tuple[str, ...]
    """The sites, the default one first."""

    @property
    def is_old(self) -> bool:
        """Whether it is laid out as in version 2."""
        return self.base == _OLD

    @property
    def content(self) -> str:
        """The content's folder, with a slash at the end."""
        return f"{self.base}content/"

    @property
    def collections(self) -> str:
        """The folder of the collections."""
        return f"{self.base}content/collections"

    @property
    def is_multisite(self) -> bool:
        """Whether the first folder of a collection names the site."""
        return len(self.handles) > 1


def find_site(tree: Tree) -> Site:
    """The project below the tree's root, or in its ``export`` folder, where starter kits have it, or ``site`` as in version 2.

    Raises:
        NothingToAudit: there is no folder of collections.
    """
    for base in ("", "export/", _OLD):
        folders = ("collections", "pages") if base == _OLD else ("collections",)
        if any((tree.root / base / "content" / folder).is_dir() for folder in folders):
            return Site(tree=tree, base=base, handles=_handles(tree, base))
    raise NothingToAudit(
        f"There is no content under {tree.root}: the folder content/collections is missing.",
        remedy="Let content.path in config.yaml name the root folder of the Statamic site.",
    )


def _handles(tree: Tree, base: str) -> tuple[str, ...]:
    """From ``resources/sites.yaml`` (version 5 and later), or ``config/statamic/sites.php``."""
    sites = read_config(tree, f"{base}resources/sites.yaml")
    if sites:
        return tuple(sites)
    return tuple(_SITES_PHP.findall(text_of(tree, f"{base}config/statamic/sites.php"))) or ("default",)


def text_of(tree: Tree, path: str) -> str:
    """A file of the site's own as text; empty when it is not there."""
    if not tree.has(path):
        return ""
    try:
        return tree.read(path).content.decode("utf-8", "replace")
    except FileRefused:
        return ""
