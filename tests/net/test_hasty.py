"""Who gives up at the very moment at which a handshake is done leaves no trace."""

import asyncio

import pytest
import trustme

from audit.net import connections, lenient, open_exchanger
from audit.ports import Request
from tests.net.kit import OK, FastClock, serving, settings
from tests.net.test_tls import NAME, URL, context


@pytest.mark.parametrize(("room", "end"), [(connections, "Wire"), (lenient, "Stream")])
async def test_who_gives_up_as_the_handshake_ends_leaves_no_socket_in_anybodys_way(monkeypatch, tmp_path, room, end):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    giving_up = []

    class Hasty(getattr(room, end)):
        """Whoever waits for it has just lost patience."""

        def connection_made(self, transport):
            super().connection_made(transport)
            if giving_up:
                giving_up.pop().cancel()

    monkeypatch.setattr(room, end, Hasty)
    async with serving(OK, tls=context(authority.issue_cert(NAME))) as server:
        chosen = settings((NAME, 443, server.port), ca_file=str(tmp_path / "ca.pem"), retries=0, per_host_max=8)
        async with open_exchanger(chosen, FastClock()) as exchanger:
            hasty = asyncio.create_task(exchanger.exchange(Request(url=URL, max_bytes=100, lenient=room is lenient)))
            giving_up.append(hasty)
            with pytest.raises(asyncio.CancelledError):
                await hasty
            answers = await asyncio.gather(*(exchanger.exchange(Request(url=URL, max_bytes=100, fresh=True)) for _ in range(5)))

    assert [answer.status for answer in answers] == [200] * 5
