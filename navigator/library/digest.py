"""What the content's files are, and one number that changes when any of them does."""

import hashlib
from pathlib import Path

PACK = "pack.yaml"


def pack_folders(folder: Path) -> list[Path]:
    """Return the packs in `folder`, which may be a pack itself, in order of name."""
    if (folder / PACK).is_file():
        return [folder]
    return sorted(part.parent for part in folder.glob(f"*/{PACK}"))


def holds_content(folder: Path) -> bool:
    """Tell whether there is content in `folder` at all."""
    return bool(pack_folders(folder))


def yaml_files(folder: Path) -> list[Path]:
    """Return every YAML file below `folder`, in order of name."""
    found = (path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"})
    return sorted((path for path in found if path.is_file()), key=lambda path: path.as_posix())


def content_digest(folder: Path) -> str:
    """Return the SHA-256 over names and bytes of every YAML file, 64 hex digits.

    Names are relative to `folder`, sorted, and each followed by the length of its file, so
    that moving a byte from one file to the next makes another digest.
    """
    digest = hashlib.sha256()
    for path in yaml_files(folder):
        content = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
