"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _key(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, primary_key=True)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _moment(name: str, *, known: bool = True) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger, nullable=not known)


def upgrade() -> None:
    """Create them."""
    _runs_and_reports()
    _checks()
    _standings()
    _keepsakes()


def _runs_and_reports() -> None:
    op.create_table("runs", _key("id"), _text("scope"), _text("status"), _moment("started_at"), _text("document"))
    op.create_index("runs_by_start", "runs", ["started_at"])
    op.create_table(
        "reports",
        _key("run_id"),
        _text("report_id"),
        _text("scope"),
        _moment("started_at"),
        _moment("generated_at"),
        _text("totals"),
        sa.Column("health_percent", sa.Integer, nullable=True),
        _number("clean"),
        _number("broken"),
        _number("unknown"),
        sa.Column("coverage_percent", sa.Float, nullable=False),
        _number("document_version"),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_index("reports_by_id", "reports", ["report_id"])
    op.create_index("reports_by_start", "reports", ["started_at"])


def _checks() -> None:
    op.create_table(
        "checks",
        _key("run_id"),
        _key("target_id"),
        _text("url"),
        _text("host"),
        _moment("at"),
        _text("verdict"),
        _text("reason"),
        _text("judgement"),
        _text("method"),
        sa.Column("status", sa.Integer, nullable=True),
        _number("ms"),
        _text("error"),
        _number("requests"),
        sa.Column("bytes_received", sa.BigInteger, nullable=False, server_default="0"),
        _text("etag"),
        _text("last_modified"),
        _text("sketch"),
        _text("title"),
    )
    op.create_index("checks_by_target", "checks", ["target_id", "at"])
    op.create_index("checks_by_time", "checks", ["at"])
    op.create_table(
        "pages",
        _key("target_id"),
        _moment("at"),
        _moment("read_at"),
        _text("judgement"),
        _text("etag"),
        _text("last_modified"),
        _text("sketch"),
        _text("title"),
    )


def _standings() -> None:
    op.create_table(
        "findings",
        _key("scope"),
        _key("id"),
        _text("initiative_id"),
        _text("rule"),
        _text("state"),
        _moment("first_seen"),
        _moment("last_seen"),
        _moment("closed_at", known=False),
        _text("document"),
    )
    op.create_table(
        "streaks",
        _key("target_id"),
        _text("verdict"),
        _text("reason"),
        _moment("failing_since", known=False),
        _number("failing_checks"),
        _moment("last_failing_at", known=False),
        _moment("confirmed_at", known=False),
        _moment("good_since", known=False),
        _number("good_checks"),
        _moment("last_good_at", known=False),
        _moment("last_checked_at", known=False),
        _number("gone_checks"),
        _moment("last_gone_at", known=False),
        _moment("last_verdict_at", known=False),
        _moment("event_since", known=False),
    )
    op.create_table("links", _key("scope"), _key("initiative_id"), _key("target_id"))
    op.create_table(
        "initiatives",
        _key("scope"),
        _key("id"),
        _moment("known_since", known=False),
        _moment("last_seen"),
        _text("health"),
        _number("links"),
        _number("judged"),
        _text("content_sha256"),
        sa.Column("in_baseline", sa.Boolean, nullable=False),
    )


def _keepsakes() -> None:
    op.create_table("parsed", _key("key"), sa.Column("content", sa.LargeBinary, nullable=False), _moment("used_at"))
    op.create_table("sent", _key("message_id"), _moment("sent_at"))
    op.create_table("acknowledgements", _key("id"), _moment("created_at"), _moment("ended_at", known=False), _text("document"))
