"""What whoever looks after the audit reads of a run besides its findings."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from audit.history import dropped
from audit.model.acknowledgement import AckEnd
from audit.run.notices import unused_notices
from tests.history.nights import FIRST
from tests.history.test_acknowledging import word


def compared(*words):
    """What a comparison leaves of words."""
    return SimpleNamespace(acknowledgements=words, night=SimpleNamespace(at=FIRST))


def test_words_that_were_dropped_tonight_are_named_once():
    tonight = [dropped(word(f"lake-{number}"), at=FIRST, end=AckEnd.UNUSED) for number in range(23)]
    earlier = replace(tonight[0], ended_at=FIRST - timedelta(days=1))
    (notice,) = unused_notices(compared(*tonight, earlier, dropped(word(), at=FIRST, end=AckEnd.EXPIRED)))
    assert notice.code == "unused_acknowledgements"
    assert notice.message.startswith("Acknowledgements that covered nothing for 60 days were dropped: t1_")
    assert notice.message.endswith(" and 3 more.")
    assert notice.message.count("(waiting)") == 20
    assert unused_notices(compared(earlier, word())) == ()
