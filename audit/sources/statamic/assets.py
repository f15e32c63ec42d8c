"""The files that entries show, as far as they are part of the site's folder."""

import re
from dataclasses import dataclass, field
from typing import Final

from audit.model.site import AssetRef
from audit.sources.statamic.ignored import left_out
from audit.sources.statamic.site import Site

_DISK: Final = re.compile(r"['\"]([\w-]+)['\"]\s*=>\s*\[([^\[\]]*)\]")
_ROOT: Final = re.compile(r"['\"]root['\"]\s*=>\s*(public|storage)_path\(\s*['\"]([^'\"]*)['\"]\s*\)")
_META: Final = re.compile(r"(?:(.*)/)?\.meta/([^/]+)\.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """What is known of the site's files. A container whose folder is not here is left out."""

    files: dict[str, dict[str, AssetRef]] = field(default_factory=dict)
    """By container, those that lie in it or are described there."""
    folders: dict[str, str] = field(default_factory=dict)
    """By its path on the website, the container that has one."""
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By container, patterns of files that may be on the website and are not kept here."""


def read_assets(site: Site) -> Assets:
    """The files that entries show."""
    roots = _roots(site)
    assets = Assets()
    for path in site.tree.files(f"{site.content}assets"):
        container = path.rsplit("/", 1)[-1].removesuffix(".yaml")
        config = site.settings.read(path) if path.endswith(".yaml") else None
        if config is None:
            continue
        disk = config.get("disk")
        disk = disk if isinstance(disk, str) else container
        root = roots.get(disk, f"public/{disk}")
        files = _files(site, container, f"{site.base}{root}")
        if files:
            assets.files[container] = files
            assets.left_out[container] = left_out(site.settings, f"{site.base}{root}")
            if root.startswith("public/"):
                assets.folders[root.removeprefix("public")] = container
    return assets


def _roots(site: Site) -> dict[str, str]:
    """The folders of the disks, from Laravel's configuration."""
    roots = {}
    for name, settings in _DISK.findall(site.settings.text(f"{site.base}config/filesystems.php")):
        if root := _ROOT.search(settings):
            roots[name] = f"{root[1]}/{root[2]}".rstrip("/")
    return roots


def _files(site: Site, container: str, folder: str) -> dict[str, AssetRef]:
    """A file counts when it is there, and when only its description is: large files are often kept out of a checkout."""
    files: dict[str, AssetRef] = {}
    for path in site.tree.files(folder):
        inside = path.removeprefix(folder + "/")
        meta = _META.fullmatch(inside)
        if meta is None:
            files.setdefault(inside, AssetRef(container=container, path=inside))
            continue
        name = f"{meta[1]}/{meta[2]}" if meta[1] else meta[2]
        data = (site.settings.read(path) or {}).get("data")
        alt = data.get("alt") if isinstance(data, dict) else None
        files[name] = AssetRef(container=container, path=name, alt=alt if isinstance(alt, str) else None)
    return files
