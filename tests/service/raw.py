"""Requests byte by byte."""

import asyncio
import socket


def raw(address: str, target: str, *, host: str = "localhost", extra: str = "") -> bytes:
    """One request exactly as written, on a socket of its own."""
    name, _, port = address.removeprefix("http://").rpartition(":")
    with socket.create_connection((name, int(port)), timeout=120) as wire:
        wire.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\n{extra}Connection: close\r\n\r\n".encode("latin-1"))
        content = b""
        while chunk := wire.recv(65536):
            content += chunk
    return content


async def off_loop(*arguments, **options) -> bytes:
    return await asyncio.to_thread(raw, *arguments, **options)
