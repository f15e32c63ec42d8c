"""A small name server on loopback that answers as it is told."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import dnslib

Answers = Callable[[str, str, int], list[str] | str]
"""From the name, ``A`` or ``AAAA`` and the count of such questions: addresses, or ``NXDOMAIN``, ``silence``, ``truncated``."""


@dataclass(slots=True)
class NameServer(asyncio.DatagramProtocol):
    answers: Answers
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""
    transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, peer):
        reply = self.reply(data, udp=True)
        if reply is not None:
            self.transport.sendto(reply, peer)

    def reply(self, data, *, udp):
        question = dnslib.DNSRecord.parse(data)
        name, kind = str(question.q.qname).rstrip("."), dnslib.QTYPE[question.q.qtype]
        if udp:
            self.asked.append((name, kind))
        found = self.answers(name, kind, self.asked.count((name, kind)))
        reply = question.reply()
        if found == "silence":
            return None
        if found == "truncated":
            if udp:
                reply.header.tc = 1
                return reply.pack()
            found = ["127.0.0.1"] if kind == "A" else []
        if isinstance(found, str):
            reply.header.rcode = getattr(dnslib.RCODE, found)
        else:
            record = dnslib.A if kind == "A" else dnslib.AAAA
            for address in found:
                reply.add_answer(dnslib.RR(name, getattr(dnslib.QTYPE, kind), rdata=record(address), ttl=0))
        return reply.pack()


@asynccontextmanager
async def naming(answers: Answers) -> AsyncIterator[NameServer]:
    """The server, on UDP and TCP."""
    server = NameServer(answers)

    async def over_tcp(reader, writer):
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            data = await reader.readexactly(int.from_bytes(await reader.readexactly(2), "big"))
            reply = server.reply(data, udp=False)
            writer.write(len(reply).to_bytes(2, "big") + reply)
            await writer.drain()
        writer.close()

    while True:  # until a port is free for both
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: server, local_addr=("127.0.0.1", 0))
        port = transport.get_extra_info("sockname")[1]
        try:
            listener = await asyncio.start_server(over_tcp, "127.0.0.1", port)
            break
        except OSError:
            transport.close()
    server.address = f"127.0.0.1:{port}"
    try:
        yield server
    finally:
        transport.close()
        listener.close()
