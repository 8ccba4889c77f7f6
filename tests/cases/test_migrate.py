"""Migrations: in one transaction, a copy first, nothing lost, and a newer file left alone."""

import ast
import hashlib
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from navigator.cases.migrate import bring_up_to_date, migrations_folder, revision_of
from navigator.cases.sealed import sealed_engine
from navigator.cases.tables import LATEST, METADATA
from navigator.cases.trouble import CaseFileDamaged, FileTooNew, NotKept
from tests.cases.shelves import PASSPHRASE, RECORD, case_file, data_file, new_store
from tests.cases.written import FIXTURES

KEY = bytes(32)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def engine(tmp_path):
    made = sealed_engine(tmp_path / "cases.db", KEY)
    yield made
    made.dispose()


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def of_fixture(revision, tmp_path):
    shutil.copytree(FIXTURES / revision, tmp_path / "data")
    (tmp_path / "state").mkdir()
    return case_file(tmp_path)


def test_all_migrations_in_a_row_give_the_tables_that_the_program_expects(engine):
    bring_up_to_date(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_latest_revision_is_the_head_of_the_migrations():
    assert ScriptDirectory(str(migrations_folder())).get_heads() == [LATEST]


def test_every_revision_has_a_file_that_it_wrote():
    revisions = {one.revision for one in ScriptDirectory(str(migrations_folder())).walk_revisions()}
    assert {path.name for path in FIXTURES.iterdir()} == revisions


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_a_file_of_each_released_schema_opens_with_all_it_holds(revision, tmp_path):
    store = of_fixture(revision, tmp_path).unlock(PASSPHRASE)
    assert store.open(store.find()[0].number).record == RECORD
    assert store.verify_audit().faults == ()
    assert store.integrity() == ()
    store.lock()


def test_an_older_file_is_copied_first_still_encrypted(tmp_path):
    before = digest(FIXTURES / "0001" / "cases-fixture.db")
    of_fixture("0001", tmp_path).unlock(PASSPHRASE).lock()
    (copy,) = (tmp_path / "data").glob("before-*.db")
    assert digest(copy) == before
    assert case_file(tmp_path).older_copies() == (copy,)


def test_an_older_file_is_not_changed_by_reading_it(tmp_path):
    closed = of_fixture("0001", tmp_path)
    before = digest(data_file(tmp_path))
    with pytest.raises(NotKept, match="older version"):
        closed.unlock(PASSPHRASE, read_only=True)
    assert digest(data_file(tmp_path)) == before


def test_a_file_of_a_newer_program_is_refused_untouched(tmp_path):
    store = new_store(tmp_path)
    with store._opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.lock()
    names = sorted(path.name for path in (tmp_path / "data").iterdir())
    before = digest(data_file(tmp_path))
    for _ in range(2):
        with pytest.raises(FileTooNew, match="newer version of the program"):
            case_file(tmp_path).unlock(PASSPHRASE)
    assert digest(data_file(tmp_path)) == before
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == names


def script_folder(tmp_path, first, second, name="migrations"):
    """Two migrations of a test's own, run by the program's own `env.py`."""
    folder = tmp_path / name
    (folder / "versions").mkdir(parents=True)
    shutil.copy(migrations_folder() / "env.py", folder / "env.py")
    for revision, down, body in (("a", None, first), ("b", "a", second)):
        head = f"import sqlalchemy as sa\nfrom alembic import op\nrevision={revision!r}\n"
        code = f"{head}down_revision={down!r}\ndef upgrade():\n{textwrap.indent(body, '    ')}\n"
        (folder / "versions" / f"r{revision}.py").write_text(code)
    return folder


PARENT_AND_CHILD = """\
op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String))
op.create_table(
    "child",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("of", sa.Integer, sa.ForeignKey("parent.id", ondelete="CASCADE")),
)
op.execute("INSERT INTO parent VALUES (1, 'x')")
op.execute("INSERT INTO child VALUES (1, 1), (2, 1)")
"""
REMAKE_THE_PARENT = """\
with op.batch_alter_table("parent", recreate="always") as batch:
    batch.alter_column("a", nullable=False)
"""


def test_remaking_a_table_does_not_remove_the_rows_that_point_to_it(engine, tmp_path):
    folder = script_folder(tmp_path, PARENT_AND_CHILD, REMAKE_THE_PARENT)
    bring_up_to_date(engine, folder=folder, latest="a")
    bring_up_to_date(engine, folder=folder, latest="b")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM child").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_migration_that_fails_leaves_no_half_of_a_table(engine, tmp_path):
    failing = 'op.create_table("half", sa.Column("id", sa.Integer))\nop.execute("SELECT nonsense")'
    folder = script_folder(tmp_path, PARENT_AND_CHILD, failing)
    bring_up_to_date(engine, folder=folder, latest="a")
    with pytest.raises(Exception, match="nonsense"):
        bring_up_to_date(engine, folder=folder, latest="b")
    with engine.connect() as connection:
        assert revision_of(connection) == "a"
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'half'")
        assert tables.first() is None
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_migration_that_leaves_rows_pointing_nowhere_is_undone(engine, tmp_path):
    folder = script_folder(tmp_path, PARENT_AND_CHILD, 'op.execute("DELETE FROM parent")')
    bring_up_to_date(engine, folder=folder, latest="a")
    with pytest.raises(CaseFileDamaged, match="point to rows that are missing"):
        bring_up_to_date(engine, folder=folder, latest="b")
    with engine.connect() as connection:
        assert revision_of(connection) == "a"
        assert connection.exec_driver_sql("SELECT count(*) FROM parent").scalar() == 1


def test_a_folder_with_a_percent_sign_is_found(engine, tmp_path):
    folder = script_folder(tmp_path, PARENT_AND_CHILD, "pass", name="100%(here)s")
    assert bring_up_to_date(engine, folder=folder, latest="b")


def test_migrations_import_nothing_of_the_program():
    for path in migrations_folder().rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in getattr(node, "names", [])]
            names.append(getattr(node, "module", "") or "")
            assert not [one for one in names if isinstance(one, str) and "navigator" in one], path


FROM_A_SITE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from navigator.cases.case_file import SealedCaseFile
from navigator.cases.keys import Argon2Cost
folder = Path(sys.argv[2])
closed = SealedCaseFile(folder / "data", folder / "state", cost=Argon2Cost(8, 1, 1))
store = closed.unlock(sys.argv[3])
print(len(store.find()), store.verify_audit().faults)
store.lock()
"""


def test_an_installed_program_migrates_and_writes_nothing_into_its_own_folder(tmp_path):
    """As a wheel lies in a system: `db` and `resources` go into `navigator/_bundled`."""
    site = tmp_path / "site"
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "navigator", site / "navigator", ignore=unwanted)
    bundled = site / "navigator" / "_bundled" / "db"
    shutil.copytree(migrations_folder(), bundled / "migrations", ignore=unwanted)
    before = sorted(bundled.rglob("*"))
    of_fixture("0001", tmp_path)
    told = subprocess.run(
        [sys.executable, "-I", "-c", FROM_A_SITE, str(site), str(tmp_path), PASSPHRASE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout.strip() == "1 ()", told.stderr
    assert sorted(bundled.rglob("*")) == before


def test_what_travels_in_the_wheel_is_content_migrations_and_the_library():
    """`pyproject.toml` puts the whole of `db` into it; the build leaves byte code out."""
    kinds = {one.suffix for one in (ROOT / "db").rglob("*") if one.is_file()}
    assert kinds - {".pyc"} <= {".yaml", ".py", ".sqlite"}
    scripts = list((ROOT / "db").rglob("*.py"))
    assert all(migrations_folder() in one.parents for one in scripts)
