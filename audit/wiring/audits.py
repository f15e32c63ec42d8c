"""One audit: its content, its store, its rules, its reports."""

import os
from datetime import datetime, timedelta

from audit.clock import Clock, SystemClock
from audit.config.acknowledgements import read_acknowledgements
from audit.config.shape import Config
from audit.history import Policy, Rechecks
from audit.model.details import Manners
from audit.model.site import SiteIndex
from audit.ports import Progress, Source, Store
from audit.renderers import RENDERERS, AtomFeed, CsvIndex, HtmlIndex, LivingPages, PartnerFeeds
from audit.rules import CONTENT_RULES, LINK_RULES, RULESET, SITE_RULES, Context, configure
from audit.run.audit import Audit, Ended
from audit.run.closer import CloserLook, Looked
from audit.run.identity import new_run_id
from audit.run.plan import Plan
from audit.sources.front_matter import FrontMatterSource
from audit.sources.statamic import StatamicSource
from audit.wiring.memory import store_of
from audit.wiring.web import REAL, World, allowed, asking, user_agent
from audit.wording import catalogue


def source_of(config: Config, *, now: datetime) -> Source:
    """The content that the configuration names."""
    content = config.content
    if content.source == "front_matter":
        return FrontMatterSource(root=content.path, collections=content.collections, max_file_bytes=content.max_file_bytes, now=now)
    return StatamicSource(
        root=content.path,
        collections=content.collections,
        max_file_bytes=content.max_file_bytes,
        now=now,
        also=content.also,
        url=content.url,
    )


def plan_of(config: Config, *, world: World = REAL) -> Plan:
    """What an audit by this configuration is about."""
    off, options = config.rules.off, config.rules.options

    def context(now: datetime, site: SiteIndex | None) -> Context:
        return Context(
            now=now,
            site=site,
            required=config.content.required,
            blueprint_required=config.content.blueprint_required,
            stale_after_months=config.rules.stale_after_months,
            placeholders=config.rules.placeholders,
        )

    return Plan(
        scope="collections:" + (",".join(sorted(config.content.collections)) or "*"),
        ruleset=RULESET,
        canaries=config.checks.canaries if world.canaries is None else world.canaries,
        probing=config.checks.enabled,
        known_hosts=world.names,
        allowed=allowed(config),
        excluded=config.checks.exclude,
        content_rules=configure(CONTENT_RULES, off=off, options=options),
        link_rules=configure(LINK_RULES, off=off, options=options),
        site_rules=configure(SITE_RULES, off=off, options=options),
        context=context,
        policy=_policy(config),
        rechecks=_rechecks(config),
        edit_url=config.content.edit_url,
        hands=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        keep_days=config.store.keep_days,
        keep_reports_days=config.reports.keep_days,
        reports=config.reports.path,
        zone=config.zone,
        base_url=config.reports.url,
        title=config.reports.title,
        user_agent=user_agent(config),
        manners=Manners(at_once=config.checks.per_host.max, interval=config.checks.per_host.interval, robots=config.checks.robots),
    )


def _policy(config: Config) -> Policy:
    confirmation = config.confirmation
    return Policy(
        gone_checks=confirmation.gone_checks,
        gone_gap=timedelta(seconds=confirmation.gone_gap),
        failing_checks=confirmation.failing_checks,
        failing_gap=timedelta(seconds=confirmation.failing_gap),
        failing_span=timedelta(seconds=confirmation.failing_span),
        good_checks=confirmation.good_checks,
        good_gap=timedelta(seconds=confirmation.good_gap),
        event_hold=timedelta(seconds=confirmation.event_hold),
    )


def _rechecks(config: Config) -> Rechecks:
    wanted = config.rechecks
    return Rechecks(
        adaptive=wanted.adaptive,
        steady=timedelta(seconds=wanted.steady),
        longest=timedelta(seconds=wanted.longest),
        whole=timedelta(seconds=config.confirmation.read_again),
        per_host=min(wanted.per_host, config.checks.per_host.per_run),
    )


def audit_of(config: Config, store: Store, *, clock: Clock, world: World = REAL) -> Audit:
    """An audit by this configuration."""
    return Audit(
        plan=plan_of(config, world=world),
        source=source_of(config, now=clock.now()),
        store=store,
        asking=lambda: asking(config, clock=clock, world=world),
        renderers=RENDERERS,
        indexes=(HtmlIndex(), AtomFeed(base_url=config.reports.url), PartnerFeeds(base_url=config.reports.url), CsvIndex()),
        living=LivingPages.of,
        wording=catalogue(),
        clock=clock,
        filed=lambda: read_acknowledgements(config.acknowledgements.path),
    )


async def audit_once(  # noqa: PLR0913 - one audit's circumstances, by name
    config: Config, *, kind: str, progress: Progress, clock: Clock | None = None, world: World = REAL, run_id: str | None = None
) -> Ended:
    """One audit, with a store of its own."""
    chosen = clock or SystemClock()
    store = store_of(config, clock=chosen)
    try:
        return await audit_of(config, store, clock=chosen, world=world).run(
            run_id or new_run_id(chosen.now()), kind=kind, progress=progress
        )
    finally:
        await store.close()


async def look_closer(  # noqa: PLR0913 - one look's circumstances, by name
    config: Config, initiatives: frozenset[str], *, kind: str, progress: Progress, clock: Clock | None = None, world: World = REAL
) -> Looked:
    """A closer look at a few initiatives, with a store of its own."""
    chosen = clock or SystemClock()
    store = store_of(config, clock=chosen)
    try:
        look = CloserLook(audit=audit_of(config, store, clock=chosen, world=world), initiatives=initiatives)
        return await look.run(new_run_id(chosen.now()), kind=kind, progress=progress)
    finally:
        await store.close()
