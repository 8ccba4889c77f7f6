"""The inside of an archive: one document and the files it names, packed.

Nothing is unpacked to the disk, and no name of it is ever used as a path.
"""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from navigator.cases.archive_trouble import ArchiveTooLarge, refused
from navigator.words import tr

DOCUMENT = "archive.json"
LARGEST_PACKED = 400_000_000
LARGEST_UNPACKED = 800_000_000
MOST_FILES = 100_000
STEEPEST = 200  # how many times larger a file may come out; text of a case packs 10 to 30 times
_FREE = 1_000_000  # below this many bytes it does not matter how well they were packed
_FILE = re.compile(r"files/([0-9a-f]{64})(\.pdf)?")
_SAME_DAY = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20


def packed(document: str, files: Mapping[str, bytes]) -> bytes:
    """Return the packed archive; the same content gives the same bytes.

    Args:
        document: The JSON text.
        files: By the SHA-256 of their bytes.

    Raises:
        ArchiveTooLarge: more than one archive takes.
    """
    size = len(document) + sum(len(one) for one in files.values())
    if size > LARGEST_UNPACKED or len(files) > MOST_FILES:
        words = tr("This is too much for one archive. Export fewer cases, or write a backup.")
        raise ArchiveTooLarge(words)
    tight = _zipped(document, files, zipfile.ZIP_DEFLATED)
    if size <= _FREE + len(tight) * STEEPEST:
        return tight
    # Cases that are all alike pack so well that reading would take them for a bomb.
    return _zipped(document, files, zipfile.ZIP_STORED)


def _zipped(document: str, files: Mapping[str, bytes], how: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(_info(DOCUMENT, how), document.encode("utf-8"))
        for name, content in sorted(files.items()):
            ending = ".pdf" if content.startswith(b"%PDF") else ""
            archive.writestr(_info(f"files/{name}{ending}", how), content)
    return out.getvalue()


def unpacked(content: bytes) -> tuple[str, dict[str, bytes]]:
    """Return the document and the files of a packed archive.

    Raises:
        ArchiveRefused: a name that leads outside, more than allowed comes out, or it was cut.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check(archive, len(content))
            document, files = b"", {}
            for info, data in _read(archive):
                if info.filename == DOCUMENT:
                    document = data
                else:
                    files[_digest(info.filename, data)] = data
        return document.decode("utf-8"), files
    except UnicodeDecodeError as fault:
        raise refused(tr("its document is no text in UTF-8")) from fault
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as fault:
        raise refused(tr("it is no archive of this program, or it was cut off")) from fault
    except (RuntimeError, ValueError) as fault:  # a file inside with a password or a strange size
        raise refused(tr("it is packed in a way that this program does not write")) from fault


def _check(archive: zipfile.ZipFile, size: int) -> None:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    for name in names:
        if name != DOCUMENT and _FILE.fullmatch(name) is None:
            raise refused(tr("it holds a file “{name}”, which no archive has", name=_shown(name)))
    if len(set(names)) != len(names):
        raise refused(tr("it holds a file twice"))
    if DOCUMENT not in names:
        raise refused(tr("it holds no document"))
    told = sum(info.file_size for info in infos)
    if told > LARGEST_UNPACKED or len(infos) > MOST_FILES or told > _FREE + size * STEEPEST:
        raise _bomb()


def _read(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Read what is there, never more than a file says it holds: what it says may be untrue."""
    for info in archive.infolist():
        with archive.open(info) as file:
            data = file.read(info.file_size + 1)
        if len(data) != info.file_size:
            raise _bomb()
        yield info, data


def _digest(name: str, data: bytes) -> str:
    found = _FILE.fullmatch(name)
    assert found is not None  # checked before
    if hashlib.sha256(data).hexdigest() != found[1]:
        raise refused(tr("a file in it was changed"))
    return found[1]


def _bomb() -> Exception:
    return refused(tr("unpacked it would be far larger than it is"))


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name[:60])


def _info(name: str, how: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _SAME_DAY)
    info.compress_type = how
    return info
