"""Definition 1 of health: the share of initiatives with nothing broken, and how it moved among the same initiatives."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from statistics import median_low

from audit.history.duration import days_until_fixed
from audit.history.night import Night
from audit.history.policy import Policy
from audit.history.standing import BROKEN, CLEAN, GRACE, UNKNOWN, is_problem
from audit.model.report import Health
from audit.model.run import RunStatus
from audit.model.standing import Record
from audit.ports import Memory

DEFINITION = 1
"""The version of what health means; figures of different versions are never joined."""


def health(  # noqa: PLR0913 - six facts, four of them named at the call
    words: Mapping[str, str], records: Iterable[Record], *, memory: Memory, night: Night, coverage_percent: float, policy: Policy
) -> Health:
    """The figures of one run from the health words of its initiatives and its records.

    Never rounded up: 1,999 of 2,000 are 99 %. Acknowledgements play no part.
    """
    found = tuple(records)
    tally = Counter(words.values())
    counted = tally[CLEAN] + tally[BROKEN] + tally[UNKNOWN]
    comparable = night.status is RunStatus.COMPLETE and coverage_percent >= policy.min_coverage
    before = memory.initiatives
    left = before.keys() - words.keys()
    same, points = like_for_like(words, before) if comparable and _was_comparable(memory, policy) else (None, None)
    return Health(
        percent=tally[CLEAN] * 100 // counted if counted else None,
        clean=tally[CLEAN],
        broken=tally[BROKEN],
        unknown=tally[UNKNOWN],
        in_grace=tally[GRACE],
        comparable=comparable,
        like_for_like_initiatives=same,
        change_points=points,
        joined=len(words.keys() - before.keys()) if memory.baseline else 0,
        left=len(left),
        left_broken=sum(1 for gone in left if before[gone] == BROKEN),
        median_days_open=_median_days(found, night.at),
        days_until_fixed=days_until_fixed({**memory.records, **{record.id: record for record in found}}.values(), now=night.at),
    )


def _was_comparable(memory: Memory, policy: Policy) -> bool:
    return memory.baseline is not None and memory.baseline.coverage_percent >= policy.min_coverage


def like_for_like(now: Mapping[str, str], before: Mapping[str, str]) -> tuple[int, float | None]:
    """How many initiatives counted both times, and by how many points the clean share among them moved, to one place."""
    same = [one for one in now.keys() & before.keys() if GRACE not in (now[one], before[one])]
    if not same:
        return 0, None
    gained = sum(now[one] == CLEAN for one in same) - sum(before[one] == CLEAN for one in same)
    return len(same), round(100 * gained / len(same), 1)


def _median_days(records: Iterable[Record], now: datetime) -> int | None:
    """The median age in whole days of the open problems; one that came back keeps its old clock."""
    ages = [max((now - record.first_seen).days, 0) for record in records if is_problem(record)]
    return median_low(ages) if ages else None
