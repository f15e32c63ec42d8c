"""Since when each initiative has said what it says, so that saving without a change makes none younger."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Of what is known already the next complete run tells it."""
    op.add_column("initiatives", sa.Column("said_since", sa.BigInteger, nullable=True))
