"""Probing in this process."""

import asyncio
import contextlib
from collections import Counter
from dataclasses import dataclass, field

import pytest

from audit.clock import SystemClock
from audit.engines import LocalEngine
from audit.model.probe import Exchange, Probe, Reason, Target
from tests.net.kit import FastClock


def target(host, number):
    url = f"https://{host}/{number}"
    return Target(id=f"t1_{host}_{number}", key=url, url=url, host=host)


@dataclass(slots=True)
class Slow:
    """A prober that takes as long as a host does, and notes who was under way."""

    seconds: dict[str, float] = field(default_factory=dict)
    under_way: Counter = field(default_factory=Counter)
    most: Counter = field(default_factory=Counter)
    order: list[str] = field(default_factory=list)
    broken: frozenset[str] = frozenset()

    async def probe(self, target):
        self.order.append(target.host)
        if target.host in self.broken:
            raise ZeroDivisionError("a bug of ours")
        self.under_way[target.host] += 1
        self.under_way[""] += 1
        for key in ("", target.host):
            self.most[key] = max(self.most[key], self.under_way[key])
        try:
            await asyncio.sleep(self.seconds.get(target.host, 0.0))
        finally:
            self.under_way[target.host] -= 1
            self.under_way[""] -= 1
        return Probe(target=target, final=Exchange(method="GET", url=target.url, at=0.0, status=200))


def engine(prober, *, max_at_once=4, per_host_max=2, interval=0.0):
    return LocalEngine(
        prober=prober,
        max_at_once=max_at_once,
        per_host_max=per_host_max,
        deadline=None,
        clock=SystemClock(),
        per_host_interval=interval,
    )


async def probe_all(made, targets):
    return [probe async for probe in made.probe_all(targets)]


async def test_every_target_is_probed_once():
    targets = [target(f"h{number % 7}.org", number) for number in range(200)]
    probes = await probe_all(engine(Slow()), targets)

    assert Counter(probe.target.id for probe in probes) == Counter(one.id for one in targets)


async def test_nothing_to_probe_is_soon_done():
    assert await probe_all(engine(Slow()), []) == []


async def test_no_more_than_a_window_is_under_way():
    prober = Slow(seconds={f"h{number}.org": 0.001 for number in range(90)})
    await probe_all(engine(prober, max_at_once=2), (target(f"h{number % 90}.org", number) for number in range(900)))

    assert prober.most[""] <= 2 * 8
    assert max(prober.most[f"h{number}.org"] for number in range(90)) <= 4


async def test_forty_thousand_targets_make_no_forty_thousand_tasks():
    targets = (target(f"h{number % 500}.org", number) for number in range(40_000))
    tasks = [len(asyncio.all_tasks()) async for probe in engine(Slow()).probe_all(targets) if probe.target.id.endswith("00")]

    assert max(tasks) < 100


async def test_the_longest_host_and_hosts_not_yet_met_go_first():
    targets = [target("long.org", number) for number in range(50)] + [target(f"h{number}.org", 1) for number in range(50)]
    prober = Slow()
    await probe_all(engine(prober, max_at_once=1, per_host_max=1), targets)

    assert set(prober.order[:2]) == {"long.org"}
    assert prober.order[:60].count("long.org") >= 10
    assert len(set(prober.order[:60])) >= 20


async def test_a_slow_host_holds_nobody_up():
    prober = Slow(seconds={"slow.org": 3600.0})
    targets = [target("slow.org", number) for number in range(40)] + [target(f"h{number}.org", 1) for number in range(100)]
    found = []
    async with asyncio.timeout(60), contextlib.aclosing(engine(prober).probe_all(targets)) as probes:
        async for probe in probes:
            found += [probe.target.host]
            if len(found) == 100:
                break

    assert "slow.org" not in found


async def test_after_the_deadline_what_is_done_is_kept():
    prober, found = Slow(seconds={"slow.org": 3600.0}), []
    clock = FastClock()
    made = LocalEngine(prober=prober, max_at_once=4, per_host_max=2, deadline=3600.0, clock=clock)
    async with asyncio.timeout(60):
        async for probe in made.probe_all([target("slow.org", 1), target("fast.org", 1)]):
            found.append(probe.target.host)
            clock.second += 3600.0

    assert found == ["fast.org"]
    assert prober.under_way["slow.org"] == 0


async def test_a_bug_of_ours_is_nobodys_dead_link():
    prober = Slow(broken=frozenset({"odd.org"}))
    probes = await probe_all(engine(prober), [target("odd.org", 1), target("fine.org", 1)])
    by_host = {probe.target.host: probe for probe in probes}

    assert by_host["odd.org"].final.failure.reason is Reason.INTERNAL
    assert "a bug of ours" in by_host["odd.org"].final.failure.detail
    assert by_host["fine.org"].final.status == 200


async def test_who_stops_listening_leaves_nothing_running():
    prober = Slow(seconds={f"h{number}.org": 30.0 for number in range(1, 20)})
    before = asyncio.all_tasks()
    probes = engine(prober).probe_all(target(f"h{number}.org", 1) for number in range(20))
    async for _ in probes:
        break
    await probes.aclose()

    assert asyncio.all_tasks() == before
    assert prober.under_way[""] == 0


async def test_cancelling_leaves_nothing_running():
    prober = Slow(seconds={"slow.org": 30.0})
    before = asyncio.all_tasks()
    running = asyncio.create_task(probe_all(engine(prober), [target("slow.org", number) for number in range(9)]))
    await asyncio.sleep(0.02)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert asyncio.all_tasks() == before


async def test_a_host_with_few_links_does_not_wait_for_the_turn_of_one_with_many():
    prober = Slow(seconds={"long.org": 3600.0})
    counts = {"long.org": 100, "many.org": 30, "few.org": 8}  # at this pace the second has its turn every two seconds
    targets = [target(host, number) for host, count in counts.items() for number in range(count)]
    found = Counter()
    async with asyncio.timeout(5), contextlib.aclosing(engine(prober, interval=1.0).probe_all(targets)) as probes:
        async for probe in probes:
            found[probe.target.host] += 1
            if found["few.org"] == 8:
                break

    assert found["many.org"] <= 3
