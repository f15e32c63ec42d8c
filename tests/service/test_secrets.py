"""What opens something in an address is nobody's to read: not in a page, not in a format, not in a mail, not over the API, not in a log."""

import asyncio
import logging
import re
import shutil
from datetime import timedelta
from pathlib import Path

from audit import wiring
from audit.cli.logs import Lines
from audit.clock import ClockSetTo
from audit.config.mail import Mail, Person, Smtp, Weekly
from audit.delivery.page import as_html
from audit.delivery.plain import as_text
from audit.renderers import FORMATS
from audit.service.newest import Open
from audit.service.ticket import Outcome
from audit.service.tokens import Tokens
from audit.wiring.letters import KINDS
from tests.content import write_entry
from tests.service.lived_in import EDITOR, LINES, basic
from tests.small_web import small_web
from tests.test_closer_look import look
from tests.test_night import FIRST, Nights

SECRET = "c4naryS3cret"
WEB = "http://partner.example"
LINKS = (
    f"{WEB}/gone?token={SECRET}",
    f"http://user:{SECRET}@partner.example/gone-too",
    f"{WEB}/moved",
    f"{WEB}/round?sig={SECRET}",
    f"htps://user:{SECRET}@www.partner.org/typo?access_token={SECRET}",
    f"{WEB}/fine?X-Amz-Signature={SECRET}#session={SECRET}",
    f"/members?password={SECRET}",
    f"{WEB}/gone-as-well?apiKey={SECRET}&to=https%3A%2F%2Fa.example%2F%3Ftoken%3D{SECRET}",
    f"http://{SECRET}@nowhere.example/?key={SECRET}",
)
MENDED = f"{WEB}/gone-later?signature={SECRET}"


class Mailed(Nights):
    """Nights of a site that has somebody to write to."""

    @property
    def config(self):
        people = (Person(id="amina", address="amina@example.org", initiatives=("id-water", "id-bread")),)
        mail = Mail(
            smtp=Smtp(host="127.0.0.1"), sender="audit@example.org", to=("team@example.org",), weekly=Weekly(), people=people,
            managers=("boss@example.org",),
        )  # fmt: skip
        return super().config.model_copy(update={"mail": mail})


def write(nights: Nights, *more: str) -> None:
    written = write_entry(nights.site, "water", [*LINKS, *more])
    told = f"  -\n    type: paragraph\n    content:\n      -\n        type: text\n        text: 'Go to {WEB}/gone?token={SECRET} now'\n"
    text = written.read_text().replace("challenges:\n", f"{told}challenges:\n")
    text = text.replace("title: 'Water'", f"title: 'Water at {WEB}/?secret={SECRET}'").replace("'Join us'", f"'{WEB}/gone?auth={SECRET}'")
    written.write_text(text)
    broken = write_entry(nights.site, "bread", [])
    broken.write_text(broken.read_text().replace("description:\n", f"description: [ {WEB}/x?token={SECRET}\n"))


def published(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("audit.sqlite"))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


async def letters(nights: Nights, at) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in KINDS:
        made = await wiring.letters_of(nights.config, kind=kind, clock=ClockSetTo.starting(at))
        found |= {f"{kind} {place}": letter.subject + as_text(letter) + as_html(letter) for place, (letter, _) in enumerate(made)}
    return found


async def answers(h, found: Open) -> dict[str, str]:
    """Everything that the API tells of the newest report and what it knows of it."""
    report = found.report
    paths = ["findings", "health", "reports", "runs", f"reports/{report.id}/findings"]
    paths += [f"findings/{one}{part}" for one in found.lines for part in ("", "/history")]
    paths += [f"findings/{one.record.id}/history" for one in report.closed]
    paths += [f"initiatives/{one}" for one in found.rows]
    paths += [f"targets/{row.check.target_id}{part}" for row in report.targets for part in ("", "/checks")]
    paths += [f"hosts/{row.check.host}" for row in report.targets if row.check.host]
    found_there = {path: await h.get(f"/api/v1/{path}") for path in paths}
    assert {path: (status, body[:300]) for path, (status, _, body) in found_there.items() if status != 200} == {}
    return {path: body.decode() for path, (_, _, body) in found_there.items()}


async def own_pages(h, found: Open) -> dict[str, str]:
    """The pages on which somebody says something of a finding, or has its address looked at again."""
    paths = [f"/findings/{one}/acknowledge" for one in found.lines]
    paths += [f"/findings/{one}/check" for one, line in found.lines.items() if line.target_url]
    return {path: (await h.get(path, headers=basic(EDITOR)))[2].decode() for path in paths}


def before_it(text: str) -> set[str]:
    """What stands before the secret, to tell where it comes from."""
    return {text[max(found.start() - 70, 0) : found.end()] for found in re.finditer(SECRET, text)}


async def test_what_opens_an_address_is_told_nowhere(house, reports, tmp_path, clock, caplog):
    caplog.set_level(logging.DEBUG, logger="audit")
    shutil.rmtree(reports)
    with small_web("partner.example") as web:
        web.moved = {"/moved": f"{WEB}/fine?token={SECRET}", f"/round?sig={SECRET}": f"{WEB}/round?sig={SECRET}"}
        nights = Mailed(tmp_path, web)
        write(nights, MENDED)
        for day in range(3):
            await asyncio.to_thread(nights.audit, FIRST + timedelta(days=day))
        noon = FIRST + timedelta(days=2, hours=10)
        write(nights)
        looked = await asyncio.to_thread(look, nights, "id-water", at=noon)
        await asyncio.to_thread(nights.audit, FIRST + timedelta(days=3))
    told = published(reports)
    told |= await letters(nights, noon + timedelta(days=1))
    store = wiring.store_of(nights.config, clock=clock)
    await store.open()

    async def closer(run_id, initiatives, progress):
        return Outcome(report_id=None, status=looked.run.status, looked=looked)

    async def ask(url):
        return None

    async with house(store=store, closer=closer, ask=ask, tokens=Tokens.of(LINES)) as h:
        report = await store.report("2026-11-21")
        told |= {f"as {each.name}": document.content.decode() for each in FORMATS for document in each.render(report)}
        told |= await answers(h, Open.of(report))
        told |= await own_pages(h, Open.of(report))
        run = (await h.desk.over(h.desk.start("on_demand", "amina", scope=("id-water",))[0].id)).id
        told |= {path: (await h.get(path))[2].decode() for path in (f"/runs/{run}", f"/api/v1/runs/{run}")}
    await store.close()
    told["log"] = "\n".join(lines.format(record) for record in caplog.records for lines in (Lines(), Lines(as_json=True)))
    assert looked.fixed
    assert [one.fixed_by for one in report.closed]
    assert sum("token=…" in text for text in told.values()) > 10
    assert {name: before_it(text) for name, text in told.items() if SECRET in text} == {}
