"""How a page's text begins, in place of numbers made of it: those told whether it changed, and not from what to what."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = ("checks", "pages")


def upgrade() -> None:
    """Give the column its new meaning. What stood there cannot be turned into text; pages are read again within days."""
    for table in _TABLES:
        op.alter_column(table, "sketch", new_column_name="excerpt")
        op.execute(sa.table(table, sa.column("excerpt")).update().values(excerpt=""))
