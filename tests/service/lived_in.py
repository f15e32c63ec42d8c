"""A service over a real store and real pages: one report, people who own what is in it, and a key for those who may acknowledge."""

import base64
import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from audit.delivery.audience import Audience
from audit.delivery.roster import Person, Roster
from audit.model.report import Report
from audit.renderers import RENDERERS
from audit.service.keyring import Keyring
from audit.service.own import People
from audit.service.tokens import Tokens
from audit.stores import SqlStore
from tests.renderers import reports
from tests.service.conftest import HandClock, House
from tests.tables import open_empty

EDITOR = "the-editors-own-token"
MANAGER = "the-managers-own-token"
OPS = "the-token-of-the-operator"
STARTER = "a-token-for-starting-audits"
LINES = (
    f"{EDITOR} name=amina scopes=runs,acknowledge",
    f"{MANAGER} name=boss role=manager scopes=acknowledge",
    f"{OPS} name=ops role=ops scopes=acknowledge",
    STARTER,
)
AMINA = Person(ref="o1_7f3a000000000000", address="amina@example.org", name="Amina")
JOAO = Person(ref="o1_0a0a000000000000", address="Joao <joao@example.org>")
URL = "https://audit.example.org"


def basic(token: str) -> dict[str, str]:
    """What a browser sends of somebody who is signed in."""
    return {"Authorization": "Basic " + base64.b64encode(f"anybody:{token}".encode()).decode(), "Accept": "text/html"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@dataclass
class LivedIn:
    house: House
    store: SqlStore
    report: Report
    keyring: Keyring

    async def page(self, path: str, **headers: str) -> tuple[int, str]:
        status, _, body = await self.house.get(path, headers=headers)
        return status, body.decode()

    async def signed_in(self, path: str, token: str = EDITOR) -> str:
        status, page = await self.page(path, **basic(token))
        assert status == 200, page
        return page

    async def press(self, path: str, fields: dict[str, str], token: str = EDITOR, **headers: str):
        sent = {**basic(token), "Content-Type": "application/x-www-form-urlencoded", **headers}
        return await self.house.ask("POST", path, data=urlencode(fields), headers=sent)

    async def own(self, person: Person = AMINA) -> str:
        """The path of a person's list."""
        return (await self.keyring.pages_of(person.ref)).list_url.removeprefix(URL)

    async def off(self, person: Person = AMINA) -> str:
        return (await self.keyring.pages_of(person.ref)).stop_url.removeprefix(URL)

    async def kept(self) -> str:
        """A digest of everything that the store keeps, but for the keys of addresses."""
        return repr((await self.store.acknowledgements(), await self.store.preferences(), await self.store.hand_overs()))


def hidden(page: str, form: str) -> dict[str, str]:
    """The hidden fields of the form that is sent to an address; of the last one, when there are several."""
    found = re.findall(rf'<form method="post" action="{re.escape(form)}">(.*?)</form>', page, re.DOTALL)
    assert found, f"no form for {form}"
    return {name: html.unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', found[-1])}


def form_of(page: str, kind: str) -> dict[str, str]:
    """The hidden fields of the form for one kind of word."""
    for form in re.findall(r"<form .*?</form>", page, re.DOTALL):
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
        if fields.get("kind") == kind:
            return fields
    raise AssertionError(f"no form for {kind}")


@asynccontextmanager
async def lived_in(
    house, folder: Path, clock: HandClock, *, report: Report | None = None, empty: bool = False, pages: bool = True, **more: object
) -> AsyncIterator[LivedIn]:
    """The service about a report: known to the store unless it is `empty`, and hosted unless no test looks at `pages`."""
    chosen = report or reports.several()
    chosen = replace(chosen, initiatives=tuple(replace(row, owner_ref=AMINA.ref) for row in chosen.initiatives))
    store = await open_empty(folder / "audit.sqlite", clock=clock)
    if not empty:
        await store.finish(chosen.run, chosen, records=(), streaks=(), links=())
    for document in (document for renderer in RENDERERS if pages for document in renderer.render(chosen)):
        path = folder / "reports" / chosen.id / document.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.content)

    async def roster() -> Roster:
        return Roster.of([AMINA, JOAO], await store.hand_overs())

    keyring = Keyring(store=store, clock=clock, url=URL)
    audience = Audience(store=store, clock=clock, roster=roster, managers=("boss@example.org",), zone=ZoneInfo("UTC"))
    options = {"tokens": Tokens.of(LINES), "people": People(keyring=keyring, audience=audience, store=store), **more}
    try:
        async with house(store=store, **options) as opened:
            yield LivedIn(opened, store, chosen, keyring)
    finally:
        await store.close()
