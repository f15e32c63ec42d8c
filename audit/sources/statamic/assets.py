"""The files that entries show, as far as they are part of the site's folder."""

import re
from typing import Final

from audit.model.site import AssetRef
from audit.sources.statamic.site import Site

_DISK: Final = re.compile(r"['\"]([\w-]+)['\"]\s*=>\s*\[([^\[\]]*)\]")
_ROOT: Final = re.compile(r"['\"]root['\"]\s*=>\s*(public|storage)_path\(\s*['\"]([^'\"]*)['\"]\s*\)")
_META: Final = re.compile(r"(?:(.*)/)?\.meta/([^/]+)\.yaml")


def read_assets(site: Site) -> tuple[dict[str, dict[str, AssetRef]], dict[str, str]]:
    """By container, the files that lie in it or are described there; and by their path on the website, the containers that have one.

    A container whose folder is not here is left out.
    """
    roots = _roots(site)
    found: dict[str, dict[str, AssetRef]] = {}
    folders: dict[str, str] = {}
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
            found[container] = files
            if root.startswith("public/"):
                folders[root.removeprefix("public")] = container
    return found, folders


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
