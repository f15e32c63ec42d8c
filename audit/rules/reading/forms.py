"""Entries that are older than the form by which they are measured."""

from datetime import UTC, datetime
from functools import lru_cache

from audit.model.entry import Entry
from audit.model.finding import Params
from audit.rules.making import params
from audit.rules.reading.dates import UPDATED_AT, moment


def newer_form(entry: Entry) -> Params:
    """The day on which the entry's blueprint was changed, when that was after the entry was last saved; an empty text otherwise.

    Such an entry may have been right when somebody last looked at it.
    """
    changed = entry.blueprint.changed_at if entry.blueprint else None
    saved = moment(entry.fields.get(UPDATED_AT))
    known = saved.timestamp() if saved else entry.edited_at
    is_newer = changed is not None and known is not None and changed > known
    return params(form_changed=_day(changed) if changed is not None and is_newer else "")


@lru_cache(maxsize=256)
def _day(seconds: float) -> str:
    """The day of a form's change, which all its entries ask for."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
