"""The SQLite driver and the meaning of its errors."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from storage.ledger import driver
from storage.ledger.driver import code_of, connect, database, is_write_error, rows, value

ROOT = Path(__file__).parents[3]


@pytest.fixture
def connection():
    made = connect(":memory:", isolation_level=None)
    made.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    made.executemany("INSERT INTO person (name) VALUES (?)", [("甲",), ("乙",)])
    yield made
    made.close()


def test_rows_are_mappings_and_a_value_is_the_first_of_the_first(connection):
    sql = "SELECT id, name FROM person WHERE id <= :most ORDER BY id"
    assert list(rows(connection, sql, {"most": 2})) == [
        {"id": 1, "name": "甲"}, {"id": 2, "name": "乙"},
    ]  # fmt: skip
    assert value(connection, "SELECT name, id FROM person WHERE id = ?", (2,)) == "乙"
    assert value(connection, "SELECT name FROM person WHERE id = 9") is None


def test_sqlite_utils_works_on_the_same_connection(connection):
    made = database(connection)
    assert made.conn is connection
    assert made["person"].count == 2


def test_sqlite_utils_finds_this_driver_wherever_it_is_imported_first():
    program = (
        "import storage.ledger.driver as driver, sqlite_utils.utils as utils;"
        "print(utils.sqlite3.connect is driver.connect,"
        " utils.OperationalError is driver.OperationalError)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True,
                          text=True, check=True)  # fmt: skip
    assert done.stdout.split() == ["True", "True"]


def test_the_code_of_an_error_is_sqlites_own_without_its_extension(connection):
    with pytest.raises(driver.IntegrityError) as refused:
        connection.execute("INSERT INTO person VALUES (1, '丙')")
    assert code_of(refused.value) == sqlite3.SQLITE_CONSTRAINT
    assert code_of(ValueError()) == 0


def test_a_file_that_cannot_be_opened_or_is_none_has_its_code(tmp_path):
    with pytest.raises(driver.OperationalError) as closed:
        connect(str(tmp_path / "没有" / "a.db"))
    assert code_of(closed.value) in driver.CANNOT_OPEN
    (tmp_path / "b.db").write_bytes(b"no database" * 500)
    broken = connect(str(tmp_path / "b.db"))
    with pytest.raises(driver.DatabaseError) as damaged:
        broken.execute("SELECT * FROM sqlite_master")
    assert code_of(damaged.value) in driver.CORRUPT
    broken.close()


def test_a_disk_error_counts_as_a_write_error_unless_sqlite_was_reading():
    error = driver.OperationalError("disk I/O error")
    for code, expected in ((266, False), (522, False), (778, True), (1034, True)):
        error.sqlite_errorcode = code  # SQLITE_IOERR_READ, _SHORT_READ, _WRITE, _FSYNC
        assert is_write_error(error) == expected, code
        assert code_of(error) in driver.BROKEN_DISK
