"""Sharing hosts out, none of them twice."""

import heapq
from collections.abc import Iterable

from audit.model.probe import Target


def shards(targets: Iterable[Target], *, count: int) -> tuple[tuple[Target, ...], ...]:
    """At most `count` parts of about the same size, every host whole in one of them.

    Manners towards a host are kept where its targets are: two processes would each keep half of them.
    """
    hosts: dict[str, list[Target]] = {}
    for target in targets:
        hosts.setdefault(target.host, []).append(target)
    parts: list[list[Target]] = [[] for _ in range(count)]
    sizes = [(0, number) for number in range(count)]
    for group in sorted(hosts.values(), key=lambda group: -len(group)):
        size, number = heapq.heappop(sizes)
        parts[number] += group
        heapq.heappush(sizes, (size + len(group), number))
    return tuple(tuple(part) for part in parts if part)
