# ruff: noqa: INP001
"""Why something was corrected, and what was typed and not finished; frozen."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the reason to facts and parts, and the table of drafts."""
    for table in ("facts", "parts"):
        op.add_column(
            table, sa.Column("reason", sa.String, nullable=False, server_default=sa.text("''"))
        )
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("entry", sa.Integer, sa.ForeignKey("audit.counter"), nullable=False),
        sa.Column("patient", sa.Integer, nullable=False, unique=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
