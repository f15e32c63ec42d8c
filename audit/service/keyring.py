"""The keys with which addresses in mails are signed: made when needed, changed every month, forgotten when nothing needs them."""

from dataclasses import dataclass

from audit.clock import Clock
from audit.delivery.ledger import KeyStore
from audit.delivery.owners import OwnerPages
from audit.model.correspondence import LinkKey
from audit.service.passes import KEPT, SIGNING, Pass, Purpose, new_key, opened, signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """Signs and opens the addresses of people's own pages."""

    store: KeyStore
    clock: Clock
    url: str
    """The address of the service, without a slash at its end."""

    async def pages_of(self, ref: str) -> OwnerPages:
        """The pages of a person."""
        key, now = await self._current(), self.clock.now()
        own = f"{self.url}/owners/{signed(ref, Purpose.OWN, key=key, now=now)}/"
        stop = f"{self.url}/owners/{signed(ref, Purpose.STOP, key=key, now=now)}/stop"
        return OwnerPages(list_url=own, settings_url=f"{own}settings", hand_over_url=f"{own}hand-over", stop_url=stop)

    async def opened(self, word: str) -> Pass | None:
        """What the word of an address says; None when it is not ours, or its time is over."""
        return opened(word, keys=await self.store.link_keys(), now=self.clock.now())

    async def _current(self) -> LinkKey:
        now = self.clock.now()
        newest = next(iter(await self.store.link_keys()), None)
        if newest is not None and now - newest.made_at < SIGNING:
            return newest
        key = new_key(now)
        await self.store.keep_link_key(key)
        await self.store.forget_link_keys(before=now - KEPT)
        return key
