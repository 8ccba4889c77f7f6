"""The one way in which the program writes a file."""

import errno
import os
import stat

import pytest

from navigator.files import NotWritten, atomic_write


def test_what_was_written_is_read_back(tmp_path):
    atomic_write(tmp_path / "plan.pdf", b"new")
    assert (tmp_path / "plan.pdf").read_bytes() == b"new"


def test_a_private_file_is_readable_for_its_owner_only(tmp_path):
    atomic_write(tmp_path / "plan.pdf", b"new")
    assert stat.S_IMODE((tmp_path / "plan.pdf").stat().st_mode) == 0o600


@pytest.mark.parametrize("failing", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, failing):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")

    def full(*_arguments, **_keywords):
        raise OSError(errno.ENOSPC, "No space left on device")

    if failing == "write":
        monkeypatch.setattr(type(path), "write_bytes", full)
    elif failing == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(os, "replace", full)
        monkeypatch.setattr(type(path), "replace", full)
    with pytest.raises(NotWritten, match="No space left"):
        atomic_write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["plan.pdf"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(NotWritten, match="nowhere"):
        atomic_write(tmp_path / "nowhere" / "plan.pdf", b"new")


def test_a_link_is_replaced_and_what_it_pointed_to_is_left_alone(tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"other")
    link = tmp_path / "plan.pdf"
    link.symlink_to(other)
    atomic_write(link, b"new")
    assert other.read_bytes() == b"other"
    assert link.read_bytes() == b"new"
    assert not link.is_symlink()


def test_a_folder_that_cannot_be_confirmed_is_told_although_the_file_is_there(
    tmp_path, monkeypatch
):
    path = tmp_path / "plan.pdf"
    real = os.fsync

    def only_files(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        real(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    with pytest.raises(NotWritten, match="did not confirm"):
        atomic_write(path, b"new")
    assert path.read_bytes() == b"new"
