"""Much is handled in rounds, little at once."""

import asyncio
import time
from functools import partial

import pytest

from audit.probing import rounds as module
from audit.probing.rounds import Rounds

LONG = 120.0
"""Seconds: whoever waits for half of it waits for company."""


@pytest.fixture
def _slow_machine(monkeypatch):
    """However long the machine takes between two that come at once, they count as having come at once."""
    monkeypatch.setattr(module, "_LATELY", LONG)


async def joined(rounds: Rounds, count: int) -> None:
    """So many come at once, and all are let on."""
    await asyncio.gather(*(rounds.share(lambda: None) for _ in range(count)))


async def test_who_comes_alone_waits_for_nobody() -> None:
    rounds = Rounds(seconds=LONG, crowd=10)
    async with asyncio.timeout(LONG / 2):
        await joined(rounds, 1)
        await asyncio.sleep(0.11)
        await joined(rounds, 3)


@pytest.mark.usefixtures("_slow_machine")
async def test_among_many_one_waits_for_others_and_all_are_let_on_together() -> None:
    rounds, log = Rounds(seconds=0.05, crowd=100), list[str]()

    async def one(number: int) -> float:
        begun = asyncio.get_running_loop().time()
        log.append(f"comes {number}")
        await rounds.share(lambda: None)
        log.append(f"goes on {number}")
        return asyncio.get_running_loop().time() - begun

    waited = await asyncio.gather(*map(one, range(12)))
    at_once = [f"{does} {number}" for number in range(3) for does in ("comes", "goes on")]
    together = [f"{does} {number}" for does in ("comes", "goes on") for number in range(3, 12)]
    assert log == [*at_once, *together]
    assert min(waited[3:]) >= 0.04


@pytest.mark.usefixtures("_slow_machine")
async def test_a_crowd_waits_for_nobody_else() -> None:
    async with asyncio.timeout(LONG / 2):
        await joined(Rounds(seconds=LONG, crowd=8), 3 + 8)


@pytest.mark.usefixtures("_slow_machine")
async def test_who_has_gone_holds_up_nobody() -> None:
    rounds = Rounds(seconds=0.05, crowd=100)
    tasks = [asyncio.ensure_future(rounds.share(lambda: None)) for _ in range(8)]
    await asyncio.sleep(0)
    tasks[5].cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(one, asyncio.CancelledError) for one in done] == [number == 5 for number in range(8)]


@pytest.mark.usefixtures("_slow_machine")
async def test_the_work_of_a_round_is_done_before_anybody_goes_on() -> None:
    rounds, log = Rounds(seconds=0.05, crowd=100), list[str]()

    async def one(number: int) -> None:
        await rounds.share(lambda: log.append(f"work {number}"))
        log.append(f"on {number}")

    await asyncio.gather(*map(one, range(10)))
    together = log[log.index("work 3") :]
    assert together[:7] == [f"work {number}" for number in range(3, 10)]
    assert {line for line in together if line.startswith("on")} >= {f"on {number}" for number in range(3, 10)}


@pytest.mark.usefixtures("_slow_machine")
async def test_what_fails_in_a_round_fails_for_its_own_alone() -> None:
    rounds = Rounds(seconds=0.05, crowd=100)
    ends = await asyncio.gather(*(rounds.share(partial(divmod, 6, number % 7 - 3)) for number in range(10)), return_exceptions=True)
    assert [isinstance(end, ZeroDivisionError) for end in ends] == [number == 3 for number in range(10)]


@pytest.mark.usefixtures("_slow_machine")
async def test_a_round_of_long_work_lets_others_come_in_between() -> None:
    rounds, log = Rounds(seconds=0.01, crowd=100), list[str]()

    def long() -> None:
        begun = time.perf_counter()
        while time.perf_counter() - begun < 0.03:
            pass
        log.append("long")

    async def other() -> None:
        while log.count("long") < 8:
            log.append("other")
            await asyncio.sleep(0)

    await asyncio.gather(*(rounds.share(long) for _ in range(8)), other())
    round_of_five = log[log.index("other") :]
    assert "long,long" not in ",".join(round_of_five)
