"""Schema changes: applied once, in order, with the same result for old and new files."""

import pytest
from sqlite_utils import Database

from storage.ledger.database import VERSION
from storage.ledger.driver import IntegrityError, connect, database
from storage.ledger.migrations import MIGRATIONS, Steps
from storage.model.tables import POLICIES
from storage.store.store import Store

TABLES = {
    "edit", "change", "import_batch", "import_file", "export_log", "seal", "seal_piece",
    "import_draft", "made_book", "outbox", "blob", "import_memory", "received", "import_sheet",
    "import_origin",
}  # fmt: skip


@pytest.fixture
def db():
    """A file in memory with all migrations applied and none of the declared tables."""
    connection = connect(":memory:", isolation_level=None)
    made = database(connection)
    MIGRATIONS.apply(made)
    yield made
    connection.close()


def test_the_version_is_the_number_of_migrations_and_each_is_taken_once(db):
    def taken():
        return [
            row["name"] for row in db.query("SELECT name FROM _sqlite_migrations ORDER BY rowid")
        ]

    assert len(taken()) == len(MIGRATIONS) == VERSION
    before = taken()
    MIGRATIONS.apply(db)
    assert taken() == before
    assert before[0] == "journal_of_edits_imports_and_exports"


def test_the_tables_that_are_no_records_are_made(db):
    assert set(db.table_names()) >= TABLES
    assert {table for table in TABLES if not db[table].strict} == set()
    assert "unit" in db["import_file"].columns_dict


def test_an_edit_s_changes_need_their_edit(db):
    db.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        db.execute("INSERT INTO change (edit, table_name, record_id) VALUES (9, 'unit', 1)")


def test_evidence_is_never_deleted(db):
    db.execute("INSERT INTO blob VALUES ('00', 1, x'00')")
    with pytest.raises(IntegrityError, match="kept"):
        db.execute("DELETE FROM blob")


def test_a_failed_migration_leaves_the_ones_before_it(db):
    steps = Steps()

    @steps()
    def first(changed: Database) -> None:
        changed.execute("CREATE TABLE first (x)")

    @steps()
    def second(changed: Database) -> None:
        changed.execute("CREATE TABLE second (x)")
        raise LookupError

    with pytest.raises(LookupError):
        steps.apply(db)
    assert "first" in db.table_names()
    assert "second" not in db.table_names()


@pytest.mark.parametrize(("first", "second", "kept"), [(10, 15, 10), (20, 15, 15), (7, 7, 7)])
def test_of_two_days_by_which_a_quarter_is_sent_the_earlier_remains(store, first, second, kept):
    path = store.path
    store.connection.execute("ALTER TABLE policy ADD COLUMN due_within INTEGER NOT NULL DEFAULT 10")
    store.connection.execute("UPDATE policy SET due_within = ?, report_within = ?", (first, second))
    step = "one_day_by_which_a_quarter_is_sent"
    store.connection.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (step,))
    store.connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    store.close()
    with Store(path) as opened:
        assert {one.report_within for one in opened.find(POLICIES)} == {kept}
        assert "due_within" not in next(opened.rows("SELECT * FROM policy"))
