"""Whose turn it is, and how many probes of a host may be under way."""

from audit.engines.queues import Queues
from audit.model.probe import Target


def target(host, number):
    url = f"https://{host}/{number}"
    return Target(id=f"t1_{host}_{number}", key=url, url=url, host=host)


def filled(*, interval, **counts):
    queues = Queues(share=10, interval=interval)
    queues.fill(target(host, number) for host, count in counts.items() for number in range(count))
    return queues


def test_the_longest_queue_has_the_whole_share_and_a_short_one_goes_one_by_one():
    queues = filled(interval=0.05, long=1000, short=10)

    assert (queues.room("long"), queues.room("short")) == (10, 1)


def test_without_a_known_interval_every_host_has_the_whole_share():
    assert filled(interval=0.0, long=1000, short=10).room("short") == 10


def test_a_slow_host_is_asked_for_more_at_once_lest_it_be_the_last():
    queues = filled(interval=0.05, long=1000, slow=20)
    taken = [queues.take() for _ in range(3)]
    assert [one.host for one in taken] == ["long", "long", "slow"]
    queues.give_back("slow", seconds=10.0)

    assert queues.room("slow") == 1 + int(19 * 10.0 / 25)


def test_the_share_grows_as_the_longest_queue_ends():
    queues = filled(interval=0.05, long=300, short=60)
    before = queues.room("short")
    for _ in range(250):
        one = queues.take()
        queues.give_back(one.host, seconds=1.0)

    assert before == 1 + int(60 / 7.5)
    assert queues.room("short") == 10
    assert queues.longest < 200
