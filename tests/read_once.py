"""Reads each file of content once for a run of tests: YAML takes nearly all of a check's time."""

from contextlib import contextmanager

import pytest

from navigator.library import content


@contextmanager
def reading_once():
    """Keep what a file gave as long as its bytes stay the same; a changed file is read again."""
    known = {}
    true = content.read_yaml

    def remembering(path, *named):
        key = (path, path.read_bytes(), named)
        if key not in known:
            known[key] = true(path, *named)
        return known[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(content, "read_yaml", remembering)
        yield
