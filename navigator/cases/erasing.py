"""Removes a patient for good: the rows, what they leave in free pages, and the log."""

from sqlalchemy import Connection, Engine, delete

from navigator.cases.tables import DRAFTS, OF_A_PATIENT, PATIENTS
from navigator.cases.trouble import told_in_words
from navigator.domain.case import PatientNumber


def remove_rows(connection: Connection, patient: PatientNumber) -> None:
    """Remove every row of a patient but the lines of the audit trail, which hold no data.

    The salt goes with them: what the digests were made of cannot be found out by trying.
    """
    connection.execute(delete(DRAFTS).where(DRAFTS.c.patient == patient))
    for table in reversed(OF_A_PATIENT):
        connection.execute(delete(table).where(table.c.patient == patient))
    connection.execute(delete(PATIENTS).where(PATIENTS.c.id == patient))


def overwrite_what_is_free(engine: Engine) -> None:
    """Write the file anew and cut the log to nothing, so that no old page is left.

    Raises:
        NotKept: the disk has no room for it; the rows are gone all the same, and SQLite has
            overwritten them with zeros.
    """
    with told_in_words(), engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None  # it is connected
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        driver.execute("VACUUM")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
