"""A site notes what it is asked, and answers as if nobody listened."""

import pytest

from audit.model.asking import QUESTIONS, Questioned, answered
from audit.model.site import Presence, Site, SiteIndex


def test_a_site_that_notes_its_questions_answers_as_the_site_does():
    site = SiteIndex(
        terms={"topics": frozenset({"war"})}, users=frozenset({"u1"}), parents=frozenset({"home"}), hosts=frozenset({"//x.example"})
    )
    noting = Questioned(site=site)
    about = {"term": ("topics", "war"), "asset": ("c", "p"), "file": ("c", "p"), "page": ("/i/wood", "default")}
    for name in sorted(QUESTIONS):
        question = (name, *about.get(name, ("home",) if callable(getattr(site, name)) else ()))
        found = getattr(noting, name)
        assert (found(*question[1:]) if len(question) > 1 else found) == (
            getattr(site, name)(*question[1:]) if len(question) > 1 else getattr(site, name)
        )
        assert noting.answers[question] == answered(site, question)
    assert len(noting.answers) == len(QUESTIONS)
    assert noting.term("topics", "war") is Presence.PRESENT


def test_rules_can_ask_all_that_a_site_answers_and_nothing_else_is_asked_of_one():
    assert {name for name in vars(Site) if not name.startswith("_")} == QUESTIONS
    with pytest.raises(LookupError):
        answered(SiteIndex(), ("entries",))
