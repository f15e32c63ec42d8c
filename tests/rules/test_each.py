"""Entries are examined side by side, and what goes wrong with one concerns no other."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from audit.rules import CONTENT_RULES, examine, examine_each
from tests.rules.world import CONTEXT, entry


@dataclass(frozen=True)
class Trips:
    """A rule that fails at some entries: while it checks, or while it says how long that holds."""

    checking: str = ""
    dating: str = ""

    def check(self, page: Any, context: Any) -> Any:
        del context
        if page.entry.id == self.checking:
            raise RuntimeError("tripped")
        return iter(())

    def holds_until(self, page: Any, context: Any) -> Any:
        del context
        if page.entry.id == self.dating:
            raise RuntimeError("stumbled")


ENTRIES = [
    replace(entry(title="One.", summary="TBC"), id="one"),
    replace(entry(title="Two."), id="two"),
    replace(entry(title="Three."), id="three"),
]
SUBJECTS = [(each, (), CONTEXT) for each in ENTRIES]


def test_many_entries_come_to_what_each_comes_to_alone():
    assert examine_each(SUBJECTS, rules=CONTENT_RULES) == [examine(each, (), rules=CONTENT_RULES, context=CONTEXT) for each in ENTRIES]
    assert examine_each([], rules=CONTENT_RULES) == []


@pytest.mark.parametrize(("trips", "says"), [(Trips(checking="two"), "tripped"), (Trips(dating="two"), "stumbled")])
def test_a_rule_that_fails_at_one_entry_says_so_there_and_speaks_of_the_others(trips, says):
    rules: Any = (trips, *CONTENT_RULES)
    one, two, three = examine_each(SUBJECTS, rules=rules)

    assert isinstance(two, RuntimeError)
    assert str(two) == says
    assert [one, three] == [examine(each, (), rules=CONTENT_RULES, context=CONTEXT) for each in (ENTRIES[0], ENTRIES[2])]
    with pytest.raises(RuntimeError, match=says):
        examine(ENTRIES[1], (), rules=rules, context=CONTEXT)
