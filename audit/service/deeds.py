"""What can be done about a finding, put on the cards of pages that are served: a static file has nobody to answer it.

The links lead to forms of the service; the pages themselves stay as they are.
"""

import re
from dataclasses import dataclass

from audit.model.acknowledgement import AckKind
from audit.model.finding import Certainty, Severity
from audit.model.report import Line
from audit.service.auth import may_sign_in
from audit.service.holders import Scope
from audit.service.newest import Open
from audit.service.parts import Parts
from audit.service.sheet import link
from audit.wording.catalogue import Wording

_CARD = re.compile(
    rb'(<article class="card" aria-labelledby="(f1_[a-z2-7]{8,40})-title"(?:(?!</article>).)*?)(<details>|</article>)', re.DOTALL
)
"""A card of a finding up to its technical details. Our own templates wrote it, with every text from outside escaped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing to do about a finding."""

    words: str
    address: str


def deeds_about(line: Line, wording: Wording) -> tuple[Deed, ...]:
    """What an editor can do about a finding, the likeliest first."""
    here = f"/findings/{line.finding.id}"
    found: list[Deed] = []
    if line.waiting:
        found.append(Deed(words=wording.text("service.agree.change"), address=f"{here}/acknowledge"))
    elif line.finding.severity is not Severity.REMOVE:
        first = AckKind.VERIFIED_BY_HAND if line.finding.certainty is Certainty.CANNOT_TELL else AckKind.WAITING
        found.append(Deed(words=wording.text(f"service.agree.kind_{first.value}"), address=f"{here}/acknowledge?kind={first.value}"))
        found.append(Deed(words=wording.text("service.agree.acknowledge"), address=f"{here}/acknowledge"))
    if line.finding.target_id:
        found.append(Deed(words=wording.text("service.agree.check_again"), address=f"{here}/check"))
    return tuple(found)


async def with_deeds(content: bytes, parts: Parts) -> bytes:
    """A page with what can be done on each card of a finding that is open now; as it was, where nobody may do anything."""
    if not may_sign_in(parts, Scope.ACKNOWLEDGE) or b'<article class="card"' not in content:
        return content
    return _put(content, await parts.newest.open(), parts.wording)


def _put(content: bytes, found: Open, wording: Wording) -> bytes:
    def put(card: re.Match[bytes]) -> bytes:
        line = found.lines.get(card[2].decode("ascii"))
        deeds = deeds_about(line, wording) if line else ()
        listed = "".join(f"<li>{link(deed.address, deed.words, about=line.message.title if line else '')}</li>" for deed in deeds)
        return card[1] + (f'<ul class="links">{listed}</ul>'.encode() if listed else b"") + card[3]

    return _CARD.sub(put, content)
