import pytest

from audit.model.probe import Probe
from audit.model.verdict import Verdict
from tests.judging.making import PROSE, answer, page, shown, target, verdict


@pytest.mark.parametrize(
    ("status", "word"),
    [
        *((status, "broken") for status in (400, 404, 405, 409, 410, 414, 422)),
        *((status, "blocked") for status in (401, 402, 403, 406, 407, 412, 418, 423, 426, 428, 429, 430, 431, 451, 511, 999)),
        *((status, "unstable") for status in (102, 304, 408, 500, 501, 502, 503, 504, 507, 520, 530, 600, 700)),
        *((status, "ok") for status in (200, 201, 202, 203, 206, 226)),
    ],
)
def test_a_status_has_its_verdict(status: int, word: str) -> None:
    assert verdict(shown(page("short"), status=status)).verdict == word


def test_a_platform_that_lies_to_robots_is_not_believed() -> None:
    assert verdict(shown(page("x"), "https://www.x.com/someone", 400)).verdict is Verdict.BLOCKED


def test_a_404_with_an_article_says_so() -> None:
    assert "content" in verdict(shown(page(PROSE), status=404)).detail
    assert "content" not in verdict(shown(page("Page not found", "title-not-found"), status=404)).detail
    assert "content" not in verdict(shown(None, status=410)).detail


@pytest.mark.parametrize(
    ("words", "status", "word"), [(PROSE, 301, "ok"), ("gone", 301, "broken"), ("gone", 300, "ok"), ("", 302, "broken")]
)
def test_a_redirect_that_names_no_target_is_what_it_shows(words: str, status: int, word: str) -> None:
    assert verdict(shown(page(words), status=status)).verdict == word


def test_a_redirect_without_target_and_page_is_broken() -> None:
    probe = Probe(target=target(), final=answer(302), exchanges=(answer(302),))
    assert verdict(probe).reason == "redirect-without-target"
