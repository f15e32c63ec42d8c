"""A real SMTP server that keeps what it is handed."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from tests.small_web import free_port


class Postbox:
    """Letters with their recipients, in the order of their arrival."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.letters: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the library's name
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@contextmanager
def open_postbox() -> Iterator[Postbox]:
    """A postbox on loopback."""
    box = Postbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port, ready_timeout=300)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
