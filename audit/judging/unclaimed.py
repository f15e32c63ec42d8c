"""Names that somebody else could take over, because the place that they lead to belongs to nobody any more."""

from urllib.parse import urlsplit

from audit.model.probe import Page, Probe
from audit.urls import registrable

_NOBODY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("GitHub Pages", ("there isn't a github pages site here",)),
    ("Amazon S3", ("nosuchbucket", "the specified bucket does not exist")),
    ("Heroku", ("no such app",)),
    ("Fastly", ("fastly error: unknown domain",)),
    ("Vercel", ("deployment_not_found",)),
    ("Azure App Service", ("web site not found", "custom domain has not been configured inside azure")),
    ("Pantheon", ("the gods are wise, but do not know of the site which you seek",)),
    ("Ghost", ("failed to resolve dns path for this host",)),
    ("Tumblr", ("whatever you were looking for doesn't currently live at this address",)),
    ("WordPress.com", ("do you want to register", "wordpress.com")),
    ("Read the Docs", ("unknown to read the docs",)),
    ("Bitbucket", ("repository not found", "bitbucket")),
    ("Help Scout", ("no settings were found for this company",)),
    ("ngrok", ("err_ngrok_3200",)),
    ("Uberflip", ("the url you've accessed does not provide a hub",)),
)
"""Services that let anyone claim a name nobody holds, and all that their pages then say, in lower case.

Services that make sure whose name it is before they answer under it are left out.
"""


def dangling_alias(probe: Probe) -> str:
    """What the name is an alias of, where that exists no more and belongs to somebody else than the name; empty otherwise.

    An alias within the owner's own name is a slip of theirs, and nobody else can fill the gap.
    """
    failure = probe.final.failure if probe.final else None
    if failure is None or not failure.alias or probe.final is None:
        return ""
    host = urlsplit(probe.final.url).hostname or ""
    return failure.alias if registrable(failure.alias) != registrable(host) else ""


def unclaimed_at(probe: Probe) -> str:
    """The service that answers with an error because nobody holds the name there; empty for any other answer."""
    final, page = probe.final, probe.page
    if page is None or final is None or final.status is None or final.status < 400 or "thin" not in page.signals:
        return ""
    told = _told(page)
    return next((service for service, phrases in _NOBODY if all(phrase in told for phrase in phrases)), "")


def can_be_taken_over(probe: Probe) -> bool:
    """Whether a stranger could show visitors anything under the name."""
    return bool(dangling_alias(probe) or unclaimed_at(probe))


def _told(page: Page) -> str:
    return " ".join((page.title, *page.headings, page.text)).lower().replace("\u2019", "'")
