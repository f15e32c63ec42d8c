"""What a finding's identity outlives, and what it does not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.location import Location
from tests.history.nights import made

FINDING = made("a", "description.content", "https://river.example/", rule="link-not-found")

PLACES = st.builds(
    Occurrence,
    location=st.builds(
        Location,
        path=st.text(max_size=8),
        field=st.text(max_size=8),
        line=st.integers(1, 999),
        column=st.integers(1, 99),
        sentence=st.text(max_size=8),
    ),
    text=st.text(max_size=8),
    href=st.text(max_size=8),
)
PASSING = st.fixed_dictionaries(
    {},
    optional={
        "rule": st.text(min_size=1, max_size=8),
        "severity": st.sampled_from(Severity),
        "certainty": st.sampled_from(Certainty),
        "occurrences": st.lists(PLACES, min_size=1, max_size=3).map(tuple),
        "params": st.lists(st.tuples(st.text(max_size=4), st.text(max_size=4)), max_size=3).map(tuple),
    },
)


@given(PASSING)
def test_moving_rewording_saving_and_another_status_keep_the_identity(changes):
    assert replace(FINDING, **changes).id == FINDING.id


@given(st.sampled_from(["entry_id", "field", "family", "target_key"]), st.text(max_size=20))
def test_another_initiative_field_family_or_target_is_another_finding(part, value):
    changed: Finding = replace(FINDING, **{part: value})
    assert (changed.id == FINDING.id) is (value == getattr(FINDING, part))
