"""Where a Statamic site keeps what, and which sites share it."""

import re
from dataclasses import dataclass, field
from typing import Final

from audit.errors import NothingToAudit
from audit.sources.files import Tree
from audit.sources.statamic.settings import Settings

_OLD: Final = "site/"
"""Where version 2 keeps content and settings."""
_TOP_KEY: Final = re.compile(r"^['\"]?(\w[\w-]*)['\"]?:", re.MULTILINE)
_SITE_URL: Final = r"['\"]HANDLE['\"]\s*=>\s*\[[^\]]*?['\"]url['\"]\s*=>\s*['\"]([^'\"]*)['\"]"
_MULTISITE: Final = re.compile(r"^[^/#*\n]*['\"]multisite['\"]\s*=>\s*(true|false)\b", re.MULTILINE | re.IGNORECASE)
_SITES_PHP: Final = re.compile(r"['\"](\w+)['\"]\s*=>\s*\[\s*['\"]name['\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A Statamic project: its folders and its site handles."""

    settings: Settings = field(repr=False)
    base: str
    """The project's folder below the root, with a slash at the end; empty when it is the root itself."""
    handles: tuple[str, ...]
    """The sites, the default one first."""
    is_multisite: bool = False
    """Whether the first folder of a collection names the site."""

    @property
    def tree(self) -> Tree:
        """The files."""
        return self.settings.tree

    def url(self, handle: str) -> str:
        """The address that the settings give a site, templates and all; empty when they give none."""
        told = (self.settings.read(f"{self.base}resources/sites.yaml") or {}).get(handle)
        url = told.get("url") if isinstance(told, dict) else None
        if url is None:
            found = re.search(_SITE_URL.replace("HANDLE", re.escape(handle)), self.settings.text(f"{self.base}config/statamic/sites.php"))
            url = found[1] if found else ""
        return url if isinstance(url, str) else ""

    @property
    def is_old(self) -> bool:
        """Whether it is laid out as in version 2."""
        return self.base == _OLD

    @property
    def content(self) -> str:
        """The content's folder, with a slash at the end."""
        return f"{self.base}content/"

    @property
    def forms(self) -> str:
        """The folder of blueprints and fieldsets."""
        return f"{self.base}settings" if self.is_old else f"{self.base}resources"

    @property
    def collections(self) -> str:
        """The folder of the collections."""
        return f"{self.base}content/collections"


def find_site(tree: Tree) -> Site:
    """The project below the tree's root, or in its ``export`` folder, where starter kits have it, or ``site`` as in version 2.

    Raises:
        NothingToAudit: there is no folder of collections.
    """
    for base in ("", "export/", _OLD):
        folders = ("collections", "pages") if base == _OLD else ("collections",)
        if any((tree.root / base / "content" / folder).is_dir() for folder in folders):
            settings = Settings(tree=tree)
            handles = _handles(settings, base)
            # The switch decides where it is told; a checkout of content alone does not hold it.
            switch = _MULTISITE.search(settings.text(f"{base}config/statamic/system.php"))
            is_multisite = switch[1].lower() == "true" if switch else len(handles) > 1
            return Site(settings=settings, base=base, handles=handles if is_multisite else handles[:1], is_multisite=is_multisite)
    raise NothingToAudit(
        f"There is no content under {tree.root}: the folder content/collections is missing.",
        remedy="Let content.path in config.yaml name the root folder of the Statamic site.",
    )


def _handles(settings: Settings, base: str) -> tuple[str, ...]:
    """From ``resources/sites.yaml`` (version 5 and later), or ``config/statamic/sites.php``."""
    path = f"{base}resources/sites.yaml"
    sites = settings.read(path)
    if sites:
        return tuple(sites)
    if settings.is_broken(path):
        # Without the names every entry of every site would be taken for one of the first.
        return tuple(_TOP_KEY.findall(settings.text(path))) or ("default",)
    return tuple(_SITES_PHP.findall(settings.text(f"{base}config/statamic/sites.php"))) or ("default",)
