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

    assert queues.room("slow") == 1 + int(19 * 10.0 / (700 * 0.05))


def test_the_share_grows_as_the_longest_queue_ends():
    queues = filled(interval=0.05, long=300, short=60)
    before = queues.room("short")
    for _ in range(250):
        one = queues.take()
        queues.give_back(one.host, seconds=1.0)

    assert before == 1 + int(60 / (210 * 0.05))
    assert queues.room("short") == 10
    assert queues.longest < 200


def begun(queues, *, until, step=0.1):
    """The hosts whose probes begin, each moment's in one list, when every probe is done at once."""
    moments = []
    for number in range(round(until / step)):
        taken = []
        while (one := queues.take(number * step)) is not None:
            taken.append(one.host)
            if one.host != "long":
                queues.give_back(one.host, seconds=0.01)
        for _ in range(min(2, queues.under_way["long"])):  # at its pace of one in fifty milliseconds
            queues.give_back("long", seconds=0.5)
        moments.append(taken)
    return moments


def test_others_begin_evenly_spread_while_the_longest_queue_takes_its_time():
    queues = filled(interval=0.05, long=1000, **{f"h{number}": 8 for number in range(400)})
    moments = begun(queues, until=10.0)

    others = [sum(1 for host in taken if host != "long") for taken in moments]
    assert 20 <= others[0] < 30
    assert max(others[1:]) < 3 * 3200 / 350  # 3,200 probes in seven tenths of fifty seconds
    assert min(others[1:]) >= 1
    assert all("long" in taken for taken in moments)


def test_the_longest_queue_is_never_held_back():
    queues = filled(interval=0.05, long=1000, short=100)
    while (one := queues.take(0.0)) is not None and one.host == "short":
        queues.give_back("short")

    assert one is not None
    assert queues.take(0.0).host == "long"


def test_what_is_held_back_is_told_when_it_may_begin():
    queues = filled(interval=0.05, long=1000, **{f"h{number}": 8 for number in range(400)})
    while queues.take(0.0) is not None:
        pass

    assert 0 < queues.held_for <= 1 / queues.rate
    assert queues.take(0.0) is None
    assert queues.take(queues.held_for * 1.01) is not None
