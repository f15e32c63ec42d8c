"""Mails for those who start them by hand: looked at, or sent."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from email.utils import parseaddr

from audit.clock import Clock, SystemClock
from audit.config.shape import Config
from audit.delivery.audience import Audience
from audit.delivery.digests import owner_digest, owner_done
from audit.delivery.items import Links
from audit.delivery.letter import Letter
from audit.delivery.mailing import Mailing
from audit.delivery.managers import manager_digest
from audit.delivery.nightly import nightly_letter
from audit.delivery.roster import Person
from audit.delivery.trouble import Trouble, trouble_letter, trouble_of
from audit.delivery.urgent import manager_urgent
from audit.errors import SurroundingsError, UsageError
from audit.model.report import Report
from audit.model.run import RunStatus
from audit.run.publishable import owner_ref
from audit.stores import SqlStore
from audit.wiring.mail import audience_of, notifier_of, voice_of
from audit.wiring.memory import store_of

KINDS = ("report", "owner_digest", "manager_digest", "owner_urgent")
"""The mails that somebody can ask for; of `owner_digest`, ``owner_done`` for those whose list has become empty."""

Addressed = tuple[Letter, tuple[str, ...]]


async def letters_of(config: Config, *, kind: str, only: str = "", clock: Clock | None = None) -> Sequence[Addressed]:
    """The mails of one kind as they would go out now, each with its readers; nothing is sent.

    Raises:
        UsageError: there is no report, or no such person.
    """
    chosen = clock or SystemClock()
    async with _opened(config) as store:
        audience = audience_of(config, store=store, clock=chosen)
        report = await _newest(store)
        if kind == "report":
            return _of_report(config, report)
        if kind == "owner_urgent":
            letters = manager_urgent(report, voice=voice_of(config), links=_links(config, report))
            return [(letter, audience.managers) for letter in letters]
        sent = chosen.now().astimezone(audience.zone).date()
        if kind == "manager_digest":
            week, whole, off = await audience.week_of_managers(sent)
            if week is None:
                return [(trouble_letter(Trouble(kind="week", day=sent, stands=whole), voice=voice_of(config)), audience.managers)]
            letter = manager_digest(week, voice=voice_of(config), links=_links(config, report), off=off)
            return [(letter, audience.managers)]
        weeks = await audience.weeks_of_owners(sent, only=await _ref_of(only, audience)) or ()
        voice, links = voice_of(config), _links(config, report)
        made = [
            (owner_digest(week, owner, voice=voice, links=links) or owner_done(week, owner, voice=voice, links=links), owner)
            for week, owner in weeks
        ]
        return [(letter, owner.to) for letter, owner in made if letter]


def _of_report(config: Config, report: Report) -> Sequence[Addressed]:
    voice, links = voice_of(config), _links(config, report)
    if report.run.status is RunStatus.COMPLETE:
        return [(nightly_letter(report, voice=voice, links=links), config.mail.to)]
    return [(trouble_letter(trouble_of(report, links), voice=voice), config.mail.ops or config.mail.to)]


async def send_mails(config: Config, *, kinds: Sequence[str], only: str = "", clock: Clock | None = None) -> Sequence[str] | None:
    """Send the mails of these kinds that their readers have not had this week; what was sent, in words.

    None when the lists wait for a run that can be trusted.

    Raises:
        SurroundingsError: a mail could not be handed over; the others were.
        UsageError: no mail server is set, or there is no such person.
    """
    chosen = clock or SystemClock()
    async with _opened(config) as store:
        notifier = notifier_of(config, store=store, clock=chosen)
        if notifier is None:
            raise UsageError("No mail server is set.", remedy="Set mail.smtp in config.yaml.")
        audience = audience_of(config, store=store, clock=chosen)
        mailing = Mailing(audience=audience, notifier=notifier)
        ref, sent = await _ref_of(only, audience), chosen.now().astimezone(audience.zone).date()
        told: list[str] = []
        held, failed = False, None
        for kind in kinds:
            try:
                if kind == "owner_digest":
                    lists = await mailing.tell_owners(sent, only=ref)
                    held = lists is None
                    told += lists or ()
                elif kind == "manager_digest":
                    told += await mailing.tell_managers(sent)
                else:
                    told += await mailing.tell_urgent(await _newest(store))
            except SurroundingsError as error:
                failed = error  # the other kinds go out all the same
        if failed:
            raise failed
        return None if held and not told else told


async def revoke_addresses(config: Config, *, clock: Clock | None = None) -> int:
    """Make the addresses in all mails so far lead nowhere."""
    now = (clock or SystemClock()).now()
    async with _opened(config) as store:
        return await store.forget_link_keys(before=now + timedelta(seconds=1))


async def _ref_of(who: str, audience: Audience) -> str:
    """The ref of a person, named by id, name or address, or by the beginning of one when nobody else's begins so."""
    if not who:
        return ""
    people: Sequence[Person] = tuple((await audience.roster()).people.values())
    wanted = who.casefold()
    exact = [person for person in people if person.ref in (who, owner_ref(who)) or wanted in _names(person)]
    near = [person for person in people if any(name.startswith(wanted) for name in _names(person))]
    for found in (exact, near):
        if len(found) == 1:
            return found[0].ref
    known = "Several people are" if near else "Nobody is"
    raise UsageError(f"{known} known as {who}.", remedy="Name one of mail.people, or a user of the site, by id, whole name or address.")


def _names(person: Person) -> tuple[str, str]:
    return person.name.casefold(), parseaddr(person.address)[1].casefold()


async def _newest(store: SqlStore) -> Report:
    rows = await store.reports(limit=1)
    report = await store.report(rows[0].report_id) if rows else None
    if report is None:
        raise UsageError("There is no report yet.", remedy="`audit run` makes one.")
    return report


def _links(config: Config, report: Report) -> Links:
    # A report that was made before there was an address is hosted under today's.
    base_url = report.base_url or config.reports.url
    return Links(base_url=base_url, edit_url=config.content.edit_url, service_url=config.service.url.rstrip("/"))


@asynccontextmanager
async def _opened(config: Config) -> AsyncIterator[SqlStore]:
    store = store_of(config)
    try:
        await store.open()
        yield store
    finally:
        await store.close()
