"""The tables. Their history is in ``migrations``; a test holds the two against each other."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Dialect, Float, Index, Integer, LargeBinary, MetaData, Table, Text, TypeDecorator

from audit.model.redaction import redacted

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(TypeDecorator[datetime]):
    """A point in time, kept as whole microseconds since 1970 UTC: exact, sortable, and the same in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To the database."""
        del dialect
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        del dialect
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Words(TypeDecorator[str]):
    """A text of any origin: what no database can or should keep is left out of it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To the database."""
        del dialect
        return None if value is None else _storable(value)


def _storable(text: str) -> str:
    """The text without passwords in addresses, NUL, and lone surrogates."""
    whole = redacted(text).replace("\0", "")
    return whole if whole.isascii() else whole.encode("utf-8", "replace").decode("utf-8")


METADATA = MetaData()


def _key(name: str) -> Column[str]:
    return Column(name, Words, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Words, nullable=False, server_default="")


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


def _moment(name: str) -> Column[datetime]:
    return Column(name, Moment, nullable=False)


def _maybe(name: str) -> Column[datetime]:
    return Column(name, Moment, nullable=True)


RUNS = Table(
    "runs",
    METADATA,
    _key("id"),
    _text("scope"),
    _text("status"),
    _moment("started_at"),
    _text("document"),
    Index("runs_by_start", "started_at"),
)

REPORTS = Table(
    "reports",
    METADATA,
    _key("run_id"),
    _text("report_id"),
    _text("scope"),
    _moment("started_at"),
    _moment("generated_at"),
    _text("totals"),
    _text("partners"),
    Column("health_percent", Integer, nullable=True),
    _number("clean"),
    _number("broken"),
    _number("unknown"),
    Column("coverage_percent", Float, nullable=False),
    _number("document_version"),
    Column("document", LargeBinary, nullable=False),
    Index("reports_by_id", "report_id"),
    Index("reports_by_start", "started_at"),
)

CHECKS = Table(
    "checks",
    METADATA,
    _key("run_id"),
    _key("target_id"),
    _text("url"),
    _text("host"),
    _moment("at"),
    _text("verdict"),
    _text("reason"),
    _text("judgement"),
    _text("method"),
    Column("status", Integer, nullable=True),
    _number("ms"),
    _text("error"),
    _number("requests"),
    Column("bytes_received", BigInteger, nullable=False, server_default="0"),
    _text("etag"),
    _text("last_modified"),
    _text("excerpt"),
    _text("title"),
    Index("checks_by_target", "target_id", "at"),
    Index("checks_by_time", "at"),
)

FINDINGS = Table(
    "findings",
    METADATA,
    _key("scope"),
    _key("id"),
    _text("initiative_id"),
    _text("rule"),
    _text("state"),
    _moment("first_seen"),
    _moment("last_seen"),
    _maybe("closed_at"),
    _text("document"),
)

STREAKS = Table(
    "streaks",
    METADATA,
    _key("target_id"),
    _text("verdict"),
    _text("reason"),
    _maybe("failing_since"),
    _number("failing_checks"),
    _maybe("last_failing_at"),
    _maybe("confirmed_at"),
    _maybe("good_since"),
    _number("good_checks"),
    _maybe("last_good_at"),
    _maybe("last_checked_at"),
    _number("gone_checks"),
    _maybe("last_gone_at"),
    _maybe("last_verdict_at"),
    _maybe("event_since"),
)

LINKS = Table("links", METADATA, _key("scope"), _key("initiative_id"), _key("target_id"))
"""The mentions of each scope's newest complete report."""

INITIATIVES = Table(
    "initiatives",
    METADATA,
    _key("scope"),
    _key("id"),
    _maybe("known_since"),
    _moment("last_seen"),
    _text("health"),
    _number("links"),
    _number("judged"),
    _text("content_sha256"),
    Column("in_baseline", Boolean, nullable=False),
    _maybe("said_since"),
)

PAGES = Table(
    "pages",
    METADATA,
    _key("target_id"),
    _moment("at"),
    _moment("read_at"),
    _text("judgement"),
    _text("etag"),
    _text("last_modified"),
    _text("excerpt"),
    _text("title"),
)
"""What each target looked like when it was last good."""

PARSED = Table(
    "parsed", METADATA, Column("key", Text, primary_key=True), Column("content", LargeBinary, nullable=False), _moment("used_at")
)
"""What was made of content that has not changed since, by a digest of the content, and thus nobody's words."""

SENT = Table("sent", METADATA, _key("message_id"), _moment("sent_at"))

CLAIMS = Table("claims", METADATA, _key("message_id"), _moment("at"))
"""Messages that somebody is handing over, so that nobody else does."""

PREFERENCES = Table("preferences", METADATA, _key("ref"), _text("rhythm"), _moment("since"))

HAND_OVERS = Table("hand_overs", METADATA, _key("initiative_id"), _text("to_ref"), _text("by_ref"), _moment("at"))

LINK_KEYS = Table("link_keys", METADATA, _key("id"), _text("secret"), _moment("made_at"))
"""With which the addresses in mails are signed, the older ones too while such addresses hold."""

ACKNOWLEDGEMENTS = Table("acknowledgements", METADATA, _key("id"), _moment("created_at"), _maybe("ended_at"), _text("document"))
"""People's words on findings, those that are over too until they are pruned."""
