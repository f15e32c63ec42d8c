"""Figures for monitoring: numbers of the night, and no text of the web's."""

import asyncio

from prometheus_client.parser import text_string_to_metric_families

from tests.service.conftest import DONE, NIGHT, row_of


async def figures(h) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    status, headers, content = await h.get("/metrics")
    assert status == 200
    assert headers["Content-Type"].startswith("text/plain")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(content.decode())
        for sample in family.samples
    }


async def test_the_night_is_told_in_figures(house):
    async with house(cron="0 2 * * *", rows=[row_of("2026-11-21", at=NIGHT)]) as h:
        await h.start()
        assert (await figures(h))["audit_run_in_progress", ()] == 1
        h.audit.go.set()
        await h.desk.over(h.audit.began[0][0])
        found = await figures(h)
        assert found["audit_run_in_progress", ()] == 0
        assert found["audit_runs_total", (("kind", "on_demand"), ("state", "complete"))] == 1
        assert found["audit_run_seconds_count", ()] == 1
        assert found["audit_findings", (("label", "fix"),)] == 2
        assert found["audit_coverage_percent", ()] == 98.5
        assert found["audit_report_overdue", ()] == 0
        assert found["audit_report_timestamp_seconds", ()] == NIGHT.timestamp()
        assert found["audit_next_run_timestamp_seconds", ()] == NIGHT.timestamp() + 86400
        h.clock.move(27 * 3600)
        assert (await figures(h))["audit_report_overdue", ()] == 1


async def test_a_night_that_waits_for_another_process_is_missed(house):
    async with house(cron="0 2 * * *", rows=[row_of("2026-11-21", at=NIGHT)]) as h:
        h.audit.free = asyncio.Event()
        h.desk.start("scheduled", "schedule")
        h.clock.move(27 * 3600)
        await asyncio.sleep(0)
        assert (await figures(h))["audit_report_overdue", ()] == 1
        h.audit.free.set()
        async with asyncio.timeout(60):  # until it has begun
            while (await figures(h))["audit_report_overdue", ()]:
                await asyncio.sleep(0)


async def test_nothing_that_a_caller_writes_becomes_a_label(house):
    async with house() as h:
        await h.get("/reports/secret-token-123?token=secret-token-123")
        await h.ask("PROPFIND", "/secret-token-123")
        _, _, content = await h.get("/metrics")
        assert b"secret-token-123" not in content
        assert b"PROPFIND" not in content
        assert b'audit_http_requests_total{method="other",status="404"}' in content


async def test_without_a_report_or_a_schedule_there_are_figures_all_the_same(house):
    async with house() as h:
        found = await figures(h)
        assert found["audit_next_run_timestamp_seconds", ()] != found["audit_next_run_timestamp_seconds", ()], "not a number"


async def test_a_night_that_waits_for_a_look_which_never_ends_is_missed(house):
    go = asyncio.Event()

    async def closer(run_id, initiatives, progress):
        await go.wait()
        return DONE

    async with house(cron="0 2 * * *", rows=[row_of("2026-11-21", at=NIGHT)], closer=closer) as h:
        h.desk.start("on_demand", "amina", scope=("a",))
        night, _ = h.desk.start("scheduled", "schedule")
        h.clock.move(27 * 3600)
        assert (await figures(h))["audit_report_overdue", ()] == 1
        go.set()
        await h.desk.changed(night.id, since=1)
        assert (await figures(h))["audit_report_overdue", ()] == 0, "its run is in progress"
