"""What every `Store` keeps and gives back."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from audit.errors import SurroundingsError
from audit.model.acknowledgement import AckEnd
from audit.model.correspondence import HandOver, LinkKey, Preference, Rhythm
from audit.model.finding import Certainty
from audit.model.run import RunStatus
from audit.model.standing import FixedBy, State
from audit.model.verdict import Verdict
from audit.stores import SqlStore
from tests.contracts.making import acknowledgement, check, finding, initiative, night, record, report, run, streak, target_id


async def finish(store, number, *, status=RunStatus.COMPLETE, records=(), streaks=(), links=(), initiatives=(), **more):
    """One whole run, from its start to its report."""
    done = run(number, status=status, **more)
    await store.begin(replace(done, status=RunStatus.RUNNING, finished_at=None))
    await store.finish(done, report(done, records=records, initiatives=initiatives), records=records, streaks=streaks, links=links)
    return done


async def remembered(store, number, *, scope="all", ruleset="1"):
    return await store.memory(scope=scope, ruleset=ruleset, before=night(number))


async def test_an_empty_store_remembers_nothing(store):
    memory = await remembered(store, 0)
    assert memory.baseline is None
    assert not any((memory.records, memory.streaks, memory.initiatives, memory.links, memory.known_since))
    assert await store.reports() == ()
    assert await store.runs() == ()
    assert await store.run("run_0000") is None
    assert await store.report("2026-11-01") is None


async def test_a_run_is_known_from_its_start_and_keeps_its_newest_facts(store):
    started = replace(run(0), status=RunStatus.RUNNING, finished_at=None)
    await store.begin(started)
    assert await store.run(started.id) == started
    failed = replace(started, status=RunStatus.FAILED, why="The disk is full.")
    await store.fail(failed)
    assert await store.run(started.id) == failed


async def test_runs_and_reports_come_newest_first_and_no_more_than_asked_for(store):
    for number in (1, 0, 2):
        await finish(store, number)
    assert [one.id for one in await store.runs()] == ["run_0002", "run_0001", "run_0000"]
    assert [one.id for one in await store.runs(limit=1)] == ["run_0002"]
    assert [row.report_id for row in await store.reports()] == ["2026-11-03", "2026-11-02", "2026-11-01"]
    assert [row.report_id for row in await store.reports(limit=2)] == ["2026-11-03", "2026-11-02"]


async def test_the_row_of_a_report_carries_its_figures(store):
    done = await finish(store, 0, records=(record(), record("pond", state=None, certainty=Certainty.SUSPECTED)))
    (row,) = await store.reports()
    assert row.run == done
    assert (row.health_percent, row.clean, row.broken, row.unknown, row.coverage_percent) == (50, 1, 1, 0, 87.5)
    assert {name: row.totals[name] for name in ("fix", "suspected", "new", "fixed", "open", "initiatives", "links")} == {
        "fix": 1,
        "suspected": 1,
        "new": 1,
        "fixed": 1,
        "open": 1,
        "initiatives": 2,
        "links": 8,
    }


async def test_the_row_of_a_report_that_judged_too_little_tells_no_share(store):
    done = run(0)
    made = report(done)
    await store.begin(replace(done, status=RunStatus.RUNNING, finished_at=None))
    await store.finish(done, replace(made, health=replace(made.health, comparable=False)), records=(), streaks=(), links=())
    (row,) = await store.reports()
    assert row.health_percent is None


async def test_a_report_comes_back_equal_to_the_one_that_was_kept(store):
    records = (record(), record("lake", state=State.FIXED, closed_at=night(1), fixed_by=FixedBy.LINK_REPLACED))
    done = run(0)
    kept = report(done, records=records, revision=2)
    await store.finish(done, kept, records=records, streaks=(), links=())
    assert await store.report(kept.id) == kept


async def test_checks_come_back_as_they_were(store):
    river = check("river", excerpt="Wells — for the villages.", etag='"v1"', title="River — home")
    checks = [river, check("lake", verdict=Verdict.BROKEN, status=None)]
    await store.save_checks("run_0000", checks)
    assert sorted(await store.checks("run_0000"), key=lambda one: one.url) == sorted(checks, key=lambda one: one.url)
    assert await store.checks("run_0001") == ()


async def test_a_check_saved_twice_counts_once(store):
    await store.save_checks("run_0000", [check(ms=1)])
    await store.save_checks("run_0000", [check(ms=2)])
    assert [one.ms for one in await store.checks("run_0000")] == [2]


async def test_more_checks_than_a_batch_holds_are_all_kept(store):
    await store.save_checks("run_0000", [check(f"host-{number}") for number in range(1203)])
    assert len(await store.checks("run_0000")) == 1203


async def test_texts_no_database_likes_are_kept_without_harm(store):
    await store.save_checks("run_0000", [check(title="null \0 and half \ud83d a pair", error="reset\0")])
    (kept,) = await store.checks("run_0000")
    assert "\0" not in kept.title + kept.error


async def test_passwords_in_addresses_are_not_kept(store):
    secret = replace(check(), url="https://ada:hunter2@river.example/", error="cannot reach https://ada:hunter2@river.example/")
    await store.save_checks("run_0000", [secret])
    (kept,) = await store.checks("run_0000")
    assert "hunter2" not in repr(kept)
    assert kept.url == "https://credentials@river.example/"


async def test_what_a_run_without_a_report_saw_of_targets_is_kept_and_nothing_else(store):
    await finish(store, 0, records=[record("a")], streaks=[streak("river")])
    before = await remembered(store, 1)
    seen = replace(streak("river"), last_checked_at=night(1), verdict=Verdict.OK, reason="status-200")
    looked = replace(run(1), scope="initiatives:a")
    await store.begin(replace(looked, status=RunStatus.RUNNING, finished_at=None))
    await store.save_checks(looked.id, [check("river", at=night(1))])
    await store.keep_looks(looked, streaks=[seen])
    after = await remembered(store, 2)
    assert after.streaks[seen.target_id] == seen
    assert (after.records, after.initiatives, after.links, after.baseline) == (
        before.records,
        before.initiatives,
        before.links,
        before.baseline,
    )
    assert await store.run(looked.id) == looked
    assert len(await store.reports()) == 1
    assert [one.at for one in await store.history(target_id("river"))] == [night(1)]


async def test_one_finding_is_remembered_open_or_over(store):
    known = record("a")
    assert await store.record(known.id) is None
    await finish(store, 0, records=[known])
    assert await store.record(known.id) == known
    over = replace(known, closed_at=night(1), last_seen=night(1), state=State.FIXED, fixed_by=FixedBy.LINK_REMOVED)
    await finish(store, 1, records=[over])
    assert await store.record(known.id) == over


async def test_the_history_of_a_target_is_newest_first(store):
    for number in range(4):
        await store.save_checks(f"run_{number:04}", [check(at=night(number)), check("lake", at=night(number))])
    assert [one.at for one in await store.history(target_id("river"), limit=3)] == [night(3), night(2), night(1)]


async def test_the_histories_of_many_targets_are_those_of_each(store):
    for number in range(4):
        await store.save_checks(f"run_{number:04}", [check(at=night(number)), check("lake", at=night(number))])
    many = [target_id(f"pond-{number}") for number in range(1_200)]
    found = await store.histories([target_id("river"), target_id("lake"), *many], limit=3)
    assert sorted(found) == sorted([target_id("river"), target_id("lake")])
    assert tuple(found[target_id("lake")]) == tuple(await store.history(target_id("lake"), limit=3))
    assert await store.histories([]) == {}


async def test_the_next_run_remembers_findings_streaks_links_and_initiatives(store):
    records = (record(), record("lake", state=State.FIXED, closed_at=night(0), fixed_by=FixedBy.LINK_REMOVED))
    streaks = (streak(failing_since=night(0), failing_checks=1, confirmed_at=night(0), event_since=night(0)),)
    links = {("ini_1", target_id("river")), ("ini_2", target_id("lake"))}
    await finish(store, 0, records=records, streaks=streaks, links=links)
    memory = await remembered(store, 1)
    assert memory.baseline is not None
    assert memory.baseline.report_id == "2026-11-01"
    assert dict(memory.records) == {one.id: one for one in records}
    assert dict(memory.streaks) == {one.target_id: one for one in streaks}
    assert memory.links == links
    assert dict(memory.initiatives) == {"ini_1": "broken", "ini_2": "clean"}
    assert dict(memory.unjudged) == {"ini_1": 0, "ini_2": 1}
    assert dict(memory.contents) == {"ini_1": "c" * 64, "ini_2": "c" * 64}


async def test_the_newest_state_of_a_finding_replaces_the_one_before(store):
    await finish(store, 0, records=(record(),))
    await finish(store, 1, records=(record(state=State.OPEN, seen=1),))
    memory = await remembered(store, 2)
    assert [(one.state, one.last_seen) for one in memory.records.values()] == [(State.OPEN, night(1))]


async def test_runs_that_did_not_start_earlier_are_no_baseline(store):
    await finish(store, 5)
    assert (await remembered(store, 5)).baseline is None
    assert (await remembered(store, 6)).baseline is not None


@pytest.mark.parametrize("status", [RunStatus.PARTIAL, RunStatus.INCONCLUSIVE])
async def test_a_run_that_is_not_complete_is_passed_over_and_leaves_the_baseline_alone(store, status):
    await finish(store, 0, links={("ini_1", target_id("river"))})
    await finish(store, 1, status=status, links={("ini_9", target_id("lake"))}, initiatives=(initiative("ini_9"),))
    memory = await remembered(store, 2)
    assert memory.baseline.report_id == "2026-11-01"
    assert memory.passed_over == (("2026-11-02", status.value),)
    assert memory.links == {("ini_1", target_id("river"))}
    assert set(memory.initiatives) == {"ini_1", "ini_2"}


async def test_another_scope_and_another_major_ruleset_are_other_memories(store):
    await finish(store, 0, records=(record(),))
    assert (await remembered(store, 1, scope="one-collection")).baseline is None
    assert not (await remembered(store, 1, scope="one-collection")).records
    assert (await remembered(store, 1, ruleset="2")).baseline is None
    assert (await remembered(store, 1, ruleset="1.4")).baseline is not None


async def test_initiatives_of_the_first_report_joined_nobody_knows_when_and_later_ones_are_dated(store):
    await finish(store, 0, initiatives=(initiative("old"),))
    await finish(store, 1, initiatives=(initiative("old"), initiative("young")))
    await finish(store, 2, initiatives=(initiative("young"),))
    memory = await remembered(store, 3)
    assert dict(memory.known_since) == {"old": None, "young": night(1)}
    assert set(memory.initiatives) == {"young"}


async def test_since_when_an_initiative_says_the_same_outlives_saves_and_nights_without_it(store):
    await finish(store, 0, initiatives=(initiative("same"), initiative("other")))
    saved = replace(initiative("same"), updated_at=night(1))
    await finish(store, 1, initiatives=(saved, replace(initiative("other"), updated_at=night(1), content_sha256="d" * 64)))
    await finish(store, 2, initiatives=(initiative("third"),))
    known = (await remembered(store, 3)).said_since
    assert (known["same"], known["other"]) == (("c" * 64, night(0)), ("d" * 64, night(1)))


async def test_a_night_on_which_an_initiative_cannot_be_read_forgets_nothing_of_what_it_said(store):
    await finish(store, 0, initiatives=(initiative("same"),))
    await finish(store, 1, initiatives=(replace(initiative("same"), content_sha256="", updated_at=None), initiative("")))
    memory = await remembered(store, 2)
    assert memory.said_since["same"] == ("c" * 64, night(0))
    assert memory.contents["same"] == "c" * 64
    await finish(store, 2, initiatives=(replace(initiative("same"), updated_at=night(2)),))
    assert (await remembered(store, 3)).said_since["same"] == ("c" * 64, night(0))


async def test_the_first_complete_report_after_a_partial_one_dates_nobody(store):
    await finish(store, 0, status=RunStatus.PARTIAL)
    await finish(store, 1)
    assert set((await remembered(store, 2)).known_since.values()) == {None}


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


async def test_a_message_is_known_to_be_sent_once_it_was_marked(store):
    assert not await store.was_sent("<report-1@audit.example.org>")
    for _ in range(2):
        await store.mark_sent("<report-1@audit.example.org>", at=night(0))
    assert await store.was_sent("<report-1@audit.example.org>")


async def test_of_two_who_want_to_hand_a_message_over_one_may(store):
    message, stale = "<list-1@audit.example.org>", timedelta(minutes=15)

    async def claimed(at):
        return await store.claim(message, at=at, stale=at - stale)

    assert sorted(await asyncio.gather(*(claimed(night(0)) for _ in range(5)))) == [False, False, False, False, True]
    assert not await claimed(night(0) + stale)
    assert await claimed(night(0) + stale + timedelta(seconds=1)), "whoever had it was killed"
    await store.release(message)
    assert await claimed(night(0) + stale)


async def test_what_people_want_of_the_mails_is_kept_the_last_word_counting(store):
    for day, rhythm in enumerate((Rhythm.OFF, Rhythm.MONTHLY)):
        await store.keep_preference(Preference(ref="o1_amina", rhythm=rhythm, since=night(day)))
        await store.keep_hand_over(HandOver(initiative_id="ini_1", to_ref=f"o1_{day}", by_ref="o1_amina", at=night(day)))
    assert await store.preferences() == (Preference(ref="o1_amina", rhythm=Rhythm.MONTHLY, since=night(1)),)
    assert await store.hand_overs() == (HandOver(initiative_id="ini_1", to_ref="o1_1", by_ref="o1_amina", at=night(1)),)


async def test_keys_of_addresses_are_kept_newest_first_until_they_are_forgotten(store):
    keys = [LinkKey(id=f"0000000{day}", secret="ab" * 32, made_at=night(day)) for day in range(3)]
    for key in keys:
        await store.keep_link_key(key)
    assert await store.link_keys() == tuple(reversed(keys))
    assert await store.forget_link_keys(before=night(2)) == 2
    assert await store.link_keys() == (keys[2],)


async def test_everything_is_still_there_after_closing_and_opening_again(url):
    first = SqlStore(url)
    await first.open()
    await finish(first, 0, records=(record(),))
    await first.close()
    second = SqlStore(url)
    await second.open()
    await second.open()
    assert list((await remembered(second, 1)).records) == [finding().id]
    assert second.notices == ()
    await second.close()
    await second.close()


async def test_a_closed_store_says_that_it_is_not_open(url):
    with pytest.raises(SurroundingsError, match="not open"):
        await SqlStore(url).reports()


async def test_a_failing_transaction_leaves_nothing_behind(store):
    done = run(0)
    with pytest.raises(ZeroDivisionError):
        await store.finish(done, report(done), records=(record(),), streaks=(1 / 0 for _ in range(1)), links=())
    assert await store.run(done.id) is None
    assert not (await remembered(store, 1)).records


async def test_pruning_forgets_what_is_old_and_keeps_what_is_open(url):
    class Later:
        def now(self):
            return night(100)

        monotonic = sleep = None

    store = SqlStore(url, clock=Later())
    await store.open()
    await store.save_checks("run_0000", [check(title="River")])
    await store.mark_sent("<old@audit.example.org>", at=night(0))
    ended = record("lake", state=State.FIXED, closed_at=night(0), fixed_by=FixedBy.LINK_REMOVED)
    await finish(store, 0, records=(record(), ended), streaks=(streak(last_checked_at=night(0)),), initiatives=(initiative("gone"),))
    await finish(store, 99, streaks=(streak("lake", last_checked_at=night(99)),))
    assert await store.prune(60) > 0
    memory = await remembered(store, 100)
    assert list(memory.records) == [finding().id]
    assert list(memory.streaks) == [target_id("lake")]
    assert set(memory.known_since) == {"ini_1", "ini_2"}
    assert [one.id for one in await store.runs()] == ["run_0099"]
    assert len(await store.reports()) == 1
    assert not await store.checks("run_0000")
    assert not await store.pages()
    assert not await store.was_sent("<old@audit.example.org>")
    await store.close()


async def test_pruning_keeps_the_only_report_there_is_to_compare_with(url):
    class Later:
        def now(self):
            return night(900) + timedelta(hours=1)

        monotonic = sleep = None

    store = SqlStore(url, clock=Later())
    await store.open()
    await finish(store, 0)
    await store.prune(400)
    assert (await remembered(store, 900)).baseline is not None
    await store.close()


async def test_peoples_words_are_kept_renewed_and_forgotten_when_they_are_long_over(url):
    class Later:
        def now(self):
            return night(500)

        monotonic = sleep = None

    store = SqlStore(url, clock=Later())
    await store.open()
    first = acknowledgement()
    second = acknowledgement(created_at=night(1))
    await store.keep_acknowledgements([second, first])
    assert await store.acknowledgements() == (first, second)
    over = replace(first, ended_at=night(2), ended=AckEnd.EXPIRED)
    done = run(2)
    await store.finish(done, report(done), records=(), streaks=(), links=(), acknowledgements=[over])
    assert await store.acknowledgements() == (over, second)
    await store.prune(400)
    assert await store.acknowledgements() == (second,)
    await store.close()


async def test_what_was_made_of_content_comes_back_by_its_key(store):
    await store.keep_parsed({"a": b"one", "b": b"two"}, now=night(0))
    await store.keep_parsed({"b": b"three"}, now=night(1))
    assert await store.parsed({"a", "b", "c"}, now=night(1)) == {"a": b"one", "b": b"three"}
    assert await store.parsed((), now=night(1)) == {}


async def test_what_is_made_use_of_is_not_pruned(store):
    await store.keep_parsed({"used": b"one", "left": b"two"}, now=night(-60))
    await store.parsed({"used"}, now=night(0))
    await store.prune(30)
    assert set(await store.parsed({"used", "left"}, now=night(0))) == {"used"}


async def test_a_word_that_was_taken_back_while_a_run_was_in_progress_stays_over(store):
    read = acknowledgement()
    await store.keep_acknowledgements([read])
    over = replace(read, ended_at=night(1), ended=AckEnd.REMOVED, ended_by="amina")
    await store.keep_acknowledgements([over])
    done = run(2)
    await store.finish(done, report(done), records=(), streaks=(), links=(), acknowledgements=[replace(read, matched_at=night(2))])
    assert await store.acknowledgements() == (over,)


async def test_a_word_of_the_file_holds_again_when_it_stands_there_again(store):
    filed = replace(acknowledgement(), filed=True)
    await store.keep_acknowledgements([replace(filed, ended_at=night(1), ended=AckEnd.REMOVED)])
    await store.keep_acknowledgements([filed])
    assert await store.acknowledgements() == (filed,)
