"""What people want of the mails, who is sending one, and the keys of the addresses in them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _key(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, primary_key=True)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _moment(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger, nullable=False)


def upgrade() -> None:
    """Create their tables."""
    op.create_table("claims", _key("message_id"), _moment("at"))
    op.create_table("preferences", _key("ref"), _text("rhythm"), _moment("since"))
    op.create_table("hand_overs", _key("initiative_id"), _text("to_ref"), _text("by_ref"), _moment("at"))
    op.create_table("link_keys", _key("id"), _text("secret"), _moment("made_at"))
