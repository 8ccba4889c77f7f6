"""Content from anybody: whatever stands in a file, it is a fault at a place and never a crash."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.library.content import read_content
from navigator.library.yaml_reader import read_yaml_bytes
from tests.library.packs import FILES, write_pack

WHOLE = [text.encode() for text in FILES.values()]
TOKENS = re.compile(
    r"(?<=: )[^\n,{}\[\]]+|\[[^\[\]]*\]|\{[^{}]*\}|(?<=- )[a-z_]+(?=:)|[a-z_]+(?=: )"
)
STRANGE = [
    "null", "[]", "{}", "-1", "0", "true", '""', "2027-05-31", "[1, 2]", "{en: 1}", "[null]",
    "1.5", "x", "{a: {b: c}}", "[[1, 2], [3]]", "{id: 1}", "[{id: []}]", '"{name}"', "'%s {} {0}'",
    '"\\uD800"', '"\\U00110000"', '"\\UFFFFFFFF"', '"\\x00"', '"\\u202e"', "99999999999999999999",
    "otherwise", "é" * 400, "(" * 300, "not " * 200 + "x", "1" * 15, "-0", "{en: x, fr: null}",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_bytes_that_fell_over_are_never_a_crash(data):
    content = bytearray(data.draw(st.sampled_from(WHOLE)))
    for _ in range(data.draw(st.integers(1, 4))):
        where = data.draw(st.integers(0, len(content) - 1))
        content[where : where + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    read_yaml_bytes(bytes(content), "a.yaml")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_never_a_crash(content):
    located, problems = read_yaml_bytes(content, "a.yaml")
    assert located.value is not None or problems or content.strip() in {b"null", b"~"}


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_anything_in_the_place_of_anything_is_a_fault_or_fine(data):
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = FILES[name]
    spans = [found.span() for found in TOKENS.finditer(text)]
    start, end = data.draw(st.sampled_from(spans))
    changed = text[:start] + data.draw(st.sampled_from(STRANGE)) + text[end:]
    with TemporaryDirectory() as folder:
        _, problems = read_content(
            write_pack(Path(folder), **{name.removesuffix(".yaml").replace("/", "__"): changed})
        )
    for one in problems:
        assert one.message
        assert one.place.file.startswith(folder)


@pytest.mark.parametrize(
    "escape", ['"\\x00"', '"\\uD800"', '"\\u202e"', '"a\\tb"', '"\\x1b[31m"', '"\\ufeff"']
)
def test_a_sign_that_nobody_sees_is_refused_when_it_is_written_as_an_escape_too(escape):
    _, problems = read_yaml_bytes(f"a: {escape}\n".encode(), "a.yaml")
    assert [(one.code, one.place.line, one.place.column) for one in problems] == [
        ("hidden-sign", 1, 4)
    ]


@pytest.mark.parametrize("escape", ['"\\U00110000"', '"\\UFFFFFFFF"', '"\\q"'])
def test_an_escape_that_means_nothing_is_refused(escape):
    _, problems = read_yaml_bytes(f"a: {escape}\n".encode(), "a.yaml")
    assert [one.code for one in problems] == ["syntax"]
