"""Schema changes that the declarations cannot express, in order; never edited once released.

Migrations use SQL only: they must not change their meaning with the declarations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    Step = Callable[[Database], None]


class Steps:
    """The migrations in order; their number is the version of the schema."""

    def __init__(self) -> None:
        self._steps: list[Step] = []

    def __call__(self) -> Callable[[Step], Step]:
        """Return the decorator that appends a migration."""

        def declare(step: Step) -> Step:
            self._steps.append(step)
            return step

        return declare

    def __len__(self) -> int:
        return len(self._steps)

    def apply(self, db: Database) -> None:
        """Apply the migrations that the file has not had, each in its own transaction."""
        from sqlite_utils import Migrations

        known = Migrations("ledger")
        for step in self._steps:
            known()(step)
        known.apply(db)


MIGRATIONS = Steps()

JOURNAL = """
CREATE TABLE edit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    undoes INTEGER REFERENCES edit(id),
    undone_by INTEGER REFERENCES edit(id)
) STRICT;
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    edit INTEGER NOT NULL REFERENCES edit(id),
    table_name TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX change_edit ON change(edit);
CREATE INDEX change_record ON change(record_id, table_name);
CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    edit INTEGER REFERENCES edit(id),
    table_name TEXT NOT NULL,
    unit INTEGER,
    policy TEXT NOT NULL,
    undone_at TEXT
) STRICT;
CREATE TABLE import_file (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES import_batch(id),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    held INTEGER NOT NULL,
    rejected INTEGER NOT NULL
) STRICT;
CREATE INDEX import_file_sha256 ON import_file(sha256);
CREATE TABLE export_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    privacy TEXT NOT NULL,
    reason TEXT,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;
"""


@MIGRATIONS()
def journal_of_edits_imports_and_exports(db: Database) -> None:
    """Add the journal of edits, the imports and the log of exports."""
    for statement in JOURNAL.strip().split(";\n"):
        if statement.strip():
            db.execute(statement.rstrip(";"))


SEALS = """
CREATE TABLE seal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    quarter TEXT NOT NULL,
    version INTEGER NOT NULL,
    sealed_at TEXT NOT NULL,
    made_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    digest TEXT NOT NULL,
    contents BLOB NOT NULL,
    UNIQUE (quarter, version)
) STRICT;
CREATE TABLE seal_piece (
    digest TEXT PRIMARY KEY,
    data BLOB NOT NULL
) STRICT;
CREATE TRIGGER seal_stays BEFORE DELETE ON seal BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER seal_keeps BEFORE UPDATE ON seal BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER seal_piece_stays BEFORE DELETE ON seal_piece
    BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER seal_piece_keeps BEFORE UPDATE ON seal_piece
    BEGIN SELECT RAISE(ABORT, 'sealed'); END;
"""


@MIGRATIONS()
def sealed_quarters(db: Database) -> None:
    """Add the sealed versions of quarters, which triggers make immutable."""
    for statement in re.split(r";\n(?=CREATE)", SEALS.strip()):
        db.execute(statement.rstrip(";"))


@MIGRATIONS()
def drafts_of_imports(db: Database) -> None:
    """Add the draft of an import, so that closing the program does not lose it."""
    db.execute(
        "CREATE TABLE import_draft (id INTEGER PRIMARY KEY, at TEXT NOT NULL, draft TEXT NOT NULL)"
        " STRICT"
    )


SENDING = """
CREATE TABLE made_book (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    quarter TEXT NOT NULL,
    cells BLOB NOT NULL
) STRICT;
CREATE TABLE outbox (
    key TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    message_id TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT;
"""


@MIGRATIONS()
def books_given_out_and_the_outbox(db: Database) -> None:
    """Add the cells of exported workbooks and the state of each mail."""
    for statement in SENDING.strip().split(";\n"):
        db.execute(statement.rstrip(";"))


@MIGRATIONS()
def files_by_their_hash(db: Database) -> None:
    """Add the bytes of evidence (佐证), each file once by its SHA-256."""
    db.execute(
        "CREATE TABLE blob (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, data BLOB NOT NULL)"
        " STRICT"
    )


MEMORY = """
CREATE TABLE import_memory (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    table_name TEXT NOT NULL,
    unit INTEGER NOT NULL,
    subject TEXT NOT NULL,
    about TEXT NOT NULL,
    answer TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (kind, table_name, unit, subject, about)
) STRICT;
CREATE TABLE received (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    packed TEXT NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE TABLE import_sheet (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES import_batch(id),
    file INTEGER NOT NULL REFERENCES import_file(id),
    name TEXT NOT NULL,
    header_row INTEGER NOT NULL,
    columns TEXT NOT NULL
) STRICT;
CREATE INDEX import_sheet_batch ON import_sheet(batch);
CREATE TABLE import_origin (
    id INTEGER PRIMARY KEY,
    sheet INTEGER NOT NULL REFERENCES import_sheet(id),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE INDEX import_origin_sheet ON import_origin(sheet, first);
"""


@MIGRATIONS()
def received_files_and_where_values_came_from(db: Database) -> None:
    """Add the received files, the origin of imported values and the clerk's decisions."""
    for statement in MEMORY.strip().split(";\n"):
        db.execute(statement.rstrip(";"))


@MIGRATIONS()
def evidence_stays(db: Database) -> None:
    """Forbid deleting evidence: a sealed quarter may refer to it after its record is removed."""
    db.execute(
        "CREATE TRIGGER blob_stays BEFORE DELETE ON blob BEGIN SELECT RAISE(ABORT, 'kept'); END"
    )


@MIGRATIONS()
def one_day_by_which_a_quarter_is_sent(db: Database) -> None:
    """Merge the two columns for the days allowed for sending into the smaller value."""
    columns = {row[1] for row in db.execute("PRAGMA table_info(policy)")}
    if {"due_within", "report_within"} <= columns:
        db.execute("UPDATE policy SET report_within = min(report_within, due_within)")
        db.execute("ALTER TABLE policy DROP COLUMN due_within")


@MIGRATIONS()
def hours_by_day_and_person(db: Database) -> None:
    """Drop an index that a wider declared one replaces."""
    db.execute("DROP INDEX IF EXISTS service_record_served_on_activity_hours_corrects")


@MIGRATIONS()
def units_of_imported_files(db: Database) -> None:
    """Add the unit of each imported file: one import may hold several schools."""
    db.execute("ALTER TABLE import_file ADD COLUMN unit INTEGER")
