"""Looks for words in files, in every form in which a program may have written them."""

import base64
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_MOST_UNPACKED = 20_000_000


def forms(word: str) -> Iterator[tuple[str, bytes]]:
    """Yield the forms of a word by name; letters are compared as small ones."""
    low = word.lower()
    yield "plain", low.encode()
    yield "UTF-16", low.encode("utf-16-le")
    yield "UTF-16 the other way", low.encode("utf-16-be")
    yield "escaped", json.dumps(low)[1:-1].encode()
    yield "in an address", quote(low).lower().encode()
    yield "hex", word.encode().hex().encode()
    # A word of one language may stand in a code page of Windows or as an octal string of a PDF.
    yield "Latin-1", low.encode("latin-1", "replace")


def in_base64(word: str) -> Iterator[bytes]:
    """Yield the middle of a word in base64, for each place where it may begin."""
    for start in range(3):
        text = base64.b64encode(b"\0" * start + word.encode())
        yield text[4 if start else 0 : -4]


def found_in(content: bytes, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each word that stands in some bytes, with its form."""
    low = content.lower()
    for name, word in words.items():
        form = next((form for form, wanted in forms(word) if wanted in low), None)
        if form is not None:
            yield name, form
        if len(word) > 8 and any(wanted in content for wanted in in_base64(word)):
            yield name, "base64"


def unpacked(content: bytes) -> Iterator[bytes]:
    """Yield what was packed with zlib somewhere in the bytes, a stream of a PDF for example."""
    for start in _PACKED.finditer(content):
        try:
            yield zlib.decompressobj().decompress(content[start.start() :], _MOST_UNPACKED)
        except zlib.error:
            continue


def hits(folder: Path, words: Mapping[str, str], *apart: Path) -> list[str]:
    """Return every place below a folder where a word stands, names of files included.

    Args:
        folder: All files below it are read.
        words: By the name under which a hit is told.
        apart: Folders that are left out.
    """
    told = []
    for file in sorted(folder.rglob("*")):
        if any(one == file or one in file.parents for one in apart):
            continue
        place = file.relative_to(folder)
        told += [f"{place}, its name: {one}" for one, _ in found_in(str(place).encode(), words)]
        if file.is_symlink() or not file.is_file():
            continue
        content = file.read_bytes()
        told += [f"{place}: {one} ({form})" for one, form in found_in(content, words)]
        for part in unpacked(content):
            told += [f"{place}: {one} (packed)" for one, _ in found_in(part, words)]
    return told
