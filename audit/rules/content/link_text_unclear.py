"""Link texts that do not say where they lead."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context, option
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.mentions import by_field, folded, occurrence
from audit.rules.reading.phrases import phrases

VAGUE = phrases(
    "here | click here | click | this link | link | the link | this page | this | more | read more | see more | show more",
    "more here | read here | see here | find out here | right here | click this link | click on this link | follow this link",
    "learn more | find out more | more info | more information | more details | further information | details | continue reading",
    "website | the website | this website | web site | webpage | page | url | go | this site | visit | visit here | download here",
    "hier | hier klicken | klicken sie hier | mehr | mehr dazu | mehr lesen | weiterlesen | mehr erfahren | dieser link | ici",
    "cliquez ici | en savoir plus | lire la suite | plus | ce lien | aquí | haga clic aquí | leer más | más información",
    "saber más | este enlace | qui | clicca qui | leggi di più | scopri di più | aqui | clique aqui | saiba mais | leia mais",
    "leggi tutto | maggiori informazioni | ver más | ler mais | mehr infos | mehr informationen | weitere informationen",
    "plus d'infos | plus d'informations | plus d’infos | plus d’informations | meer info",
    "klik hier | lees meer | meer informatie | klikk her | les mer | klicka här | läs mer | klik her | læs mere",
)


@dataclass(frozen=True, slots=True)
class LinkTextUnclear:
    """Finds links whose words would fit any link, such as "click here", "read more" or "this link".

    People who listen to a page hear its links as a list, and people who skim read only them. Texts that say more, such as "Read
    more about wells", and buttons stay silent.
    """

    name: ClassVar[str] = "link-text-unclear"
    family: ClassVar[str] = "link-text"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "words", "count")
    before: ClassVar[str] = "text: 'To help us, [click here].'\n"
    after: ClassVar[str] = "text: '[Adopt a school well].'\n"
    also: tuple[str, ...] = option((), "Further link texts that say nothing.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        wanted = VAGUE | {folded(text) for text in self.also}
        for found in by_field(link for link in page.clickable if folded(link.text) in wanted).values():
            words = " ".join(found[0].text.split())
            yield content_finding(self, page.entry, [occurrence(link) for link in found], values=params(words=words, count=len(found)))
