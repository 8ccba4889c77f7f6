"""The tables of the library. They hold no patient data and are rebuilt, never changed."""

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
)

METADATA = MetaData()

# Raised when a document or table changes its shape: an older file is then rebuilt, not read.
FORMAT = 4


class ExactDecimal(TypeDecorator[Decimal]):
    """A number as text: SQLite's own numbers would make a float of it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> str | None:
        """Return what is stored."""
        del dialect
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:
        """Return what is read."""
        del dialect
        return None if value is None else Decimal(value)


def _table(name: str, *columns: Column[Any]) -> Table:
    return Table(name, METADATA, *columns, sqlite_with_rowid=False)


def _id() -> Column[Any]:
    return Column("id", String, primary_key=True)


def _words(name: str) -> Column[Any]:
    return Column(name, String, nullable=False, default="")


def _number(name: str) -> Column[Any]:
    return Column(name, ExactDecimal)


def _of(name: str, target: str, *, key: bool = False) -> Column[Any]:
    return Column(name, String, ForeignKey(f"{target}.id"), primary_key=key, nullable=False)


def _position() -> Column[Any]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


META = _table("meta", Column("name", String, primary_key=True), _words("value"))

# What the program reads while it runs: one JSON text per thing, with a check sum.
DOCUMENTS = _table(
    "documents",
    Column("kind", String, primary_key=True),
    _id(),
    Column("position", Integer, nullable=False),
    _words("title_en"),
    _words("title_fr"),
    Column("json", String, nullable=False),
    Column("crc32", Integer, nullable=False),
)

# The `references` of the content; the bare word means something to SQL.
REFERENCES = _table(
    "publications",
    _id(),
    _words("kind"),
    _words("citation"),
    Column("year", Integer, nullable=False),
    _words("doi"),
    _words("pmid"),
    _words("url"),
    _words("region"),
)
DRUGS = _table(
    "drugs", _id(), _words("name"), _words("kind"), _words("route"), _words("mark"), _words("atc")
)
DRUG_NAMES = _table("drug_names", Column("name", String, primary_key=True), _of("drug", "drugs"))
REGIMENS = _table("regimens", _id(), _words("name"), _words("kind"), _words("short_name"))
REGIMEN_DRUGS = _table(
    "regimen_drugs", _of("regimen", "regimens", key=True), _position(), _of("drug", "drugs")
)
PROTOCOLS = _table(
    "protocols",
    _id(),
    _of("regimen", "regimens"),
    _words("name"),
    Column("cycle_days", Integer, nullable=False),
    Column("planned_cycles", Integer),
)
COMPONENTS = _table(
    "components",
    _of("protocol", "protocols", key=True),
    _position(),
    _of("drug", "drugs"),
    _words("phase"),
    _number("dose"),
    _words("per"),
    _words("days"),
    Column("times_a_day", Integer, nullable=False),
    Column("from_cycle", Integer, nullable=False),
    Column("to_cycle", Integer),
)
TRIALS = _table(
    "trials",
    _id(),
    _words("name"),
    _words("phase"),
    _words("line"),
    Column("patients", Integer, nullable=False),
    Column("year", Integer, nullable=False),
)
OUTCOMES = _table(
    "outcomes",
    _of("trial", "trials", key=True),
    _position(),
    _words("measure"),
    _words("unit"),
    _number("hazard_ratio"),
    _number("hr_low"),
    _number("hr_high"),
    _words("p"),
)
OUTCOME_VALUES = _table(
    "outcome_values",
    _of("trial", "trials", key=True),
    Column("outcome", Integer, primary_key=True, autoincrement=False),
    Column("arm", Integer, primary_key=True, autoincrement=False),
    _number("value"),
    _number("low"),
    _number("high"),
)
TRIAL_PUBLICATIONS = _table(
    "trial_publications",
    _of("trial", "trials", key=True),
    _position(),
    _of("publication", "publications"),
)
ELEMENTS = _table(
    "data_elements",
    _id(),
    _words("group_id"),
    _words("label"),
    _words("type"),
    _words("unit"),
    _number("hard_low"),
    _number("hard_high"),
    Column("not_done", Boolean, nullable=False),
)
EDITIONS = _table(
    "editions",
    _id(),
    _words("title"),
    Column("year", Integer, nullable=False),
    _words("start"),
    _words("review_by"),
)
STEPS = _table(
    "steps",
    _of("edition", "editions", key=True),
    Column("step", String, primary_key=True),
    _words("kind"),
    _words("title"),
    Column("line", Integer, nullable=False),
)
BRANCHES = _table(
    "branches",
    _of("edition", "editions", key=True),
    Column("step", String, primary_key=True),
    _position(),
    _words("branch"),
    _words("label"),
    _words("criterion"),
    _words("leads_to"),
)
OPTIONS = _table(
    "options",
    _of("edition", "editions", key=True),
    Column("step", String, primary_key=True),
    _position(),
    _of("regimen", "regimens"),
    _words("tier"),
    _words("basis"),
    _words("criterion"),
)

# Full text. A row's number is its rank: what is looked for most often is written first. `shown`
# is what a hit displays; a row for another name of a drug has no title of its own to search.
SEARCH_DDL = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "kind UNINDEXED, id UNINDEXED, shown_en UNINDEXED, shown_fr UNINDEXED, "
    "title_en, title_fr, names, body, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4')"
)
SEARCH_INSERT = (
    "INSERT INTO search (kind, id, shown_en, shown_fr, title_en, title_fr, names, body) "
    "VALUES (:kind, :id, :shown_en, :shown_fr, :title_en, :title_fr, :names, :body)"
)
