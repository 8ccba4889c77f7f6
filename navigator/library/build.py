"""Builds the library from the content, in a temporary file that then replaces the old one."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, create_engine, insert, text
from sqlalchemy.exc import DatabaseError

import navigator
from navigator.domain.problems import InputRefused, Problem, Severity, stops
from navigator.files import NotWritten, made_beside
from navigator.library import tables as t
from navigator.library.content import Content, read_content
from navigator.library.documents import document_rows, search_rows
from navigator.library.layout import GraphlayEngine, LayoutEngine, chart_of
from navigator.library.rows import Row, table_rows
from navigator.words import tr


class ContentRefused(InputRefused):
    """The content has faults that stop it; nothing was built."""


def build_library(
    folder: Path, path: Path, layout: LayoutEngine | None = None, *, private: bool = True
) -> tuple[Problem, ...]:
    """Build the library of a content folder.

    Args:
        folder: The content.
        path: The library's file; its folder must exist. What stood there is replaced only by
            a complete and checked library.
        layout: Draws the flowcharts; None for the one that the program comes with.
        private: False for a file that everybody may read, as in a package.

    Returns:
        The problems that do not stop it.

    Raises:
        ContentRefused: the content has faults; carries every problem.
        NotWritten: the file could not be written, in words.
    """
    content, problems = read_content(folder)
    if stops(problems):
        raise ContentRefused(problems)
    write_library(with_charts(content, layout or GraphlayEngine()), path, private=private)
    return problems


def with_charts(content: Content, layout: LayoutEngine) -> Content:
    """Return the content with every edition's flowchart laid out."""
    editions = {
        edition.id: replace(edition, chart=chart_of(edition, layout))
        for edition in content.editions.values()
    }
    return replace(content, editions=editions)


def write_library(content: Content, path: Path, *, private: bool = True) -> None:
    """Write a library; the same content gives the same bytes with the same SQLite.

    Args:
        content: Without faults, with charts.
        path: As for `build_library`.
        private: As for `build_library`.

    Raises:
        NotWritten: the file could not be written, in words.
    """
    with made_beside(path, private=private) as temporary:
        engine = create_engine(f"sqlite:///{temporary.as_posix()}")
        try:
            _fill(engine, content)
        except DatabaseError as trouble:
            raise NotWritten(
                tr(
                    "{file} could not be written: {reason}. What was there before is unchanged.",
                    file=path,
                    reason=trouble.orig,
                )
            ) from trouble
        finally:
            engine.dispose()


def _fill(engine: Engine, content: Content) -> None:
    with engine.connect() as connection:
        # The file is synced as a whole before it takes its place, and thrown away otherwise.
        connection.exec_driver_sql("PRAGMA journal_mode = OFF")
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        t.METADATA.create_all(connection)
        connection.exec_driver_sql(t.SEARCH_DDL)
        for table, rows in table_rows(content):
            _insert(connection, table, rows)
        _insert(connection, t.DOCUMENTS, list(document_rows(content)))
        connection.execute(text(t.SEARCH_INSERT), list(search_rows(content)))
        connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")
        _insert(connection, t.META, _meta(content))
        connection.commit()
        _check(connection)


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _meta(content: Content) -> list[Row]:
    values = {
        "digest": content.digest,
        "format": str(t.FORMAT),
        "program": navigator.__version__,
        **{f"count {name}": str(number) for name, number in content.counts.items()},
    }
    return [{"name": name, "value": value} for name, value in values.items()]


def _check(connection: Connection) -> None:
    """Look over the finished file, before it takes the place of one that worked."""
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('integrity-check')")
    answer = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    connection.commit()
    assert answer == "ok", answer
    assert not orphans, orphans


def main(arguments: Sequence[str]) -> int:
    """Build a library and say how it went; 1 where the content has faults or nothing is written.

    Args:
        arguments: The content's folder ("db/content" if not given) and the file to write
            ("library.sqlite" beside that folder if not given).
    """
    folder = Path(arguments[0] if arguments else "db/content")
    path = Path(arguments[1]) if len(arguments) > 1 else folder.parent / "library.sqlite"
    try:
        problems = build_library(folder, path, private=False)
    except ContentRefused as refused:
        faults = [one for one in refused.problems if one.severity is Severity.STOP]
        sys.stderr.write("".join(f"{problem}\n" for problem in faults))
        return 1
    except NotWritten as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    sys.stdout.write(f"{path}: {path.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
