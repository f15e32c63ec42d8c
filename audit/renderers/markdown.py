"""``comment.md``: the report in short, for a comment on a pull request."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.report import LABELS, Report
from audit.model.standing import State
from audit.ports import Document
from audit.renderers import names
from audit.renderers.html.actions import Action, actions
from audit.renderers.html.sentences import banner, notes, verdict
from audit.renderers.html.shown import marked, shown
from audit.renderers.html.words import Words

MOST_ACTIONS = 25
_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&:])")
_STATES = (State.NEW, State.CAME_BACK, State.CHANGED, State.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownRenderer:
    """The result, the counts, and what to do first."""

    language: str = "en"

    @property
    def name(self) -> str:
        """See `Renderer.name`."""
        return "markdown"

    def render(self, report: Report) -> Iterator[Document]:
        """See `Renderer.render`."""
        words = Words.of(report, language=self.language)
        text = "\n\n".join(_blocks(report, words))
        yield Document(name=names.MARKDOWN, content=f"{text}\n".encode())


def _blocks(report: Report, words: Words) -> Iterator[str]:
    for sentence in banner(report, words):
        yield f"> **{plain(sentence)}**"
    yield f"**{plain(verdict(report, words))}**"
    listed = actions(report.to_do)
    if listed:
        yield _table(report, words)
        yield "\n".join(_item(action, words) for action in listed[:MOST_ACTIONS])
    if len(listed) > MOST_ACTIONS:
        yield plain(words.t("page.section.more", shown=MOST_ACTIONS, all=len(listed)))
    yield "\n".join(f"{plain(sentence)}  " for sentence in notes(report, words))
    if report.base_url:
        yield f"[{plain(words.t('page.report.title', day=report.date))}](<{names.address(report, names.OVERVIEW)}>)"


def _table(report: Report, words: Words) -> str:
    """Counts by label; by state too when there is something to compare with."""
    heads = [plain(words.t(f"label.{label}")) for label in LABELS]
    rows = [["", *heads], ["---", *("---:" for _ in heads)]]
    if report.baseline.comparable:
        rows += [
            [plain(words.t(f"state.{state}")), *(words.number(report.count(label=label, state=state)) for label in LABELS)]
            for state in _STATES
        ]
    else:
        rows.append(["", *(words.number(report.count(label=label)) for label in LABELS)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _item(action: Action, words: Words) -> str:
    first = action.first
    place = action.places[0].occurrence.location
    where = f"{code(f'{place.path}:{place.line}')}"
    more = f" ({words.count('place', len(action.places))})" if len(action.places) > 1 else ""
    target = f" {code(first.target_url)}" if first.target_url else ""
    return (
        f"- **{plain(words.t(f'label.{action.label}'))}** {plain(first.message.title)}{target} {where}{more}  \n  {plain(first.message.do)}"
    )


def plain(text: str) -> str:
    """A text in which nothing is markup, a mention, or an address that becomes a link."""
    said = " ".join(shown(text).split())
    return _PUNCTUATION.sub(r"\\\1", said).replace("@", "@\u2060")


def code(text: str) -> str:
    """A text as code, between as many backticks as it needs."""
    said = " ".join(marked(text).split()) or " "
    longest = max((len(run) for run in re.findall("`+", said)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {said} {fence}" if longest else f"{fence}{said}{fence}"
