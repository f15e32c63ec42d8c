"""The settings of the mails: through which server, to whom, and when."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from audit.config.section import Address, Seconds, Section, Zone, in_ascii, one_address
from audit.model.correspondence import may_be_written_to


def _address_or_none(written: str) -> str:
    return one_address(written) if written else written


def _way_off(written: str) -> str:
    scheme, _, rest = written.partition(":")
    known = {"mailto": may_be_written_to(rest.partition("?")[0]), "https": rest.startswith("//") and len(rest) > len("//")}
    if written and not (known.get(scheme.lower()) and written.isprintable() and not set(written) & set(" <>,")):
        raise ValueError("is not an address such as https://example.org/off or mailto:off@example.org")
    return in_ascii(written)


class Smtp(Section):
    """The mail server."""

    host: str
    """The mail server's name."""
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    """The mail server's port."""
    tls: Literal["starttls", "tls", "none"] = "starttls"
    """`starttls`, `tls` from the first byte, or `none` for a server on this machine."""
    username: str = ""
    """The account at the mail server; none when empty."""
    password_env: str = "AUDIT_SMTP_PASSWORD"  # noqa: S105 - the name of a variable, not a password
    """The environment variable that holds the password."""
    ca_file: Path | None = None
    """A certificate authority of your own for the mail server."""
    timeout: Seconds = 30.0
    """Seconds until the mail server counts as not reachable."""


class Person(Section):
    """Somebody who is responsible for initiatives."""

    id: str
    """The user's id in the CMS, as in an entry's `updated_by`; any name of your own for people who do not edit there."""
    address: Address
    """The mail address."""
    name: str = ""
    """How mails greet her."""
    timezone: Zone | None = None
    """Where her Monday morning is; that of `mail.weekly` when missing."""
    initiatives: tuple[str, ...] = ()
    """The ids of initiatives that are hers, whoever edits them."""
    partners: tuple[str, ...] = ()
    """The partners whose initiatives are hers, unless somebody is named for the initiative itself."""


class Weekly(Section):
    """When the weekly mails go out."""

    day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = "monday"
    """The day of the week."""
    owners_hour: Annotated[int, Field(ge=0, le=23)] = 7
    """The hour at which those responsible for initiatives get their lists, by the clock of their own time zone."""
    managers_hour: Annotated[int, Field(ge=0, le=23)] = 8
    """The hour at which the programme managers get the week in figures."""
    timezone: Zone | None = None
    """The time zone of both; that of the reports when missing."""
    spread: Annotated[Seconds, Field(le=6 * 3600.0)] = 1800.0
    """The lists go out one by one over this time."""


class Mail(Section):
    """Who is told about a report."""

    smtp: Smtp | None = None
    """No mail is sent while this is missing."""
    sender: Annotated[str, AfterValidator(_address_or_none)] = Field(default="", alias="from")
    """The sender, such as `Initiative audit <audit@example.org>`."""
    to: tuple[Address, ...] = ()
    """Who gets the report of every run that can be trusted."""
    ops: tuple[Address, ...] = ()
    """Who is told when a run cannot be trusted; `to` when empty."""
    managers: tuple[Address, ...] = ()
    """Programme managers: they get the week in figures, what has to go at once, and what is nobody's."""
    weekly: Weekly | None = None
    """When the weekly mails go out; none is sent, to owners or managers, while this is missing. `weekly: {}` is Monday morning."""
    people: tuple[Person, ...] = ()
    """Those who are responsible for initiatives, besides the users that the site keeps."""
    cms_users: bool = True
    """Whether users that a Statamic site keeps in its `users` folder are written to about what they edited last."""
    not_people: tuple[str, ...] = ()
    """Ids of CMS users who are nobody: service accounts, imports, bulk edits."""
    unsubscribe: Annotated[str, AfterValidator(_way_off)] = ""
    """An address, `https:` or `mailto:`, where readers can leave the list."""
    when: Literal["always", "changes"] = "always"
    """`always` mails every run that can be trusted; `changes` stays silent after a night that changed nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, populate_by_name=True)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.smtp and not (self.sender and self.to):
            raise ValueError("a mail server is set, so `from` and `to` are needed too")
        twice = [name for name, count in Counter(person.id for person in self.people).items() if count > 1]
        if twice:
            raise ValueError(f"`people` names {twice[0]!r} twice")
        return self
