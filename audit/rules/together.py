"""Rules that look at all initiatives together."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from audit.model.finding import Finding, Occurrence
from audit.rules.contract import Context, Rule
from audit.rules.facts import Facts
from audit.rules.making import params


class SiteRule(Rule, Protocol):
    """A rule about initiatives in comparison with each other."""

    def check(self, facts: Sequence[Facts], context: Context) -> Iterator[Finding]:
        """What is wrong among these initiatives, each thing once."""
        ...


def check_site(facts: Sequence[Facts], *, rules: Sequence[SiteRule], context: Context) -> Iterator[Finding]:
    """What the rules have to say of all initiatives together, in the order of the shelf."""
    for rule in rules:
        yield from rule.check(facts, context)


def site_finding(rule: Rule, facts: Facts, *, tell_apart: str, **values: str | int) -> Finding:
    """A finding about an initiative as one of many; it stands at the title."""
    return Finding(
        rule=rule.name,
        family=rule.family,
        severity=rule.severity,
        certainty=rule.certainty,
        entry_id=facts.entry_id,
        field="",
        occurrences=(Occurrence(location=facts.location, text=facts.title),),
        target_key=tell_apart,
        params=params(field="", **values),
    )
