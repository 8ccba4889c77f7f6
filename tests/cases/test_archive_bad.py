"""Archives that cannot be taken: one clear sentence each, and nothing imported."""

import json
import zipfile
from io import BytesIO

import pytest

from navigator.cases import archive_pack, archive_seal
from navigator.cases.archive import export_cases, import_archive, read_archive
from navigator.cases.archive_trouble import ArchiveRefused, WrongArchivePassphrase
from navigator.domain.facts import Identity, PatientRecord
from tests.cases.archives import SEAL, assessment, plan
from tests.cases.shelves import OTHER, RECORD, new_store


@pytest.fixture
def first(tmp_path):
    store = new_store(tmp_path / "first")
    store.add_patient(RECORD, "AB")
    store.keep_assessment(1, assessment(), "AB")
    store.keep_plan(1, plan(), "AB")
    store.attach(1, "letter.txt", "text/plain", b"a letter", "AB")
    yield store
    store.lock()


def sealed_file(path, packed):
    path.write_bytes(b"".join(archive_seal.sealed(packed, *SEAL)))
    return path


def document_of(store, tmp_path):
    path = tmp_path / "whole.zip"
    export_cases(store, None, path, "AB", None)
    return archive_pack.unpacked(path.read_bytes())


def refusal(path, passphrase=SEAL[0]):
    with pytest.raises(ArchiveRefused) as told:
        read_archive(path, passphrase)
    words = str(told.value)
    assert words.endswith(("Nothing was imported.", "import it with that version."))
    assert "\n" not in words
    return words


def test_another_passphrase_opens_nothing(first, tmp_path):
    export_cases(first, None, tmp_path / "sealed", "AB", SEAL)
    for wrong in (OTHER, None):
        with pytest.raises(WrongArchivePassphrase):
            read_archive(tmp_path / "sealed", wrong)


@pytest.mark.parametrize("kept", [0, 4, 11, 40, 0.5, -1])
def test_a_cut_one_is_refused(first, tmp_path, kept):
    path = tmp_path / "sealed"
    export_cases(first, None, path, "AB", SEAL)
    content = path.read_bytes()
    path.write_bytes(content[: int(kept * len(content))] if kept == 0.5 else content[:kept])
    refusal(path)


def test_a_changed_byte_is_refused(first, tmp_path):
    path = tmp_path / "sealed"
    export_cases(first, None, path, "AB", SEAL)
    content = bytearray(path.read_bytes())
    content[-40] ^= 1
    path.write_bytes(content)
    assert "cut off or changed" in refusal(path)


def test_parts_cannot_be_left_out():
    parts = list(archive_seal.sealed(bytes(3 << 20), *SEAL))
    assert len(archive_seal.unsealed(b"".join(parts), SEAL[0])) == 3 << 20
    for left in (parts[:-1], [*parts[:2], *parts[3:]], [*parts[:2], parts[3], parts[2], parts[4]]):
        with pytest.raises(ArchiveRefused):
            archive_seal.unsealed(b"".join(left), SEAL[0])


def test_a_newer_version_says_so(first, tmp_path):
    document, files = document_of(first, tmp_path)
    newer = json.dumps({**json.loads(document), "format": 2})
    words = refusal(sealed_file(tmp_path / "newer", archive_pack.packed(newer, files)))
    assert "newer version" in words
    head = json.dumps({"format": 2}).encode()
    outer = tmp_path / "outer"
    outer.write_bytes(archive_seal.MAGIC + len(head).to_bytes(4, "big") + head)
    assert "newer version" in refusal(outer)


def test_a_header_that_asks_for_all_the_memory_is_refused(tmp_path):
    told = {"format": 1, "salt": "A" * 22 + "==", "nonce": "A" * 10 + "==",
            "argon2id": [4_194_304, 1_000, 1]}  # fmt: skip
    head = json.dumps(told).encode()
    path = tmp_path / "greedy"
    path.write_bytes(archive_seal.MAGIC + len(head).to_bytes(4, "big") + head + bytes(64))
    refusal(path)


@pytest.mark.parametrize(
    "name", ["../../outside", "/etc/passwd", "files/../x", "C:\\x", "files/" + "g" * 64, "x\x1b[2J"]
)
def test_a_path_outside_is_refused(tmp_path, name):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive.json", "{}")
        archive.writestr(name, "x")
    words = refusal(sealed_file(tmp_path / "outside", out.getvalue()))
    assert "which no archive has" in words
    assert words.isprintable()


def test_a_bomb_is_refused_by_what_comes_out(tmp_path):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive.json", b" " * 50_000_000)
    assert "far larger" in refusal(sealed_file(tmp_path / "bomb", out.getvalue()))


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive.json", b" " * 50_000_000)
    small = out.getvalue().replace((50_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    refusal(sealed_file(tmp_path / "bomb", small))


def test_what_packs_too_well_is_written_so_that_it_is_read_again():
    alike = '{"a": "b"}' * 300_000
    assert archive_pack.unpacked(archive_pack.packed(alike, {}))[0] == alike


def text_refused(tmp_path, text, files=None):
    return refusal(sealed_file(tmp_path / "bad", archive_pack.packed(text, files or {})))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no JSON"),
        ("[]", "no JSON object"),
        ('{"a": 1, "a": 2}', "stands twice"),
        ('{"a": NaN}', "no number"),
        ("[" * 100_000, "nested"),
        ("{}", "not as this program writes it"),
    ],
)
def test_a_document_that_is_none_is_refused(tmp_path, text, told):
    assert told in text_refused(tmp_path, text)


def changed(document, *path_and_value):
    *path, last, value = path_and_value
    told = json.loads(document)
    inner = told["patients"][0]
    for step in path:
        inner = inner[step]
    inner[last] = value
    return json.dumps(told)


@pytest.mark.parametrize(
    "change",
    [
        ("facts", 0, "value", {"number": "NaN"}),
        ("facts", 0, "value", {"number": "Infinity"}),
        ("facts", 0, "value", {"strange": 1}),
        ("facts", 0, "value", 1.5),
        ("facts", 0, "taken_on", "2026-02-30"),
        ("facts", 0, "taken_on", 7),
        ("facts", 0, "element", "../lvef"),
        ("facts", 0, "stands", 1),
        ("facts", 0, "supersedes", 1),
        ("facts", 0, "at", "2026-11-23T09:00:00"),
        ("facts", 0, "by", ["AB"]),
        ("facts", 0, "more", 1),
        ("parts", 0, "kind", "nonsense"),
        ("parts", 0, "body", {"name": 7}),
        ("parts", 0, "body", {"name": "a\u0000b"}),
        ("parts", 0, "body", {"unheard": "of"}),
        ("parts", 0, "number", -1),
        ("assessments", 0, "regimens", "TDM1"),
        ("plans", 0, "sha256", "0" * 64),
        ("plans", 0, "size", 3),
        ("attachments", 0, "name", "../../letter.txt"),
        ("marks", 0, "short"),
        ("number", True),
        ("facts", None),
    ],
)
def test_a_value_that_is_not_as_we_write_it_is_refused_with_its_place(first, tmp_path, change):
    document, files = document_of(first, tmp_path)
    words = text_refused(tmp_path, changed(document, *change), files)
    assert "patients[0]" in words


def test_a_patient_twice_in_one_archive_is_refused(first, tmp_path):
    document, files = document_of(first, tmp_path)
    told = json.loads(document)
    told["patients"] *= 2
    assert "twice" in text_refused(tmp_path, json.dumps(told), files)


def test_text_that_looks_like_markup_is_text(first, tmp_path):
    name = "<b>Bold</b> & <script>alert(1)</script> =1+1"
    source = new_store(tmp_path / "third")
    source.add_patient(PatientRecord(identity=Identity(name)), "AB")
    path = tmp_path / "carried"
    export_cases(source, None, path, "AB", SEAL)
    import_archive(first, read_archive(path, SEAL[0]), {}, "CD")
    assert first.open(2).record.identity.name == name
    source.lock()


def test_a_file_of_another_program_is_refused(tmp_path):
    path = tmp_path / "other"
    path.write_bytes(b"\x89PNG\r\n")
    refusal(path)
    assert "No such file" in refusal(tmp_path / "missing")
