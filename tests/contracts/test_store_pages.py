"""What any store remembers of pages, and of content that was read."""

import pytest

from audit.model.run import RunStatus
from audit.model.verdict import Verdict
from audit.stores import SqlStore
from tests.contracts.making import check, night, target_id
from tests.contracts.nights import StandingClock, finish


async def test_what_a_good_page_looked_like_is_remembered_until_it_is_good_again(store):
    await store.save_checks("run_0000", [check(etag='"v1"', excerpt="Wells", title="River")])
    await finish(store, 0)
    await store.save_checks("run_0001", [check(at=night(1), verdict=Verdict.BROKEN, title="Not found")])
    await finish(store, 1)
    page = (await store.pages())[target_id("river")]
    assert (page.at, page.read_at, page.etag, page.excerpt, page.title) == (night(0), night(0), '"v1"', "Wells", "River")
    assert page.judgement == check().judgement


async def test_a_page_that_says_it_is_unchanged_stays_as_it_was_read(store):
    await store.save_checks("run_0000", [check(etag='"v1"', excerpt="Wells", title="River")])
    await finish(store, 0)
    await store.save_checks("run_0001", [check(at=night(1), status=304, title=""), check("lake", at=night(1), status=304)])
    await finish(store, 1)
    pages = await store.pages()
    page = pages[target_id("river")]
    assert (page.at, page.read_at, page.etag, page.excerpt, page.title) == (night(1), night(0), '"v1"', "Wells", "River")
    assert target_id("lake") not in pages


@pytest.mark.parametrize(
    ("verdict", "reason"), [(Verdict.INSECURE, "cert-expired"), (Verdict.SOFT_404, "not-there"), (Verdict.BLOCKED, "status-403")]
)
async def test_a_page_in_doubt_is_no_page_to_remember(store, verdict, reason):
    await store.save_checks("run_0000", [check(verdict=verdict, reason=reason, etag='"v1"')])
    await finish(store, 0)
    assert not await store.pages()


async def test_a_run_in_doubt_teaches_nothing_about_pages(store):
    await store.save_checks("run_0000", [check(title="Sign in to the hotel network")])
    await finish(store, 0, status=RunStatus.INCONCLUSIVE)
    assert not await store.pages()


async def test_what_was_made_of_content_comes_back_by_its_key(store):
    await store.keep_parsed({"a": b"one", "b": b"two"}, now=night(0))
    await store.keep_parsed({"b": b"three"}, now=night(1))
    assert await store.parsed({"a", "b", "c"}, now=night(1)) == {"a": b"one", "b": b"three"}
    assert await store.parsed((), now=night(1)) == {}


async def test_what_is_made_use_of_is_not_pruned(url):
    store = SqlStore(url, clock=StandingClock(night(1)))
    await store.open()
    await store.keep_parsed({"used": b"one", "left": b"two"}, now=night(-60))
    await store.parsed({"used"}, now=night(0))
    await store.prune(30)
    assert set(await store.parsed({"used", "left"}, now=night(0))) == {"used"}
    await store.close()
