"""From a host and a port to the places that may be connected."""

import socket
from dataclasses import dataclass

from audit.model.probe import Failure, Reason
from audit.net.attempt import current
from audit.net.dns import Names
from audit.net.guard import AddrInfo, Guard
from audit.net.noanswer import NoAnswerError
from audit.urls.addresses import read_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Looks up names and has the answers vetted."""

    names: Names
    guard: Guard
    hosts_only: bool = False
    """No name exists outside those that the guard was told of."""

    async def find(self, host: str, port: int) -> list[AddrInfo]:
        """Where to connect for `host` and `port`.

        Raises:
            NoAnswerError: the name has no address, or one of its addresses is forbidden.
        """
        attempt = current.get()
        if attempt is not None:
            attempt.reused = False
            attempt.enter("name")
        name = host.rstrip(".")
        elsewhere = self.guard.hosts.get((name, port))
        if elsewhere is not None:
            return [_info(*elsewhere)]
        if self.hosts_only:
            raise NoAnswerError(self._absent(name))
        answers = (name,) if read_address(name) else await self.names.addresses(name)
        return [_info(address, port) for address in self.guard.vet(answers, name=name, port=port)]

    def _absent(self, name: str) -> Failure:
        if any(name == known for known, _ in self.guard.hosts):
            return Failure(reason=Reason.CONNECT_REFUSED, detail="nothing listens there")
        return Failure(reason=Reason.NAME_NOT_FOUND, detail="the name does not exist")


def _info(address: str, port: int) -> AddrInfo:
    if ":" in address:
        return socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port, 0, 0)
    return socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port)
