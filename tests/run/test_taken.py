"""What a run holds of a file: less than was found in it, and nothing that a report needs is missing."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from audit.extract import extract
from audit.model.entry import Entry
from audit.ports import Opened
from audit.rules import CONTENT_RULES, Context, examine
from audit.run import crew
from audit.run.crew import Desk, work_on
from audit.run.held.findings import NO_FINDINGS, Findings
from audit.run.held.links import NO_LINKS, Links, Mention
from audit.run.taken import take, take_each
from audit.sources.statamic import StatamicSource

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def desk() -> Desk:
    source = StatamicSource(root=EXAMPLES, now=NOW)
    return Desk(source=source, rules=CONTENT_RULES, context=Context(now=NOW, site=source.index()))


@pytest.fixture(scope="module")
def entries(desk: Desk) -> list[Entry]:
    return [reading for reading in desk.source.read() if isinstance(reading, Entry)]


def test_a_link_is_made_again_as_it_was_found_but_for_what_content_rules_alone_look_at(entries: list[Entry]):
    for entry in entries:
        found = extract(entry)
        links = Links.of(found)
        assert list(links) == [replace(link, rel=None, target=None, before="", after="") for link in found]
        mentions = [Mention(links, row) for row in links.rows]
        assert [mention.link for mention in mentions] == list(links)
        assert [(mention.entry_id, mention.location, mention.row.address) for mention in mentions] == [
            (link.entry_id, link.location, link.address) for link in links
        ]
        assert [link.entry_id for link in links.renamed("else")] == ["else"] * len(found)
    assert len(Links.of(())) == len(NO_LINKS) == 0


def test_a_finding_is_made_again_whole(desk: Desk, entries: list[Entry]):
    for entry in entries:
        found = examine(entry, extract(entry), rules=desk.rules, context=desk.context).findings
        findings = Findings.of(found)
        assert tuple(findings) == found
        assert len(findings) == len(found)
        assert [finding.entry_id for finding in findings.renamed("else")] == ["else"] * len(found)
    assert Findings.of([]) is NO_FINDINGS


def test_a_link_in_a_sentence_that_is_not_there_is_refused_while_it_is_read(entries: list[Entry]):
    links = next(links for links in map(Links.of, map(extract, entries)) if len(links))
    for sentence in (-1, len(links.sentences)):
        torn = [links.entry_id, links.path, links.sentences, [msgspec.structs.replace(links.rows[0], sentence=sentence)]]
        with pytest.raises(msgspec.ValidationError):
            msgspec.msgpack.decode(msgspec.msgpack.encode(torn), type=Links)


def test_files_worked_on_side_by_side_come_to_what_each_comes_to_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    sheets = list(desk.source.sheets())
    alone = []
    for sheet in sheets:
        opened = sheet.open()
        alone.append(take(opened.read() if isinstance(opened, Opened) else opened, rules=desk.rules, context=desk.context))
    assert [taken for taken, _ in work_on(sheets, desk)] == alone
    monkeypatch.setattr(crew, "_MUCH", 1)
    assert [taken for taken, _ in work_on(sheets, desk)] == alone


@dataclass(frozen=True)
class Trips:
    """A rule that fails at one entry."""

    at: str

    def check(self, page: Any, context: Any) -> Any:
        del context
        if page.entry.id == self.at:
            raise RuntimeError("tripped")
        return iter(())


def test_where_a_rule_fails_the_links_stay_and_the_neighbours_lose_nothing(desk: Desk, entries: list[Entry]):
    rules: Any = (*desk.rules, Trips(at=entries[1].id))
    whole = take_each(entries, rules=desk.rules, context=desk.context)
    torn = take_each(entries, rules=rules, context=desk.context)

    assert torn[1].links == whole[1].links
    assert not torn[1].findings
    assert [(fault.stage, fault.subject, fault.message) for fault in torn[1].faults] == [("check", entries[1].path, "tripped")]
    assert [torn[0], *torn[2:]] == [whole[0], *whole[2:]]
