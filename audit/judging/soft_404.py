"""Answers of success that are not the page: at least two kinds of evidence, whose weights must add up."""

import re

from audit.judging.absence import KINDS, Case, head_says, other_type, template_says, to_error
from audit.judging.compare import same_as_sibling, sibling_answers
from audit.judging.looked_up import FOUND, was_looked_up
from audit.judging.notices import is_notice, stands_alone
from audit.judging.trouble import is_drawn_by_scripts
from audit.model.probe import Page, Probe
from audit.model.verdict import Judgement, Verdict

ENOUGH = 4
"""The weight from which the evidence carries a verdict; no single kind reaches it."""
_LONG = 250
_OF_A_SHELL = re.compile(
    r"javascript|loading|wird geladen|wordt geladen|chargement|cargando|carregando|caricamento|загрузка|読み込み|加载|載入"
)
"""What a shell says of itself before its scripts have run, as in "Loading: reload if nothing is found"."""
_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/xhtml", "text/xhtml"})
_SMALL = 4_000
"""Bytes; more of them without a word is something that we could not read."""


def judge_soft_404(probe: Probe) -> Judgement | None:
    """`soft_404` when enough kinds of evidence say that the page is not there."""
    page = probe.page
    if page is None or not page.analysed or probe.service_status == FOUND:
        return None
    if empty := _judge_empty(probe, page) or _judge_default(probe, page):
        return empty
    case = Case(probe=probe, page=page)
    if page.words > _LONG and not probe.hops and not same_as_sibling(probe) and not _same_title(case):
        return None
    kinds = [kind for kind in KINDS if not kind.likeness] if was_looked_up(probe) else KINDS
    found = [(kind.words, weight) for kind in kinds if (weight := kind.weight(case))]
    if len(found) >= 2 and sum(weight for _, weight in found) >= ENOUGH and not _is_shell_of_scripts(case):
        return Judgement(verdict=Verdict.SOFT_404, reason="not-there", detail="; ".join(words for words, _ in found))
    return None


def _same_title(case: Case) -> bool:
    """Whether an address that cannot exist has the same title, which is an excuse: what stands below it may change with every visit."""
    sibling = case.probe.sibling
    return sibling is not None and sibling_answers(case.probe) and case.page.title == sibling.title and head_says(case) > 0


def _is_shell_of_scripts(case: Case) -> bool:
    """Scripts draw the page, so its words are not known; a shell in the place of a file is none the less no file, and an excuse is one."""
    telling = (other_type, head_says, template_says, to_error)
    return is_drawn_by_scripts(case.page) and not _has_its_words(case) and not any(tells(case) for tells in telling)


def _has_its_words(case: Case) -> bool:
    """Whether the few words that came are those of an excuse, and not a shell's own on what it needs."""
    told = set(case.page.signals) & ({"text-not-found", "text-no-results"} if case.probe.hops else {"text-not-found"})
    return bool(told) and not _OF_A_SHELL.search(case.page.text.lower())


def _judge_empty(probe: Probe, page: Page) -> Judgement | None:
    final = probe.final
    if final is None or final.method == "HEAD" or final.body_complete is False:
        return None
    if final.status in {204, 205}:
        return Judgement(verdict=Verdict.SOFT_404, reason="no-content", detail=f"{final.status}, a click leads nowhere")
    if page.length == 0 and final.status != 206:
        return Judgement(verdict=Verdict.SOFT_404, reason="empty", detail=f"{final.status} and not one byte")
    nothing = page.all_words == 0 and not (page.title or page.images or page.frames or page.scripts or page.forms)
    if page.content_type in _PAGES and nothing and page.length < _SMALL and page.refresh_seconds is None:
        return Judgement(verdict=Verdict.SOFT_404, reason="empty", detail=f"{final.status} and a blank page")
    return None


def _judge_default(probe: Probe, page: Page) -> Judgement | None:
    """What a fresh server shows, where a site should be."""
    if "default-page" not in page.signals or "thin" not in page.signals:
        return None
    if is_notice(page, "default-page") and (same_as_sibling(probe) or stands_alone(page)):
        return Judgement(verdict=Verdict.SOFT_404, reason="default-page", detail="the server's own default page")
    return None
