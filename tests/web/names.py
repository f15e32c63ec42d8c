"""A name server on loopback."""

import asyncio
import ipaddress
import socket
from collections import Counter
from dataclasses import dataclass, field

from dnslib import AAAA, CNAME, QTYPE, RCODE, RR, A, DNSRecord


@dataclass
class NameServer:
    """Answers as it is told: ``nxdomain``, ``servfail``, ``empty``, ``nxdomain-once``, ``silent``, addresses, or ``dangling`` and the
    names that its aliases lead to, the last of which does not exist."""

    names: dict[str, str] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    port: int = 0

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(lambda: _Protocol(self), ("127.0.0.1", 0), family=socket.AF_INET)
        self.port = transport.get_extra_info("sockname")[1]
        self.transport = transport

    def stop(self) -> None:
        self.transport.close()

    def answer(self, data: bytes) -> bytes | None:
        question = DNSRecord.parse(data)
        name, kind = str(question.q.qname).rstrip(".").lower(), QTYPE[question.q.qtype]
        self.asked[f"{name} {kind}"] += 1
        told, reply = self.names.get(name, "nxdomain"), question.reply()
        if told == "silent":
            return None
        if told == "nxdomain" or (told.startswith("nxdomain-once") and self.asked[f"{name} {kind}"] == 1):
            reply.header.rcode = RCODE.NXDOMAIN
        elif told == "servfail":
            reply.header.rcode = RCODE.SERVFAIL
        elif told.startswith("dangling"):
            aliases = told.split()[1:] or ["gone." + name]
            for owner, end in zip([name, *aliases], aliases, strict=False):
                reply.add_answer(RR(owner, QTYPE.CNAME, rdata=CNAME(end), ttl=1))
            reply.header.rcode = RCODE.NXDOMAIN
        else:
            for text in told.removeprefix("nxdomain-once").split():
                address = None if text == "empty" else ipaddress.ip_address(text)
                if address and kind == ("A" if address.version == 4 else "AAAA"):
                    reply.add_answer(RR(name, question.q.qtype, rdata=(A if address.version == 4 else AAAA)(text), ttl=1))
        return bytes(reply.pack())


@dataclass
class _Protocol(asyncio.DatagramProtocol):
    server: NameServer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        reply = self.server.answer(data)
        if reply is not None:
            self.transport.sendto(reply, addr)  # type: ignore[attr-defined]
