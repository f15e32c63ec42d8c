"""Second looks: what a server says to an address that cannot exist, at its front door, by https. Each is taken once a run."""

import asyncio
import hashlib
import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from audit.probing.chain import Follower, Trail

_ALPHABET = "bcdfghjklmnpqrstvwxz"
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_MOST_REMEMBERED = 20_000
_FEW_HOPS = 6


def sibling_of(url: str) -> str:
    """An address in the same folder that no server can have: a word without vowels, with the extension of `url`, always the same."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    if not name and folder:  # a folder's sibling stands beside it
        folder = folder.rpartition("/")[0]
        slash = "/"
    else:
        slash = ""
    extension = _EXTENSION.search(name)
    digest = hashlib.blake2b(f"{parts.netloc}{folder}/".encode("utf-8", "surrogatepass"), digest_size=14).digest()
    letters = "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest)
    return f"{parts.scheme}://{parts.netloc}{folder}/{letters[:8]}-{letters[8:]}{extension[0].lower() if extension else ''}{slash}"


def home_of(url: str) -> str:
    """The front door of the site of `url`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


@dataclass(slots=True, kw_only=True)
class Looks:
    """Takes second looks, and remembers each for the run, so that many doubtful pages of one folder cost one request.

    Whoever causes a look gets its exchanges with it; to later ones they are no cost of theirs.
    """

    follower: Follower
    _kept: dict[tuple[str, str], "asyncio.Task[Trail]"] = field(default_factory=dict)
    _later: dict[tuple[str, str], Trail] = field(default_factory=dict)
    """The same for those who come later, to whom it is no cost."""

    async def sibling(self, url: str, *, itself: bool = False) -> Trail:
        """What the server says to an address that cannot exist: beside `url`, or `url` itself where that is the one."""
        address = url if itself else sibling_of(url)
        return await self._once("sibling", address, address)

    async def of_host(self, host: str, url: str) -> Trail:
        """What `host` says to an address that cannot exist, beside the first `url` for which somebody asks."""
        known = self._later.get(("host", host))
        return known or await self._once("host", host, sibling_of(url))

    async def home(self, url: str) -> Trail:
        """The front page of the site of `url`."""
        return await self._once("home", home_of(url), home_of(url))

    async def by_https(self, url: str) -> Trail:
        """The same address by https."""
        return await self.follower.follow("https" + url.removeprefix("http"), purpose="upgrade", max_hops=_FEW_HOPS)

    async def close(self) -> None:
        """Give up the looks that nobody waits for any more."""
        pending = [task for task in self._kept.values() if not task.done()]
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)

    async def _once(self, kind: str, name: str, url: str) -> Trail:
        key = (kind, name)
        task = self._kept.get(key)
        mine = task is None or task.cancelled()
        if task is None or mine:
            while len(self._kept) >= _MOST_REMEMBERED:
                oldest = next(iter(self._kept))
                self._kept.pop(oldest)
                self._later.pop(oldest, None)
            if kind == "host":
                task = asyncio.ensure_future(self.sibling(url, itself=True))
            else:
                task = asyncio.ensure_future(self.follower.follow(url, purpose=kind, max_hops=_FEW_HOPS))
            self._kept[key] = task
        # Shielded: when one probe is cancelled, the others that wait for the same look still get it.
        trail = await asyncio.shield(task)
        if key not in self._later:
            self._later[key] = replace(trail, exchanges=())
        return trail if mine else self._later[key]
