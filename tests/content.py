"""Small content trees, written for one test."""

import time
from collections.abc import Iterable
from pathlib import Path

ENTRY = """---
id: {id}
blueprint: partner_initiative
title: '{title}'
summary: 'What {title} does, in one sentence.'
call_to_action: 'Join us'
description:
{paragraphs}
challenges:
  - water
{partner}updated_at: {updated_at}
---
"""

PARAGRAPH = """  -
    type: paragraph
    content:
      -
        type: text
        text: 'Read about '
      -
        type: text
        marks:
          -
            type: link
            attrs:
              href: '{href}'
        text: '{text}'
      -
        type: text
        text: ' today.'"""


def write_entry(root: Path, name: str, hrefs: Iterable[str], *, updated_at: int = 1790000000, partner: str = "") -> Path:
    """One healthy initiative that mentions `hrefs`, each in a paragraph of its own."""
    folder = root / "content" / "collections" / "partner_initiatives"
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / "partner_initiatives.yaml").write_text("title: 'Partner initiatives'\n", encoding="utf-8")
    path = folder / f"{name}.md"
    paragraphs = "\n".join(PARAGRAPH.format(href=href, text=f"the work of {name} number {at}") for at, href in enumerate(hrefs))
    named = f"partner: '{partner}'\n" if partner else ""
    entry = ENTRY.format(id=f"id-{name}", title=name.capitalize(), paragraphs=paragraphs, partner=named, updated_at=updated_at)
    path.write_text(entry, encoding="utf-8")
    return path


def write_fresh_entry(root: Path, name: str, hrefs: Iterable[str], *, partner: str = "") -> Path:
    """The same for audits by the machine's own clock: it was changed ten days ago, in whatever year that is."""
    return write_entry(root, name, hrefs, updated_at=int(time.time()) - 10 * 86_400, partner=partner)
