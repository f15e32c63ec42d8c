"""How links did on earlier nights."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from audit.model.standing import Check
from audit.ports import Store
from audit.run.publishable import publishable_check

MOST = 30
"""So many looks at a link are shown."""


async def earlier_looks(store: Store, targets: Iterable[str], *, before: datetime) -> Mapping[str, tuple[Check, ...]]:
    """The looks at some targets before this run, newest first, by target id; a target that is new has none."""
    # This run's own look is kept by now, too.
    known = await store.histories(frozenset(targets), limit=MOST + 1)
    earlier = {target_id: [check for check in looks if check.at < before][:MOST] for target_id, looks in known.items()}
    return {
        target_id: tuple(replace(publishable_check(check), excerpt="") for check in looks) for target_id, looks in earlier.items() if looks
    }
