"""The format number changes whenever what a library stores changes.

A library that was built by an older program is read by a newer one as long as content and format
are the same. If this test fails because the shape of a record, the way it is written or a table
changed: raise `FORMAT` in `navigator/library/tables.py` and `READS_FORMAT` in `open.py` by one, and
write the new digest beside the new number below.
"""

import hashlib
import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import get_args

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from navigator.domain.guideline import (
    Chart,
    Edition,
    Effect,
    RegimenSummary,
    Safeguard,
)
from navigator.domain.library import (
    Approval,
    Drug,
    Protocol,
    Regimen,
    Rounding,
    RoundingKind,
    Trial,
)
from navigator.domain.source import Reference, Source
from navigator.domain.teaching import TeachingCase, Topic
from navigator.domain.text import Text
from navigator.domain.vignette import Vignette
from navigator.library.codec import encoded
from navigator.library.documents import canonical_json, check_sum, edition_document
from navigator.library.open import READS_FORMAT
from navigator.library.tables import FORMAT, METADATA, SEARCH_DDL

FORMATS = {
    2: "fdbb60670764827a",
    3: "d844198ac4d88ce0",
    4: "54e2fb416fa4e824",
}
KINDS = (
    Edition,
    Drug,
    Regimen,
    Protocol,
    Trial,
    Reference,
    Vignette,
    Approval,
    Topic,
    TeachingCase,
)

GUARD = Safeguard("weak", "drug", "lvef_pct < 40", Effect.EXCLUDE, Text("Heart", "Cœur"))
EDITION = Edition(
    id="tiny",
    guideline=Text("Guideline", "Recommandation"),
    title=Text("Tiny"),
    year=2026,
    start="a",
    steps={},
    elements={},
    groups=(),
    regimens={"R": RegimenSummary("R", Text("R"), ("drug",), safeguards=(GUARD,))},
    chart=Chart(1.5, 2, {}, ()),
    review_by=date(2027, 5, 31),
    sources=(Source("label", "4.2"),),
)


def shapes():
    """Every record that a document can hold, with names, types and defaults of its fields."""
    found = {}

    def visit(kind):
        for inner in get_args(kind):
            visit(inner)
        kind = getattr(kind, "__supertype__", kind)
        if not isinstance(kind, type) or kind.__name__ in found:
            return
        if issubclass(kind, Enum):
            found[kind.__name__] = [member.value for member in kind]
        elif is_dataclass(kind):
            found[kind.__name__] = [
                (part.name, str(part.type), "" if part.default is MISSING else str(part.default))
                for part in fields(kind)
            ]
            for part in fields(kind):
                visit(part.type)

    for kind in KINDS:
        visit(kind)
    return found


def digest():
    rounding = Rounding(RoundingKind.DOWN, Decimal("0.10"), Decimal(10))
    written = canonical_json([edition_document(EDITION), encoded(rounding)])
    tables = [
        str(CreateTable(table).compile(dialect=sqlite.dialect()))
        for table in METADATA.sorted_tables
    ]
    everything = [shapes(), written, check_sum(written), tables, SEARCH_DDL]
    return hashlib.sha256(json.dumps(everything, sort_keys=True).encode()).hexdigest()[:16]


def test_the_format_number_changes_with_what_is_stored():
    assert (FORMAT, digest()) == (FORMAT, FORMATS.get(FORMAT))


def test_no_two_formats_are_the_same_and_what_is_written_is_what_is_read():
    assert len(set(FORMATS.values())) == len(FORMATS)
    assert str(FORMAT) == READS_FORMAT
    assert max(FORMATS) == FORMAT


def test_the_shape_of_every_part_counts():
    found = shapes()
    assert {"Edition", "Step", "Branch", "Option", "DataElement", "Drug", "Component"} <= set(found)
    assert "exclude" in found["Effect"]
    assert ("id", "<class 'str'>", "") in found["Safeguard"]
