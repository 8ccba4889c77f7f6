"""The case inside a plan, and the seal that tells whether a byte of the file was changed.

The seal is no signature: it tells a change from the file as it was written, not who wrote it.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from navigator.domain.plan_file import PlanFile
from navigator.words import tr

CASE_NAME = "case.json"
LARGEST_CASE = 1_000_000  # bytes, unpacked

_ID = re.compile(rb"/ID\s*\[<[0-9a-fA-F]{32}><[0-9a-fA-F]{32}>\]\n(?:%[^\n]*\n)?")
_SEAL = re.compile(rb"/ID \[<([0-9a-f]{32})><([0-9a-f]{32})>\]\n")
_SEALED = b"/ID [<%b><%b>]\n"
_EMBEDDED = re.compile(rb"/Type\s*/EmbeddedFile(?![A-Za-z])")
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 2048  # bytes around the mark in which a stream's dictionary stands
_LOOKED_AT = 20
_TRAILER = 4096


def attach_case(canvas: Canvas, case: str) -> None:
    """Put the case into the file as an attachment; before the canvas is saved."""
    content = case.encode("utf-8", "backslashreplace")
    document: Any = canvas._doc  # noqa: SLF001  (the canvas has no word for attachments)
    stream = PDFStream(
        PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                "Params": PDFDictionary({"Size": len(content)}),
            }
        ),
        content,
        filters=[PDFZCompress],
    )
    file = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(CASE_NAME),
            "UF": PDFString(CASE_NAME),
            "Desc": PDFString(tr("The case of this plan")),
            "EF": PDFDictionary({"F": document.Reference(stream)}),
        }
    )
    names = PDFArray([PDFString(CASE_NAME), document.Reference(file)])
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": names})})


def sealed(pdf: bytes) -> bytes:
    """Return the file with its own SHA-256 in the two halves of its identifier."""
    found = _last(_ID, pdf)
    assert found is not None  # ReportLab writes one into every file
    return _with_seal(pdf, found, _digest(pdf, found))


def plan_file(pdf: bytes) -> PlanFile | None:
    """Return the case that a file carries; None where it carries none.

    Args:
        pdf: Any bytes at all; nothing in them is believed and no more is unpacked than a case
            can be long.
    """
    found = None
    for content in _attachments(pdf):
        if content.lstrip().startswith(b'{\n "navigator_plan"'):
            found = PlanFile(content, _seal_holds(pdf))
    return found


def _attachments(pdf: bytes) -> Iterator[bytes]:
    """Yield the unpacked attachments, the first ones only."""
    for at, mark in enumerate(_EMBEDDED.finditer(pdf)):
        if at == _LOOKED_AT:
            return
        begins = _STREAM.search(pdf, mark.end(), mark.end() + _DICTIONARY)
        if begins is None:
            continue
        head = pdf[max(0, mark.start() - _DICTIONARY) : begins.start()].rpartition(b" obj")[2]
        content = _unpacked(pdf, begins.end(), packed=b"FlateDecode" in head)
        if content is not None:
            yield content


def _unpacked(pdf: bytes, start: int, *, packed: bool) -> bytes | None:
    """Return the content of a stream; None where it is broken or too long."""
    if not packed:
        end = pdf.find(b"endstream", start, start + LARGEST_CASE)
        return pdf[start:end].rstrip(b"\r\n") if end >= 0 else None
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(memoryview(pdf)[start:], LARGEST_CASE)
    except zlib.error:
        return None
    return content if unpacker.eof else None


def _seal_holds(pdf: bytes) -> bool:
    found = _last(_SEAL, pdf)
    return found is not None and _digest(pdf, found) == found[1] + found[2]


def _digest(pdf: bytes, identifier: re.Match[bytes]) -> bytes:
    """Return the SHA-256 of the file without its identifier, in hex digits."""
    return hashlib.sha256(_with_seal(pdf, identifier, b"0" * 64)).hexdigest().encode()


def _with_seal(pdf: bytes, identifier: re.Match[bytes], digest: bytes) -> bytes:
    start, end = identifier.span()
    return b"".join((pdf[:start], _SEALED % (digest[:32], digest[32:]), pdf[end:]))


def _last(pattern: re.Pattern[bytes], pdf: bytes) -> re.Match[bytes] | None:
    """Return where the file's identifier stands: the last one, near the end."""
    found = list(pattern.finditer(pdf, max(0, len(pdf) - _TRAILER)))
    return found[-1] if found else None
