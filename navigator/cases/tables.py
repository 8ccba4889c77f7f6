"""The tables of the case store. Rows are added, never changed; only drafts are let go."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData()
LATEST = "0002"


def _words(name: str, *, default: str | None = None) -> Column[Any]:
    return Column(name, String, nullable=False, server_default=default)


def _number(name: str, *, needed: bool = True) -> Column[Any]:
    return Column(name, Integer, nullable=not needed)


def _flag(name: str) -> Column[Any]:
    return Column(name, Boolean, nullable=False)


def _table(name: str, *columns: Any) -> Table:
    """Return a table whose rows carry the audit line they came with, who and when."""
    return Table(
        name,
        METADATA,
        Column("id", Integer, primary_key=True),
        Column("entry", Integer, ForeignKey("audit.counter"), nullable=False),
        *columns,
        _words("by"),
        _words("at"),
        sqlite_autoincrement=True,
    )


def _patient() -> Column[Any]:
    return Column("patient", Integer, ForeignKey("patients.id"), nullable=False)


META = Table(
    "meta",
    METADATA,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
AUDIT = Table(
    "audit",
    METADATA,
    Column("counter", Integer, primary_key=True),
    _words("at"),
    _words("by"),
    _words("kind"),
    _number("patient", needed=False),
    _flag("clock_back"),
    _words("digest"),
    _words("previous"),
    _words("head"),
    Index("audit_patient", "patient"),
)
PATIENTS = _table("patients", _words("salt"))
FACTS = _table(
    "facts",
    _patient(),
    _words("element"),
    Column("value", Text),
    Column("taken_on", String),
    _words("source"),
    _flag("site"),
    _flag("stands"),
    _number("supersedes", needed=False),
    _words("reason", default=""),
    Index("facts_patient", "patient", "element"),
    Index("facts_element", "element", "patient"),
)
PARTS = _table(
    "parts",
    _patient(),
    _words("kind"),
    _number("number"),
    _number("position"),
    _flag("told"),
    Column("body", Text),
    _number("supersedes", needed=False),
    _words("reason", default=""),
    Index("parts_patient", "patient", "kind", "number"),
)
ASSESSMENTS = _table(
    "assessments",
    _patient(),
    _words("edition"),
    _words("library"),
    _words("step"),
    _words("status"),
    _words("regimens"),
    Column("made_on", String),
    Column("record", Text, nullable=False),
    Column("trace", Text, nullable=False),
    Index("assessments_patient", "patient"),
)
PLANS = _table(
    "plans",
    _patient(),
    Column("number", String, nullable=False, unique=True),
    _words("edition"),
    _words("library"),
    _words("regimen"),
    _words("made_on"),
    _flag("draft"),
    Column("case_text", Text, nullable=False),
    Column("proposals", Text, nullable=False),
    _words("sha256"),
    _number("size"),
    Column("content", LargeBinary, nullable=False),
    Index("plans_patient", "patient"),
)
ATTACHMENTS = _table(
    "attachments",
    _patient(),
    _words("name"),
    _words("kind"),
    _words("sha256"),
    _number("size"),
    Column("content", LargeBinary, nullable=False),
    Index("attachments_patient", "patient"),
)
# 0 stands for what belongs to no patient yet, so it points nowhere.
DRAFTS = _table(
    "drafts",
    Column("patient", Integer, nullable=False, unique=True),
    Column("body", Text, nullable=False),
)

# In the order in which a patient's rows are read, sealed and, backwards, removed.
OF_A_PATIENT = (FACTS, PARTS, ASSESSMENTS, PLANS, ATTACHMENTS)
SEALED = (PATIENTS, *OF_A_PATIENT, DRAFTS)
