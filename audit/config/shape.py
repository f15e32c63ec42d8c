"""Every setting, with its default and what it means. The configuration page of the docs is made from this file."""

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from audit.config.cron import cron_problem
from audit.config.mail import Mail
from audit.config.section import AsciiAddress, HeaderName, Seconds, Section, WebAddress, Zone
from audit.urls.addresses import Allowed


def _exact_exception(written: str) -> str:
    Allowed.parse(written)
    return written


class Content(Section):
    """What is audited."""

    path: Path = Path("examples")
    """The site's root folder, relative to the configuration file."""
    source: Literal["statamic", "front_matter"] = "statamic"
    """How the content is kept: `statamic`, or `front_matter` for Jekyll, Hugo and plain Markdown."""
    collections: tuple[str, ...] = ()
    """The collections to audit; all that have entries when empty."""
    also: tuple[Literal["terms", "globals", "navigation"], ...] = ()
    """What is read besides entries, for the links that it carries."""
    required: tuple[str, ...] = ("summary", "call_to_action", "challenges")
    """Fields that no initiative may leave empty, besides those that its blueprint requires. An initiative whose blueprint is wholly known
    and has no such field is not asked for it; where a whole collection is not, the run says so."""
    blueprint_required: bool = True
    """Whether the blueprint's own required fields are required here too."""
    url: str = ""
    """The public address of the site that is audited, so that links to it are known as its own."""
    edit_url: str = ""
    """Where an entry is edited in the CMS, with `{collection}` and `{id}` in it; empty when editors need no link."""
    max_file_bytes: Annotated[int, Field(ge=1024)] = 5_000_000
    """Files larger than this are reported and not read."""


class Rules(Section):
    """Thresholds of the content rules, and rules to leave out."""

    off: tuple[str, ...] = ()
    """Names of rules that do not run."""
    options: dict[str, dict[str, bool | int | float | str | tuple[str, ...]]] = Field({})
    """Options of single rules, by the rule's name: see the rule's page."""
    stale_after_months: Annotated[int, Field(ge=1)] = 12
    """An initiative not changed for so many months is due for a review."""
    placeholders: tuple[str, ...] = ()
    """Further texts that count as placeholders, besides the usual ones."""


class PerHost(Section):
    """Manners towards one host."""

    max: Annotated[int, Field(ge=1, le=64)] = 2
    """Requests under way at once to one host."""
    interval: Seconds = 0.5
    """The least time between the starts of two visits to one host; a redirect within the host is part of the visit."""
    per_run: Annotated[int, Field(ge=1)] = 5_000
    """Requests to one host in one run at the most; further targets are not checked that night."""


class Timeouts(Section):
    """Time budgets of one link."""

    name: Seconds = 5.0
    """For the name look-up."""
    connect: Seconds = 8.0
    """For the connection."""
    tls: Seconds = 8.0
    """For the handshake."""
    answer: Seconds = 30.0
    """Until the headers of the answer are complete."""
    body: Seconds = 10.0
    """For the part of the body that is read."""
    total: Seconds = 60.0
    """For everything about one link, waiting for its turn not counted."""


class Checks(Section):
    """How the web is asked."""

    enabled: bool = True
    """Whether links are probed at all; content is checked either way."""
    contact: str = ""
    """A page or address where the owners of websites can reach you; part of the User-Agent."""
    max_at_once: Annotated[int, Field(ge=1, le=2000)] = 128
    """Requests under way at once over all hosts; besides them, up to three times as many may wait for servers that are slow."""
    per_host: PerHost = PerHost()
    """Manners towards one host."""
    timeout: Timeouts = Timeouts()
    """Time budgets of one link."""
    retries: Annotated[int, Field(ge=0, le=5)] = 2
    """Further tries after what may pass: a reset, a time-out, a 5xx."""
    retry_wait: Seconds = 2.0
    """Wait before the first further try; doubled each time."""
    max_retry_after: Seconds = 30.0
    """The longest Retry-After that is waited for within a run; a longer one ends in "could not check"."""
    max_redirects: Annotated[int, Field(ge=1, le=50)] = 20
    """Redirects that are followed for one link."""
    max_body: Annotated[int, Field(ge=1024)] = 2_000_000
    """Bytes of decoded page that are read at the most."""
    robots: bool = True
    """Whether robots.txt is respected."""
    fragments: bool = True
    """Whether the part of a page that a `#fragment` names is looked for."""
    second_looks: bool = True
    """Whether a doubtful page is compared with what its server says to an address that cannot exist."""
    https_upgrade: bool = True
    """Whether an http link is tried by https, so that the advice is tested and not guessed."""
    ca_file: Path | None = None
    """Further certificate authorities to trust, as a PEM file; the system's own and `SSL_CERT_FILE` apply anyway."""
    allow_private: tuple[Annotated[str, AfterValidator(_exact_exception)], ...] = ()
    """Exact `host:port` or `network/prefix:port` entries of your own network that may be contacted."""
    exclude: tuple[str, ...] = ()
    """Hosts, or address beginnings, that are not checked; the report counts them."""
    canaries: tuple[str, ...] = (
        "https://www.example.com/",
        "https://www.wikipedia.org/",
        "https://www.iana.org/",
        "https://www.w3.org/",
        "https://www.mozilla.org/",
    )
    """Known-good addresses, asked first and last: when two fail, the trouble is ours and no link's state changes."""


class RunSettings(Section):
    """How a run goes."""

    engine: Literal["local", "processes"] = "local"
    """`local` probes in this process, `processes` on every core."""
    deadline: Seconds = 3 * 3600.0
    """A run ends after this time with what it has; the report then says that it is incomplete."""
    min_coverage: Annotated[float, Field(ge=0, le=100)] = 0.0
    """Below this share of judged links, in percent, the exit code is 3."""


class Confirmation(Section):
    """How often something must be seen before it is said."""

    gone_checks: Annotated[int, Field(ge=1)] = 2
    """Looks that must find nothing there: 404, 410, an unknown name."""
    gone_gap: Seconds = 6 * 3600.0
    """The least time between two of them."""
    failing_checks: Annotated[int, Field(ge=1)] = 3
    """Looks that must see a failure that may pass: a 5xx, a time-out, a certificate."""
    failing_gap: Seconds = 20 * 3600.0
    """The least time between two of them."""
    failing_span: Seconds = 48 * 3600.0
    """The least time from the first of them to the last."""
    good_checks: Annotated[int, Field(ge=1)] = 2
    """Looks that must see a confirmed failure work again."""
    good_gap: Seconds = 12 * 3600.0
    """The least time between two of them."""
    event_hold: Seconds = 48 * 3600.0
    """How long single findings are held back when something happens to a whole website."""
    read_again: Seconds = 7 * 86_400.0
    """After this time a page is read as a whole, although its server says that it has not changed."""


class Rechecks(Section):
    """Which links need a look tonight. What did not work last time is asked every night, whatever stands here."""

    adaptive: bool = False
    """Whether a link that has worked for long is left alone on some nights, which spares websites and may tell of a death days later."""
    steady: Seconds = 30 * 86_400.0
    """How long a link must have worked without a break before it is left alone at all."""
    longest: Seconds = 3 * 86_400.0
    """The longest time between two looks at such a link."""
    per_host: Annotated[int, Field(ge=1)] = 4_000
    """Links of one website that are asked in one night; the others come first the next night. `checks.per_host.per_run` counts requests."""


class Reports(Section):
    """Where reports go."""

    path: Path = Path("reports")
    """The folder of the dated reports, relative to the configuration file."""
    url: AsciiAddress = ""
    """The address under which that folder is hosted, for links in mails."""
    timezone: Zone = "UTC"
    """The time zone that names the day of a report."""
    title: str = "Link and content reports"
    """The heading of the list of reports."""
    keep_days: Annotated[int, Field(ge=30)] | None = None
    """Dated reports older than this are removed, but for those that the list of reports leads to, which is for `store.keep_days`; all are
    kept for ever when missing."""


class StoreSettings(Section):
    """What is remembered from night to night."""

    url: str = ""
    """A database address such as `postgresql+asyncpg://user@host/name`; an SQLite file beside the reports when empty."""
    keep_days: Annotated[int, Field(ge=30)] = 400
    """How long checks of single targets, findings that are over, and the reports of the list are kept."""


class Schedule(Section):
    """When the service audits by itself."""

    cron: Annotated[str, AfterValidator(cron_problem)] = "0 2 * * *"
    """Minute, hour, day of month, month, day of week, as cron reads them; empty for never."""
    timezone: Zone = "UTC"
    """The time zone of `cron`."""


class Service(Section):
    """The web service of `audit serve`."""

    host: str = "127.0.0.1"
    """The address to listen on."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8484
    """The port to listen on; 0 for any free one."""
    hosts: tuple[str, ...] = ()
    """Further names under which requests may reach the service, besides `host` and that of `reports.url`."""
    proxies: tuple[str, ...] = ()
    """Addresses of reverse proxies whose word on the caller's address is taken."""
    user_header: HeaderName = ""
    """The header in which such a proxy names the user whom it has let in, such as `X-Remote-User`; it has to overwrite what comes in."""
    url: WebAddress = ""
    """The address of the service itself, such as `https://audit.example.org`: mails lead to their readers' own lists and settings there."""
    readers_file: Path | None = None
    """A file with one token a line for those who may read the reports; everyone who reaches the service may when it is missing."""
    token_file: Path | None = None
    """A file with one bearer token a line, and what it is good for; `AUDIT_TOKEN` in the environment is good for everything."""


class Acknowledgements(Section):
    """What people have said of findings, for teams that review it in git."""

    path: Path = Path("acknowledgements.yaml")
    """The file, beside this one; it need not be there. What is taken out of it is no longer in force."""


class Config(Section):
    """Everything that can be set. Every key is optional."""

    content: Content = Content()
    rules: Rules = Rules()
    checks: Checks = Checks()
    confirmation: Confirmation = Confirmation()
    rechecks: Rechecks = Rechecks()
    run: RunSettings = RunSettings()
    reports: Reports = Reports()
    store: StoreSettings = StoreSettings()
    schedule: Schedule = Schedule()
    service: Service = Service()
    mail: Mail = Mail()
    acknowledgements: Acknowledgements = Acknowledgements()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the reports."""
        return ZoneInfo(self.reports.timezone)
