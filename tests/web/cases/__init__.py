"""The kinds of behaviour, a file for each group."""

from tests.web.cases import (
    access,
    addresses,
    answers,
    bodies,
    certificates,
    domains,
    fragments,
    gates,
    gone,
    languages,
    lookalikes,
    mentions,
    names,
    redirects,
    statuses,
    translations,
    walls,
    wordings,
)
from tests.web.serving import Case

CASES: tuple[Case, ...] = (
    *statuses.CASES,
    *walls.CASES,
    *answers.CASES,
    *redirects.CASES,
    *gone.CASES,
    *bodies.CASES,
    *certificates.CASES,
    *names.CASES,
    *addresses.CASES,
    *fragments.CASES,
    *domains.CASES,
    *access.CASES,
    *lookalikes.CASES,
    *wordings.CASES,
    *gates.CASES,
    *languages.CASES,
    *mentions.CASES,
    *translations.CASES,
)
