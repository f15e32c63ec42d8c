"""The people whom a site keeps in files, for being written to. Their passwords and rights are not looked at."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from audit.model.correspondence import Account
from audit.sources.files import Tree
from audit.sources.statamic.site import Site, find_site

_ADDRESS: Final = re.compile(r"[^\s@<>,;:\"()\\]+@[^\s@<>,;:\"()\\]+")
"""What may be an address, and cannot be two."""
_ASKED: Final = ("id", "email", "name", "first_name", "last_name")
"""All that is read of a person."""


def read_accounts(root: Path) -> tuple[Account, ...]:
    """Everybody with an id and an address in the site's `users` folder.

    Raises:
        NothingToAudit: there is no site at `root`.
    """
    return tuple(_accounts(find_site(Tree(root=root))))


def _accounts(site: Site) -> Iterator[Account]:
    for path in site.tree.files(f"{site.base}users"):
        if not path.endswith(".yaml"):
            continue
        account = site.settings.only(path, _ASKED)
        # The file bears the address; version 2 named it by a handle and kept the address inside.
        address = str(account.get("email") or path.rsplit("/", 1)[-1].removesuffix(".yaml"))
        identity = account.get("id")
        if isinstance(identity, str) and identity and _ADDRESS.fullmatch(address):
            yield Account(id=identity, address=address, name=_name(account))


def _name(account: Mapping[str, Any]) -> str:
    given = account.get("name") or " ".join(str(account[key]) for key in ("first_name", "last_name") if account.get(key))
    return str(given or "")
