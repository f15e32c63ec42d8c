"""The one place that lets a socket open."""

import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address

from audit.model.probe import Failure, Reason
from audit.net.attempt import current
from audit.net.noanswer import NoAnswerError
from audit.urls.addresses import NAT64, Allowed, refusal

AddrInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[str, int] | tuple[str, int, int, int]]
"""An entry of `socket.getaddrinfo`."""

_DETAIL = "internal or forbidden address, not contacted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Decides on the final address of every connection."""

    allowed: tuple[Allowed, ...] = ()
    hosts: Mapping[tuple[str, int], tuple[str, int]] = field(default_factory=dict)

    def vet(self, addresses: Iterable[str], *, name: str, port: int) -> tuple[str, ...]:
        """The addresses of `name` that may be connected at `port`.

        One forbidden answer spoils them all: a name that points both outside and inside is an attack or a mistake. Only
        answers that a DNS64 resolver makes up for every host are set aside.

        Raises:
            NoAnswerError: an answer is forbidden.
        """
        answers = tuple(addresses)
        real = tuple(answer for answer in answers if not _made_up(answer)) or answers
        for answer in real:
            self._check(answer, port, name=name)
        return real

    def open_socket(self, info: AddrInfo) -> socket.socket:
        """A socket for the address in `info`, as aiohappyeyeballs and aiohttp ask for it right before they connect.

        Raises:
            NoAnswerError: the address is forbidden.
        """
        family, kind, protocol, _, where = info
        attempt = current.get()
        if attempt is None or family not in {socket.AF_INET, socket.AF_INET6}:
            raise NoAnswerError(Failure(reason=Reason.FORBIDDEN_ADDRESS, detail=_DETAIL))
        address, port = where[0], where[1]
        if self.hosts.get((attempt.host, attempt.port)) != (address, port):
            try:
                self._check(address, port, name=attempt.host)
            except NoAnswerError as refused:
                attempt.refusal = refused.failure
                raise
        attempt.reused = False
        if attempt.phase != "connect":
            attempt.enter("connect")
        return socket.socket(family, kind, protocol)

    def _check(self, address: str, port: int, *, name: str) -> None:
        why = refusal(address, port, allowed=self.allowed, name=name)
        if why is not None:
            reason = Reason.FORBIDDEN_PORT if why == "forbidden-port" else Reason.FORBIDDEN_ADDRESS
            raise NoAnswerError(Failure(reason=reason, detail=_DETAIL))


def _made_up(address: str) -> bool:
    return ip_address(address) in NAT64
