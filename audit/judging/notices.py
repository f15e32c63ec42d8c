"""Whether a page is a notice: it says one thing, and is not a page that says it among others."""

from audit.model.probe import Page

_HARDLY_ANYTHING = 45
"""Words of a notice without a heading."""
_FEW_LINKS = 3
"""A notice in the place of a site has no navigation; a page about such notices has."""


def stands_alone(page: Page) -> bool:
    """Whether no site's navigation is around the page."""
    return page.own_links <= _FEW_LINKS


def is_headed(page: Page, about: str) -> bool:
    """Whether the title or a heading says what the signal `about` stands for, and next to nothing else."""
    return f"heading-{about.removesuffix('-words')}" in page.signals


def says_nothing_else(page: Page, about: str) -> bool:
    """Whether a page without a heading of its own says that in hardly any words, with no site around it."""
    nameless = not page.headings or "title-is-host" in page.signals
    return about in page.signals and nameless and stands_alone(page) and page.words <= _HARDLY_ANYTHING


def is_notice(page: Page, about: str) -> bool:
    """Whether the page is a notice of what the signal `about` stands for. A sentence below a heading of its own is one sentence."""
    return is_headed(page, about) or says_nothing_else(page, about)
