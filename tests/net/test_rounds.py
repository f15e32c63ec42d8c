"""Much is handled in rounds, little at once."""

import asyncio

from audit.net.rounds import Rounds


async def joined(rounds: Rounds, count: int) -> list[float]:
    """The loop's seconds at which each of so many was let on, counted from now."""
    time = asyncio.get_running_loop().time
    begun = time()

    async def one() -> float:
        await rounds.join()
        return time() - begun

    return await asyncio.gather(*(one() for _ in range(count)))


async def test_who_comes_alone_waits_for_nobody() -> None:
    rounds = Rounds(seconds=30.0, crowd=10)
    assert max(await joined(rounds, 1)) < 1.0
    await asyncio.sleep(0.11)
    assert max(await joined(rounds, 3)) < 1.0


async def test_among_many_one_waits_for_others_and_all_are_let_on_together() -> None:
    rounds = Rounds(seconds=0.05, crowd=100)
    ends = await joined(rounds, 12)
    assert sum(end < 0.02 for end in ends) == 3
    assert min(end for end in ends if end >= 0.02) >= 0.04


async def test_a_crowd_waits_for_nobody_else() -> None:
    rounds = Rounds(seconds=30.0, crowd=8)
    assert max(await joined(rounds, 3 + 8)) < 5.0


async def test_who_has_gone_holds_up_nobody() -> None:
    rounds = Rounds(seconds=0.05, crowd=100)
    tasks = [asyncio.ensure_future(rounds.join()) for _ in range(8)]
    await asyncio.sleep(0)
    tasks[5].cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(one, asyncio.CancelledError) for one in done] == [number == 5 for number in range(8)]
