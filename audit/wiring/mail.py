"""The mails: through which server, to whom, and when."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from audit.clock import Clock
from audit.config.mail import Weekly
from audit.config.shape import Config
from audit.delivery.audience import Audience, nowhere
from audit.delivery.email import EmailNotifier
from audit.delivery.envelope import Sender
from audit.delivery.mailing import Mailing
from audit.delivery.roster import Person, Roster
from audit.delivery.smtp import Smtp, SmtpSettings
from audit.delivery.voice import Voice
from audit.errors import AuditError
from audit.model.correspondence import may_be_written_to
from audit.run.publishable import owner_ref
from audit.service.keyring import Keyring
from audit.service.own import People
from audit.service.scheduler import Job, schedule_of
from audit.sources.statamic import read_accounts
from audit.stores import SqlStore
from audit.wording import catalogue

log = logging.getLogger(__name__)


def notifier_of(
    config: Config, *, store: SqlStore, clock: Clock, next_at: Callable[[], datetime | None] = lambda: None
) -> EmailNotifier | None:
    """The mail channel; None when no mail server is set."""
    mail = config.mail
    if mail.smtp is None:
        return None
    smtp = SmtpSettings(
        host=mail.smtp.host,
        port=mail.smtp.port,
        tls=mail.smtp.tls,
        username=mail.smtp.username,
        password=os.environ.get(mail.smtp.password_env, ""),
        ca_file=mail.smtp.ca_file,
        timeout=mail.smtp.timeout,
    )
    return EmailNotifier(
        smtp=Smtp(settings=smtp, clock=clock),
        store=store,
        clock=clock,
        voice=voice_of(config),
        sender=Sender(address=mail.sender, unsubscribe=mail.unsubscribe),
        next_at=next_at,
        to=mail.to,
        ops=mail.ops,
        edit_url=config.content.edit_url,
        service_url=config.service.url.rstrip("/"),
        when=mail.when,
    )


def voice_of(config: Config) -> Voice:
    """What mails say, by the clock of the reports."""
    return Voice(wording=catalogue(), zone=config.zone)


def audience_of(config: Config, *, store: SqlStore, clock: Clock) -> Audience:
    """The readers of the weekly mails."""
    mail = config.mail

    async def roster() -> Roster:
        people = await asyncio.to_thread(lambda: tuple(people_of(config)))
        return Roster.of(people, await store.hand_overs())

    return Audience(
        store=store,
        clock=clock,
        roster=roster,
        managers=mail.managers or mail.ops or mail.to,
        zone=_weekly_zone(config),
        pages=_keyring(config, store, clock).pages_of if config.service.url else nowhere,
    )


def people_pages(config: Config, *, store: SqlStore, clock: Clock) -> People | None:
    """What people's own pages work with; None where no address of the service is set, so that no mail leads to any."""
    if not config.service.url:
        return None
    return People(keyring=_keyring(config, store, clock), audience=audience_of(config, store=store, clock=clock), store=store)


def _keyring(config: Config, store: SqlStore, clock: Clock) -> Keyring:
    return Keyring(store=store, clock=clock, url=config.service.url.rstrip("/"))


def mailing_of(config: Config, *, audience: Audience, notifier: EmailNotifier) -> Mailing:
    """The weekly mails, spread as the configuration says."""
    return Mailing(audience=audience, notifier=notifier, spread=(config.mail.weekly or Weekly()).spread)


def people_of(config: Config) -> Iterator[Person]:
    """Everybody who can be written to: those of the configuration, then the users of the site. Reads files.

    Raises:
        NothingToAudit: the site is not there.
    """
    for person in config.mail.people:
        yield Person(
            ref=owner_ref(person.id),
            address=person.address,
            name=person.name,
            zone=ZoneInfo(person.timezone) if person.timezone else None,
            initiatives=frozenset(person.initiatives),
            partners=frozenset(partner.casefold() for partner in person.partners),
        )
    if config.mail.cms_users and config.content.source == "statamic":
        for account in read_accounts(config.content.path):
            # One address that no mail can be made for would keep everybody else's from being sent.
            if account.id not in config.mail.not_people and may_be_written_to(account.address):
                yield Person(ref=owner_ref(account.id), address=account.address, name=account.name)


def weekly_jobs(config: Config, mailing: Mailing) -> tuple[Job, ...]:
    """When the weekly mails are due: the lists at the same hour of every time zone that somebody lives in, then the figures."""
    weekly = config.mail.weekly
    if weekly is None:
        return ()
    home = _weekly_zone(config)
    zones = {zone.key: zone for zone in (home, *(ZoneInfo(each.timezone) for each in config.mail.people if each.timezone))}
    jobs = [_job(f"lists {key}", weekly, weekly.owners_hour, zone, _lists(mailing, zone)) for key, zone in sorted(zones.items())]
    if config.mail.managers:
        jobs.append(_job("figures", weekly, weekly.managers_hour, home, _figures(mailing, home)))
    return tuple(jobs)


def _job(name: str, weekly: Weekly, hour: int, zone: ZoneInfo, work: Callable[[datetime], Awaitable[bool]]) -> Job:
    schedule = schedule_of(f"0 {hour} * * {weekly.day[:3]}", zone)
    assert schedule is not None  # noqa: S101 - only an empty expression has none
    return Job(name=name, schedule=schedule, work=work)


def _lists(mailing: Mailing, zone: ZoneInfo) -> Callable[[datetime], Awaitable[bool]]:
    return lambda due: told(mailing.tell_owners(due.astimezone(zone).date(), zone=zone))


def _figures(mailing: Mailing, zone: ZoneInfo) -> Callable[[datetime], Awaitable[bool]]:
    return lambda due: told(mailing.tell_managers(due.astimezone(zone).date()))


def _weekly_zone(config: Config) -> ZoneInfo:
    weekly = config.mail.weekly
    return ZoneInfo(weekly.timezone) if weekly and weekly.timezone else config.zone


async def told(telling: Awaitable[tuple[str, ...] | None]) -> bool:
    """Whether what was to be told has been. A channel that fails is noted in the log; the report stands all the same."""
    try:
        sent = await telling
    except AuditError as error:
        log.error("mail failed: %s", error.message)  # noqa: TRY400 - the message is the whole story
        return False
    for one in sent or ():
        log.info("told", extra={"what": one})
    return sent is not None
