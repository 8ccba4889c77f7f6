"""Folders in memory: no test here is about the power, and waiting for the disk is most of one."""

import tempfile
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")


class Folders:
    """Fresh folders that go when the run ends."""

    def __init__(self, root):
        self.root = root

    def mktemp(self, name):
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.root))


@pytest.fixture(scope="session")
def tmp_path_factory():
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as root:
        yield Folders(root)


@pytest.fixture
def tmp_path(tmp_path_factory):
    return tmp_path_factory.mktemp("test")
