"""Looking up names: the addresses, or exactly why there are none."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Literal

import aiodns
import pycares
from aiodns.error import DNSError

from audit.model.probe import Failure, Reason
from audit.net.alias import alias_of
from audit.net.noanswer import NoAnswerError

_TRIES = 2
"""Questions to each name server; the budget for the name covers them all."""
_REMEMBERED = 50_000
_FRESH = 600.0
"""Seconds for which the addresses of a name are used again."""

_AGAIN = 0.5
"""Seconds between two questions about one name at the least."""
_AT_ONCE = 100
"""Names that are looked up at once: a flood of questions is lost on the way."""
_TURN = 0.5
"""Seconds after which a look-up does not count among them any more."""
_ALIAS = 1.0
"""Seconds in which a name server is to tell whether a missing name is an alias."""
_SILENCE = Failure(reason=Reason.NAME_TIMEOUT, detail="no answer from the name servers")

_REASONS = {
    pycares.errno.ARES_ENOTFOUND: Reason.NAME_NOT_FOUND,
    pycares.errno.ARES_ENODATA: Reason.NAME_NO_ADDRESS,
    pycares.errno.ARES_ETIMEOUT: Reason.NAME_TIMEOUT,
    pycares.errno.ARES_ECONNREFUSED: Reason.NAME_TIMEOUT,  # nobody listens where the name server should be
    pycares.errno.ARES_EBADNAME: Reason.NAME_NOT_FOUND,
}
_DOUBTFUL_FIRST = (Reason.NAME_SERVER_FAILED, Reason.NAME_TIMEOUT, Reason.NAME_NOT_FOUND, Reason.NAME_NO_ADDRESS)
_PATIENCE = 0.3
"""Seconds to wait for the IPv6 addresses of a name when its IPv4 addresses are there."""


@dataclass(slots=True, kw_only=True)
class Names:
    """Answers for host names, each asked once however many wait for it."""

    nameservers: tuple[str, ...] = ()
    timeout: float = 5.0
    """Seconds for all questions about one name."""
    _first: aiodns.DNSResolver | None = None
    _second: aiodns.DNSResolver | None = None
    _known: dict[str, tuple[float, tuple[str, ...]]] = field(default_factory=dict)
    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))
    _asked: dict[str, "asyncio.Task[tuple[str, ...]]"] = field(default_factory=dict)

    async def addresses(self, name: str) -> tuple[str, ...]:
        """The addresses of `name`, IPv6 and IPv4 in the server's order.

        Raises:
            NoAnswerError: there are none; its failure says why.
        """
        loop = asyncio.get_running_loop()
        known = self._known.get(name)
        if known and known[0] > loop.time():
            return known[1]
        task = self._asked.get(name)
        if task is None:
            task = self._asked[name] = asyncio.create_task(self._look_up(name), name=f"look up {name}")
            task.add_done_callback(lambda done: self._forget(name, done))
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Give up what is under way."""
        tasks = list(self._asked.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for resolver in (self._first, self._second):
            if resolver is not None:
                await resolver.close()

    def _forget(self, name: str, task: "asyncio.Task[tuple[str, ...]]") -> None:
        self._asked.pop(name, None)
        if not task.cancelled():
            task.exception()  # those who waited have it; nobody may be left to wait

    async def _look_up(self, name: str) -> tuple[str, ...]:
        self._first = self._first or self._resolver()
        found = await self._ask_in_turn(self._first, name)
        if isinstance(found, Failure) and found.reason is Reason.NAME_NOT_FOUND:
            # A single "no such name" may be a hiccup of one server. The second channel has no memory of the first.
            self._second = self._second or self._resolver()
            found = await self._ask(self._second, name)
            if isinstance(found, Failure) and found.reason is Reason.NAME_NOT_FOUND:
                found = await self._explained(found, name)
        if isinstance(found, Failure):
            raise NoAnswerError(found)
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[name] = (asyncio.get_running_loop().time() + _FRESH, found)
        return found

    async def _ask_in_turn(self, resolver: aiodns.DNSResolver, name: str) -> tuple[str, ...] | Failure:
        """The answer, for which others need not wait: the question is sent, and silence floods nobody."""
        async with self._turns:
            asking = asyncio.ensure_future(self._ask(resolver, name))
            try:
                await asyncio.wait({asking}, timeout=_TURN)
            except asyncio.CancelledError:
                asking.cancel()
                raise
        return await asking

    async def _explained(self, missing: Failure, name: str) -> Failure:
        """Why a name is missing: it may be there, and only what it is an alias of gone. Whoever claims that speaks in its name."""
        servers = self.nameservers or tuple(self._second.nameservers if self._second else ())
        alias = await alias_of(name, servers=servers[:2], seconds=min(_ALIAS, self.timeout / 2))
        if not alias:
            return missing
        return replace(missing, code="dangling-cname", alias=alias, detail=f"an alias of {alias}, which does not exist")

    def _resolver(self) -> aiodns.DNSResolver:
        resolver = aiodns.DNSResolver(timeout=self.timeout / 3, tries=_TRIES)
        if self.nameservers:
            resolver.nameservers = self.nameservers
        return resolver

    async def _ask(self, resolver: aiodns.DNSResolver, name: str) -> tuple[str, ...] | Failure:
        v4, v6 = (asyncio.ensure_future(_insist(resolver, name, kind)) for kind in ("A", "AAAA"))
        try:
            async with asyncio.timeout(self.timeout):
                await asyncio.wait({v4})
                # Some servers never answer for IPv6. Once there is an address, there is little to wait for (RFC 8305, 3).
                await asyncio.wait({v6}, timeout=None if isinstance(v4.result(), Failure) else _PATIENCE)
        except TimeoutError:
            pass
        finally:
            v4.cancel()
            v6.cancel()
        outcomes = [answer.result() if answer.done() and not answer.cancelled() else _SILENCE for answer in (v6, v4)]
        found = [address for outcome in outcomes if not isinstance(outcome, Failure) for address in outcome]
        if found:
            return tuple(found)
        return _telling([outcome for outcome in outcomes if isinstance(outcome, Failure)])


async def _insist(resolver: aiodns.DNSResolver, name: str, kind: Literal["A", "AAAA"]) -> tuple[str, ...] | Failure:
    """Ask until there is some answer. The resolver gives up after what it has found usual, which may be a fraction of a second."""
    while True:
        started = asyncio.get_running_loop().time()
        try:
            answer = await resolver.query_dns(name, kind)
        except DNSError as error:
            failure = _failure(error)
            if failure.reason is not Reason.NAME_TIMEOUT:
                return failure
            await asyncio.sleep(max(0.0, started + _AGAIN - asyncio.get_running_loop().time()))
            continue
        found = (getattr(record.data, "addr", None) for record in answer.answer)
        addresses = tuple(address for address in found if isinstance(address, str))
        return addresses or Failure(reason=Reason.NAME_NO_ADDRESS, detail="the name has no address")


def _failure(error: DNSError) -> Failure:
    code = error.args[0] if error.args else 0
    return Failure(reason=_REASONS.get(code, Reason.NAME_SERVER_FAILED), detail=str(error.args[-1] if error.args else error))


def _telling(failures: list[Failure]) -> Failure:
    """Of two failures the more cautious one: a name counts as missing only when no question about it was in doubt."""
    return min(failures, key=lambda failure: _DOUBTFUL_FIRST.index(failure.reason))
