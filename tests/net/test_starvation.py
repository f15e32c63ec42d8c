"""Names that nobody answers for, and those behind them."""

import asyncio
from contextlib import suppress

from audit.net.dns import Names
from audit.net.noanswer import NoAnswerError
from tests.net.names import naming


async def test_names_that_are_never_answered_for_do_not_hold_up_the_others():
    """Three hundred of them, of which a hundred are asked about at once: in turns of their whole budget that would take three minutes."""

    def answers(name, kind, _count):
        if name.startswith("silent"):
            return "silence"
        return ["23.1.1.1"] if kind == "A" else []

    async with naming(answers) as server:
        names = Names(nameservers=(server.address,), timeout=60.0)
        silent = [asyncio.create_task(names.addresses(f"silent{number}.example.org")) for number in range(300)]
        await asyncio.sleep(0.05)
        async with asyncio.timeout(50):
            found = await asyncio.gather(*(names.addresses(f"good{number}.example.org") for number in range(20)))
        for task in silent:
            task.cancel()
        with suppress(NoAnswerError):
            await asyncio.gather(*silent, return_exceptions=True)
        await names.close()

    assert found == [("23.1.1.1",)] * 20
