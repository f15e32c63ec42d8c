"""How often the text rules are right, on sentences that people labelled.

Each rule has a table of texts that a careful editor would mark and of look-alikes. A rule may miss some; what it says must be right.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from audit.extract import extract
from audit.rules import CONTENT_RULES
from tests.rules.world import BREAK, entry, found, paragraph, spec

TABLES: dict[str, dict[str, Any]] = {
    rule: table
    for name in ("texts", "links")
    for rule, table in tomllib.loads((Path(__file__).parent / "labelled" / f"{name}.toml").read_text(encoding="utf-8")).items()
}
_PIECE = re.compile(r"\[((?:\[[^\]]*\]|[^\]\[])+)\]\(([^)|]*)(?:\|(\w+))?\)|⏎")
PRECISION, RECALL, LEAST = 0.9, 0.8, 30


def pieces(text: str) -> list[Any]:
    """A paragraph's words, links and breaks."""
    made: list[Any] = []
    position = 0
    for piece in _PIECE.finditer(text):
        made += [text[position : piece.start()]] if piece.start() > position else []
        attrs = ({"target": piece[3]},) if piece[3] else ()
        made.append(BREAK if piece[0] == "⏎" else ("\n", piece[2]) if piece[1] == "⏎" else (piece[1], piece[2], *attrs))
        position = piece.end()
    return made + ([text[position:]] if position < len(text) else [])


def is_told(rule: str, text: str) -> bool:
    """Whether a rule reports a text in the field for which it is made."""
    if rule == "content-title-stop":
        subject = entry(title=text)
    elif rule == "content-cta-not-action":
        subject = entry(spec("call_to_action", "text"), call_to_action=text)
    elif rule == "content-repeated":
        first, second = text.split(" ‖ ")
        subject = entry(spec("summary", "textarea"), spec("key_facts", "textarea"), summary=first, key_facts=second)
    elif rule == "content-placeholder" and "\n" not in text:
        subject = entry(spec("summary", "textarea"), summary=text)
    else:
        subject = entry(spec("body", "bard"), body=[paragraph(*pieces(line)) for line in text.split("\n")])
    return bool(found(rule, subject, extract(subject)))


@pytest.mark.parametrize("rule", TABLES)
def test_a_rule_is_right_nine_times_in_ten_and_finds_most(rule):
    hits, silent = TABLES[rule]["hits"], TABLES[rule]["silent"]
    right = [text for text in hits if is_told(rule, text)]
    wrong = [text for text in silent if is_told(rule, text)]
    missed = [text for text in hits if text not in right]
    precision, recall = len(right) / (len(right) + len(wrong)), len(right) / len(hits)

    assert len(hits) + len(silent) >= LEAST
    assert precision >= PRECISION, f"precision {precision:.0%}; wrongly told: {wrong}"
    assert recall >= TABLES[rule].get("recall", RECALL), f"recall {recall:.0%}; missed: {missed}"


def test_every_table_is_of_a_rule():
    assert set(TABLES) <= {rule.name for rule in CONTENT_RULES}
