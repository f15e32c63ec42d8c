"""Second looks: what a server says to an address that cannot exist, at its front door, by https. Each is taken once a run."""

import asyncio
import hashlib
import re
from dataclasses import dataclass, field
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
    """Takes second looks, and remembers each for the run, so that many doubtful pages of one folder cost one request."""

    follower: Follower
    _kept: dict[tuple[str, str], "asyncio.Task[Trail]"] = field(default_factory=dict)

    async def sibling(self, url: str) -> Trail:
        """What the server says to an address that cannot exist beside `url`."""
        return await self._once("sibling", sibling_of(url))

    async def home(self, url: str) -> Trail:
        """The front page of the site of `url`."""
        return await self._once("home", home_of(url))

    async def by_https(self, url: str) -> Trail:
        """The same address by https."""
        return await self.follower.follow("https" + url.removeprefix("http"), purpose="upgrade", max_hops=_FEW_HOPS)

    async def close(self) -> None:
        """Give up the looks that nobody waits for any more."""
        pending = [task for task in self._kept.values() if not task.done()]
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)

    async def _once(self, purpose: str, url: str) -> Trail:
        key = (purpose, url)
        task = self._kept.get(key)
        if task is None or task.cancelled():
            while len(self._kept) >= _MOST_REMEMBERED:
                self._kept.pop(next(iter(self._kept)))
            task = asyncio.ensure_future(self.follower.follow(url, purpose=purpose, max_hops=_FEW_HOPS))
            self._kept[key] = task
        # Shielded: when one probe is cancelled, the others that wait for the same look still get it.
        return await asyncio.shield(task)
