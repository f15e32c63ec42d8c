"""Probing on every core."""

import asyncio
import multiprocessing
import os
from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from audit.clock import SystemClock
from audit.engines import ProcessEngine
from audit.engines.sharding import shards
from audit.model.probe import Reason, Target
from tests.engines.fakes import open_engine
from tests.engines.test_local import target


def engine(workers=2):
    return ProcessEngine(open_engine=open_engine, workers=workers, clock=SystemClock())


async def test_hosts_are_shared_out_and_none_is_in_two_processes():
    targets = [target(f"h{number % 20}.org", number) for number in range(200)]
    probes = [probe async for probe in engine().probe_all(targets)]
    processes = defaultdict(set)
    for probe in probes:
        processes[probe.target.host].add(probe.final.address)

    assert Counter(probe.target.id for probe in probes) == Counter(one.id for one in targets)
    assert all(len(found) == 1 for found in processes.values())
    assert len(set().union(*processes.values())) == 2
    assert str(os.getpid()) not in set().union(*processes.values())
    assert multiprocessing.active_children() == []


async def test_a_worker_that_dies_is_replaced(tmp_path):
    marker = str(tmp_path / "died")
    deadly = Target(id="t1_x", key=marker, url="https://deadly-once.org/", host="deadly-once.org")
    probes = [probe async for probe in engine(1).probe_all([deadly, *(target("fine.org", number) for number in range(9))])]

    assert len(probes) == 10
    assert {probe.final.status for probe in probes} == {200}


async def test_what_kills_two_workers_is_a_fault_of_ours_and_ends_the_run_for_nobody_else():
    probes = [probe async for probe in engine(2).probe_all([target("deadly.org", 1), *(target("fine.org", number) for number in range(9))])]
    by_host = defaultdict(list)
    for probe in probes:
        by_host[probe.target.host].append(probe.final)

    assert [final.failure.reason for final in by_host["deadly.org"]] == [Reason.INTERNAL]
    assert [final.status for final in by_host["fine.org"]] == [200] * 9


async def test_nothing_to_probe_starts_nobody():
    assert [probe async for probe in engine().probe_all([])] == []


async def test_who_stops_listening_leaves_no_process():
    probes = engine().probe_all([target("fast.org", 1), target("slow.org", 1)])
    async for _ in probes:
        break
    async with asyncio.timeout(60):
        await probes.aclose()

    assert multiprocessing.active_children() == []


@given(st.lists(st.integers(0, 9), max_size=60), st.integers(1, 5))
def test_shards_keep_everything_once_and_hosts_whole(hosts, count):
    targets = [target(f"h{host}.org", number) for number, host in enumerate(hosts)]
    parts = shards(targets, count=count)

    assert sorted(one.id for part in parts for one in part) == sorted(one.id for one in targets)
    assert len(parts) <= count
    assert all(parts)
    places = defaultdict(set)
    for number, part in enumerate(parts):
        for one in part:
            places[one.host].add(number)
    assert all(len(found) == 1 for found in places.values())
