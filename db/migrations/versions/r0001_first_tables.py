# ruff: noqa: INP001
"""The first tables of the case store; frozen, it imports nothing of the program."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _of_patient() -> sa.Column:
    return sa.Column("patient", sa.Integer, sa.ForeignKey("patients.id"), nullable=False)


def _words(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _table(name: str, *columns: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("entry", sa.Integer, sa.ForeignKey("audit.counter"), nullable=False),
        *columns,
        *_words("by", "at"),
        sqlite_autoincrement=True,
    )


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "meta",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("counter", sa.Integer, primary_key=True),
        *_words("at", "by", "kind"),
        sa.Column("patient", sa.Integer),
        sa.Column("clock_back", sa.Boolean, nullable=False),
        *_words("digest", "previous", "head"),
    )
    op.create_index("audit_patient", "audit", ["patient"])
    _table("patients", *_words("salt"))
    _record_tables()
    _kept_tables()


def _record_tables() -> None:
    _table(
        "facts",
        _of_patient(),
        *_words("element"),
        sa.Column("value", sa.Text),
        sa.Column("taken_on", sa.String),
        *_words("source"),
        sa.Column("site", sa.Boolean, nullable=False),
        sa.Column("stands", sa.Boolean, nullable=False),
        sa.Column("supersedes", sa.Integer),
    )
    op.create_index("facts_patient", "facts", ["patient", "element"])
    op.create_index("facts_element", "facts", ["element", "patient"])
    _table(
        "parts",
        _of_patient(),
        *_words("kind"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("supersedes", sa.Integer),
    )
    op.create_index("parts_patient", "parts", ["patient", "kind", "number"])


def _kept_tables() -> None:
    _table(
        "assessments",
        _of_patient(),
        *_words("edition", "library", "step", "status", "regimens"),
        sa.Column("made_on", sa.String),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("trace", sa.Text, nullable=False),
    )
    op.create_index("assessments_patient", "assessments", ["patient"])
    _table(
        "plans",
        _of_patient(),
        sa.Column("number", sa.String, nullable=False, unique=True),
        *_words("edition", "library", "regimen", "made_on"),
        sa.Column("draft", sa.Boolean, nullable=False),
        sa.Column("case_text", sa.Text, nullable=False),
        sa.Column("proposals", sa.Text, nullable=False),
        *_words("sha256"),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("plans_patient", "plans", ["patient"])
    _table(
        "attachments",
        _of_patient(),
        *_words("name", "kind", "sha256"),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("attachments_patient", "attachments", ["patient"])
