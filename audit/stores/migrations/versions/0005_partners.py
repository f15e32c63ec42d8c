"""What changed in each partner's initiatives, report by report, for the feeds of the partners."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Of the reports that stand already nothing is told there."""
    op.add_column("reports", sa.Column("partners", sa.Text, nullable=False, server_default=""))
