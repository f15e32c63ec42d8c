"""Whose turn it is, and how many probes of a host may be under way."""

import itertools

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
    taken = [queues.take(0.0) for _ in range(3)]
    assert [one.host for one in taken] == ["long", "long", "slow"]
    queues.give_back("slow", seconds=10.0)

    assert queues.room("slow") == 1 + int(19 * 10.0 / (700 * 0.05))


def test_the_share_grows_as_the_longest_queue_ends():
    queues = filled(interval=0.05, long=300, short=60)
    before = queues.room("short")
    for _ in range(250):
        one = queues.take(0.0)
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


def played(queues, *, until, lasts, step=0.02):
    """When the probes of each host begin and end, each of which takes as long as `lasts` says for its host."""
    began, ends = {}, []
    for number in range(round(until / step)):
        now = number * step
        for end, host in [one for one in ends if one[0] <= now]:
            ends.remove((end, host))
            queues.give_back(host, seconds=lasts[host])
        while (one := queues.take(now)) is not None:
            began.setdefault(one.host, []).append(now)
            ends.append((now + lasts[one.host], one.host))
    return began


def test_the_links_of_a_host_with_many_are_spread_over_the_time_there_is():
    queues = filled(interval=0.05, long=1000, many=60, few=20)
    began = played(queues, until=40.0, lasts={"long": 0.5, "many": 0.4, "few": 0.4})

    assert len(began["many"]) == 60
    assert 33 < began["many"][-1] < 37
    gaps = [later - earlier for earlier, later in itertools.pairwise(began["many"])]
    assert max(gaps) < 2, "no connection is idle for long"
    assert min(gaps[:50]) > 0.4, "never two at once, until the time is nearly up"


def test_what_is_late_is_made_up_for():
    queues = filled(interval=0.05, long=1000, many=60)
    began = played(queues, until=40.0, lasts={"long": 0.5, "many": 1.5})

    assert len(began["many"]) == 60
    assert began["many"][-1] < 37


def test_the_turn_of_a_host_with_many_links_is_not_slept_through():
    queues = filled(interval=0.05, long=1000, many=60, one=1)
    while queues.take(0.0) is not None:
        pass
    first = queues.held_for
    assert 0 < first < 1.0, "the only turn to come is that of the host with many links"
    queues.give_back("many", seconds=0.4)

    assert queues.take(first * 0.9) is None
    assert queues.take(first * 1.01).host == "many"


def test_a_host_with_half_as_many_links_as_the_longest_is_never_held_back():
    queues = filled(interval=0.05, long=1000, half=500, **{f"h{number}": 8 for number in range(400)})
    taken = [one.host for one in iter(lambda: queues.take(0.0), None)]

    assert queues.room("half") == 10
    assert taken.count("long") == taken.count("half") == 10


def test_every_host_is_met_before_most_are_done():
    hosts = {f"h{number}": 8 for number in range(100)}
    queues = filled(interval=0.05, long=1000, **hosts)
    began = played(queues, until=40.0, lasts={"long": 0.5, **dict.fromkeys(hosts, 0.3)})

    met = [began[host][0] for host in hosts]
    assert max(met) < 20
    assert max(began[host][-1] for host in hosts) < 37
    assert all(later - earlier < 8 for host in hosts for earlier, later in itertools.pairwise(began[host]))


def test_what_is_left_when_others_should_be_done_goes_on_with_few_at_once():
    queues = filled(interval=0.05, long=1000, late=20)
    queues.seconds["late"] = 0.1
    while queues.spare:
        if queues.take(0.0).host == "long":
            queues.give_back("long", seconds=0.5)

    assert 250 < queues.longest <= 300
    assert queues.room("late") == 1
    queues.seconds["late"] = 0.8
    assert queues.room("late") == 1 + int(19 * 0.8 / (0.3 * queues.longest * 0.05))


def test_on_a_long_night_no_connection_is_idle_for_long():
    hosts = {f"h{number}": 8 for number in range(250)}
    queues = filled(interval=0.5, long=1000, many=30, **hosts)
    began = played(queues, until=450.0, lasts={"long": 4.0, "many": 0.4, **dict.fromkeys(hosts, 0.3)}, step=0.1)

    assert sum(map(len, began.values())) >= 1000 * 0.7 + 30 + 2000
    gaps = [later - earlier for host in ("many", *hosts) for earlier, later in itertools.pairwise(began[host])]
    assert max(gaps) < 10


def test_nothing_is_waited_for_once_the_hosts_with_many_links_are_done():
    queues = filled(interval=0.05, long=1000, many=30)
    played(queues, until=36.0, lasts={"long": 0.5, "many": 0.4})
    while queues.take(36.0) is not None:
        pass

    assert not queues.waiting["many"]
    assert queues.waiting["long"]
    assert queues.held_for == 0
