"""How the links that a report names did on earlier nights."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from audit.model.report import LABELS, label_of
from audit.model.standing import Check, Record
from audit.ports import Store
from audit.run.publishable import publishable_check

MOST = 30
"""So many looks at a link are shown."""


async def earlier_looks(store: Store, records: Iterable[Record], *, before: datetime) -> Mapping[str, tuple[Check, ...]]:
    """The looks before this run at the targets of findings that readers are shown, newest first, by target id.

    Nobody asks how a link did that works, and there may be a hundred thousand of them.
    """
    targets = {record.finding.target_id for record in records if record.finding.target_id and label_of(record.finding) in LABELS}
    found: dict[str, tuple[Check, ...]] = {}
    for target_id in sorted(targets):
        # This run's own look is kept by now, too.
        looks = [check for check in await store.history(target_id, limit=MOST + 1) if check.at < before]
        if looks:
            found[target_id] = tuple(replace(publishable_check(check), sketch=()) for check in looks[:MOST])
    return found
