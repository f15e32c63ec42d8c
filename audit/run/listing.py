"""The list of all reports, its table and the feeds, which go along with every run, even with one that made no report."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from audit.model.report import Report
from audit.ports import Document, IndexRenderer, ReportRow, Store
from audit.run.plan import Plan
from audit.run.publish import replace_documents
from audit.run.row import moved_since, row_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Makes the list of reports, and what goes with it."""

    plan: Plan
    store: Store
    indexes: Sequence[IndexRenderer]
    """The first makes the list itself."""

    async def earlier(self) -> Sequence[ReportRow]:
        """The reports that stand, newest first: all that the store keeps, which its pruning bounds."""
        return await self.store.reports(limit=None)

    async def documents(self, report: Report, earlier: Sequence[ReportRow]) -> tuple[Document, ...]:
        """The list and what goes with it, with a new report at their heads."""
        return await self._rendered(await self._rows(report, earlier), made_at=report.generated_at)

    async def note_failure(self, *, at: datetime) -> None:
        """Say on the list that a run ended without a report; the reports that stand are listed as before."""
        rows = await self.earlier()
        newest = await self.store.report(rows[0].report_id) if rows else None
        listed = await self._rows(newest, rows[1:]) if newest else rows
        made = await self._rendered(listed, made_at=at, failed=at)
        await asyncio.to_thread(replace_documents, made, root=self.plan.reports)

    async def _rows(self, report: Report, earlier: Sequence[ReportRow]) -> Sequence[ReportRow]:
        since = await moved_since(self.store, report, earlier, min_coverage=self.plan.policy.min_coverage)
        return (row_of(report, since=since), *earlier)

    async def _rendered(self, rows: Sequence[ReportRow], *, made_at: datetime, failed: datetime | None = None) -> tuple[Document, ...]:
        def made() -> tuple[Document, ...]:
            title, zone = self.plan.title, self.plan.zone.key
            rendered = (
                each.render_index(rows, site_name=title, timezone=zone, generated_at=made_at, failed=failed) for each in self.indexes
            )
            return tuple(document for documents in rendered for document in documents)

        # A feed for each of many partners takes a second: where it keeps nobody waiting.
        return await asyncio.to_thread(made)
