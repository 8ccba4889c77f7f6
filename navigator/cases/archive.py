"""Cases out of the store as an archive, and back in: merged, never overwritten."""

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from navigator.cases.archive_document import document_text, read_document
from navigator.cases.archive_pack import LARGEST_PACKED, packed, unpacked
from navigator.cases.archive_patient import Archive
from navigator.cases.archive_rows import patient_document
from navigator.cases.archive_seal import is_sealed, sealed, unsealed
from navigator.cases.archive_trouble import ArchiveTooLarge, WrongArchivePassphrase, refused
from navigator.cases.importing import Importing
from navigator.cases.keys import STANDARD_COST, Argon2Cost
from navigator.cases.passphrase import refuse_short
from navigator.cases.stopping import GoOn, always, or_stop
from navigator.cases.store import SqlCaseStore
from navigator.domain.case import AuditKind, CaseOrder, PatientNumber
from navigator.domain.case_care import Answer, ImportReport, Incoming
from navigator.files import atomic_write_parts
from navigator.words import tr

SEALED_SUFFIX = ".casearchive"
READABLE_SUFFIX = ".zip"


def export_cases(  # noqa: PLR0913  (what an archive is made of)
    store: SqlCaseStore,
    patients: Sequence[PatientNumber] | None,
    path: Path,
    by: str,
    seal: tuple[str, Argon2Cost] | None,
    *,
    go_on: GoOn = always,
) -> int:
    """Write cases into one file and say so in the audit trail.

    Args:
        store: Open.
        patients: Local numbers, None for all.
        path: Where to; its folder must exist.
        by: Who asks for it.
        seal: The archive's own passphrase and what a try costs; None writes a file that everybody
            can read.
        go_on: Asked before each case and once more before anything is written.

    Returns:
        How many cases are in it.

    Raises:
        PassphraseTooShort, ArchiveTooLarge, NotWritten, PatientMissing, ReadOnly, Stopped: nothing
            was written.
    """
    if seal is not None:
        refuse_short(seal[0])
    numbers = patients
    if numbers is None:
        numbers = tuple(one.number for one in store.find(order=CaseOrder.NUMBER))
    words = tr("Stopped: nothing was written.")
    files: dict[str, bytes] = {}
    with store.opened() as opened, opened.engine.connect() as connection:
        told = []
        for done, one in enumerate(numbers):
            or_stop(go_on, done, len(numbers), words)
            told.append(patient_document(connection, one, files))
        name = opened.keys.store
    content = packed(document_text(name, told), files)
    if len(content) > LARGEST_PACKED:
        much = tr("This is too much for one archive. Export fewer cases, or write a backup.")
        raise ArchiveTooLarge(much)
    or_stop(go_on, len(numbers), len(numbers), words)
    with store.opened() as opened:
        # First the line, then the file: no archive leaves unsaid.
        if not opened.read_only:
            opened.say(AuditKind.EXPORTED, by)
    atomic_write_parts(path, [content] if seal is None else sealed(content, *seal))
    return len(numbers)


def needs_passphrase(path: Path) -> bool:
    """Tell whether a file is a sealed archive.

    Raises:
        ArchiveRefused: it cannot be read.
    """
    return is_sealed(_content(path, 64))


def read_archive(path: Path, passphrase: str | None) -> Archive:
    """Return what an archive holds, all of it checked.

    Args:
        path: The file.
        passphrase: Of a sealed one.

    Raises:
        WrongArchivePassphrase: of a sealed one, or none was given.
        ArchiveRefused: cut, changed, not ours, too large or of a newer version; in one sentence.
    """
    content = _content(path, LARGEST_PACKED + (64 << 20))
    if is_sealed(content):
        if passphrase is None:
            raise WrongArchivePassphrase(tr("The archive is sealed: give its passphrase."))
        content = unsealed(content, passphrase)
    if len(content) > LARGEST_PACKED:
        raise refused(tr("it is larger than an archive of this program"))
    return read_document(*unpacked(content))


def incoming(store: SqlCaseStore, archive: Archive) -> tuple[Incoming, ...]:
    """Return each patient of an archive beside those kept here, and whom to ask about."""
    here = store.find(order=CaseOrder.NUMBER)
    with store.opened() as opened, opened.engine.connect() as connection:
        importing = Importing(connection, opened.keys.store)
        return importing.incoming(archive, here)


def import_archive(
    store: SqlCaseStore,
    archive: Archive,
    answers: Mapping[int, Answer],
    by: str,
    go_on: GoOn = always,
) -> ImportReport:
    """Add what an archive has and what is not here, in one transaction.

    Args:
        store: Open for writing.
        archive: As `read_archive` gave it.
        answers: Who the patients are that `incoming` asks about, by their place in the archive.
        by: Who asks for it.
        go_on: Asked before each patient and once more before the transaction ends.

    Raises:
        NotAnswered: a patient may be one kept here, and nobody has said so.
        ReadOnly, NotKept, Stopped: nothing was imported.
    """
    here = store.find(order=CaseOrder.NUMBER)
    with store.opened(changing=True) as opened, opened.ledger.several(by) as writes:
        importing = Importing(writes.connection, opened.keys.store)
        return importing.write(archive, here, answers, writes, go_on)


def _content(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as trouble:
        raise refused(trouble.strerror or str(trouble)) from trouble


def standard_seal(passphrase: str) -> tuple[str, Argon2Cost]:
    """Return how an archive is sealed today."""
    return passphrase, STANDARD_COST


def fresh_passphrase() -> str:
    """Return a passphrase to write down, of groups that are easily typed."""
    signs = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(signs) for _ in range(5)) for _ in range(4))
