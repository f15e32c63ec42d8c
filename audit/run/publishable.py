"""What may stand in a report that others read: no password, no key, no name."""

import hashlib
from dataclasses import replace

from audit.model.finding import Finding
from audit.model.redaction import without_secrets
from audit.model.run import Fault
from audit.model.standing import Check


def publishable_finding(finding: Finding) -> Finding:
    """The finding as it may be published: a password or a key in an address is nobody else's to know."""
    places = tuple(
        replace(
            place,
            href=without_secrets(place.href),
            text=without_secrets(place.text),
            location=replace(place.location, sentence=without_secrets(place.location.sentence)),
        )
        for place in finding.occurrences
    )
    return replace(finding, occurrences=places, params=tuple((name, without_secrets(value)) for name, value in finding.params))


def publishable_check(check: Check) -> Check:
    """The check as it may be published."""
    judgement = check.judgement
    return replace(
        check,
        url=without_secrets(check.url),
        judgement=replace(
            judgement,
            final_url=without_secrets(judgement.final_url) if judgement.final_url else None,
            suggest=without_secrets(judgement.suggest) if judgement.suggest else None,
            detail=without_secrets(judgement.detail),
        ),
    )


def publishable_fault(fault: Fault) -> Fault:
    """The fault as it may be published: an error may quote what it stumbled over."""
    return replace(fault, message=without_secrets(fault.message))


def owner_ref(owner: str) -> str:
    """A digest that stands for an owner where names may not stand."""
    return "o1_" + hashlib.sha256(owner.encode()).hexdigest()[:16]
