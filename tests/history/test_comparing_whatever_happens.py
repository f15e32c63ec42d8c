"""What holds of the findings after whatever nights."""

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.history import kind_of_judgement
from audit.history.policy import Kind
from audit.model.run import RunStatus
from audit.model.standing import State
from tests.history.nights import ANSWERS, World, judgement, made, name_of, target_id, world


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(ANSWERS)), st.sampled_from([6.0, 12.0, 24.0])), min_size=1, max_size=14))
def test_whatever_happens_the_story_that_readers_are_told_makes_sense(nights):
    there, last = world(), None
    for answer, hours in nights:
        told = there.night(hours=hours, river=answer).get("a:river")
        if told == "new":
            assert last in (None, "nothing")
        if told == "fixed":
            assert last in ("shown", "new", "open", "changed", "came_back", "not_rechecked")
            assert kind_of_judgement(judgement(answer)) is Kind.GOOD
        if told == "came_back":
            assert any(record.returned_at for record in there.results)
        if answer in ("404", "503", "timeout") and told in ("new", "came_back"):
            assert there.streaks[target_id("river")].confirmed_at
        last = told or "nothing" if last is None or told or last in ("fixed", "nothing") else last
        assert {record.id for record in there.results} <= {made("a", "text", "river", rule="x").id}


SUMMARY = "content-summary-missing"


ODD_NIGHTS = st.fixed_dictionaries(
    {
        "lacking": st.booleans(),
        "link": st.sampled_from(["404", "ok", "403", "503", None]),
        "unread": st.booleans(),
        "gone": st.booleans(),
        "rules": st.sampled_from([frozenset(), frozenset({"link-not-found", "link-server-error"})]),
        "broken_off": st.sampled_from([frozenset(), frozenset({SUMMARY})]),
        "status": st.sampled_from([RunStatus.COMPLETE, RunStatus.COMPLETE, RunStatus.PARTIAL, RunStatus.INCONCLUSIVE]),
    }
)


@settings(max_examples=100, deadline=None)
@given(st.lists(ODD_NIGHTS, min_size=2, max_size=12))
def test_after_whatever_nights_nothing_is_over_without_evidence_and_nothing_is_back_that_was_not_over(nights):
    there, over = World(content={"b": {"text": ["wood"]}}), set()
    for odd in nights:
        there.content.pop("a", None)
        if not odd["gone"]:
            there.content["a"] = {"text": ["river"] if odd["link"] else []}
        there.lacking, there.unread = ({"a"} if odd["lacking"] else set()), ({"a"} if odd["unread"] and not odd["gone"] else set())
        there.rules, there.broken_off = odd["rules"], odd["broken_off"]
        at = there.now
        told = there.night(status=odd["status"], river=odd["link"] or "ok")
        seen = odd["status"] is not RunStatus.PARTIAL and not odd["unread"]
        asked = seen and not odd["rules"] and not odd["broken_off"]
        evidence = {
            f"a:{SUMMARY}": asked and not odd["lacking"],
            "a:river": seen and odd["status"] is RunStatus.COMPLETE and odd["link"] in (None, "ok"),
        }
        ended = {name_of(one): one.state for one in there.results if one.closed_at == at}
        for name, state in ended.items():
            assert odd["status"] is not RunStatus.PARTIAL
            assert (odd["gone"] and state in (State.LEFT, None)) or (evidence[name] and state is not State.LEFT), (name, state)
        assert {name for name, state in told.items() if state == "came_back"} <= over | {"b:wood"}
        over |= ended.keys()
        assert len(there.results) == len({one.id for one in there.results})
