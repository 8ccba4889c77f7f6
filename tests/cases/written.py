"""Writes the file that stays as a fixture of a schema: `python -m tests.cases.written`.

Run it once when a migration is released; it never overwrites a fixture.
"""

import secrets
import sys
from pathlib import Path

from navigator.cases.anchor import Anchor
from navigator.cases.differences import fact_rows, part_rows
from navigator.cases.keys import new_key_file, subkey, write_key_file
from navigator.cases.ledger import Ledger
from navigator.cases.migrate import bring_up_to_date
from navigator.cases.sealed import sealed_engine
from navigator.cases.tables import FACTS, LATEST, PARTS
from tests.cases.shelves import CHEAP, PASSPHRASE, RECORD, Clock

FIXTURES = Path(__file__).with_name("fixtures")


def write(revision: str, folder: Path) -> None:
    """Write a store with one patient, with the tables of a revision."""
    folder.mkdir(parents=True)
    key = secrets.token_bytes(32)
    keys = new_key_file("cases-fixture.db", PASSPHRASE, secrets.token_bytes(20), key, CHEAP)
    engine = sealed_engine(folder / keys.file, key)
    bring_up_to_date(engine, latest=revision)
    note = Anchor(folder / "unused", subkey(key, "anchor"))
    ledger = Ledger(engine, note, Clock(), read_only=False)
    with ledger.new_patient("AB") as (number, entry):
        for table, rows in ((FACTS, fact_rows((), RECORD)), (PARTS, part_rows((), RECORD))):
            entry.add(table, [{**row, "patient": number} for row in rows])
    engine.dispose()
    (folder / "unused").unlink()
    write_key_file(folder / "cases.keys", keys)


if __name__ == "__main__":
    for one in sys.argv[1:] or [LATEST]:
        write(one, FIXTURES / one)
