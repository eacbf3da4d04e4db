"""Every ledger that goes out as a sheet comes back: nothing lost, and what was changed is seen."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from exports.package import export_table
from people import id_number
from received_packages import letters
from storage.intake.pipeline import plan_import
from storage.intake.vocabulary.header_words import RECORD_NUMBER
from storage.model.period import Quarter
from storage.model.tables import BY_NAME, TABLES, VOLUNTEERS
from storage.model.tables.organization import ORGANIZATIONS
from storage.sending.export_log import last_exports
from storage.store.listing import Query, count
from storage.views.roster_views import ROSTERS

if TYPE_CHECKING:
    from pathlib import Path

    from storage.intake.rows.import_plan import Plan, PlannedRow
    from storage.model.schema import Column, Table
    from storage.store.store import Store

CHANGED = "改过.xlsx"
CUT_OFF = Quarter(2026, 3).cut_off
CALLED = [table.name for table in TABLES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("台账")


def given_out(county: Store, table: Table[Any], folder: Path, *, masked: bool = False) -> Path:
    path = folder / f"{table.name}{masked}.xlsx"
    export_table(county, Query(table), path, masked=masked)
    return path


def planned(county: Store, path: Path, table: Table[Any]) -> Plan:
    return plan_import(county, [path], table=table, policy="update")


@pytest.mark.parametrize("masked", [True, False])
@pytest.mark.parametrize("name", CALLED)
def test_what_a_ledger_gave_out_comes_back_as_nothing_new(county, folder, name, masked):
    table = BY_NAME[name]
    made = planned(county, given_out(county, table, folder, masked=masked), table)
    assert [file.failure for file in made.files] == [None]
    assert dict(made.counts) == {"unchanged": county.count(table)}
    assert [row.offered for row in made.rows() if row.offered] == []
    known = [p.message for row in made.rows() for p in row.problems if p.code != "contradiction"]
    assert known == []


@pytest.mark.parametrize("roster", ROSTERS, ids=lambda one: one.name)
def test_an_exported_roster_is_imported_again_and_only_changes_are_seen(county, folder, roster):
    path = folder / f"{roster.label}.xlsx"
    query = roster.query(CUT_OFF)
    export_table(
        county, query, path, masked=True, label=roster.label, columns=roster.columns
    )  # fmt: skip

    def brought(file: Path) -> Plan:
        implied = roster.constants
        return plan_import(county, [file], table=VOLUNTEERS, policy="update", implied=implied)

    assert dict(brought(path).counts) == {"unchanged": count(county, query)}
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    top = next(row for row in sheet.iter_rows() if row[0].value == RECORD_NUMBER)
    (school_class,) = [cell for cell in top if cell.value == VOLUNTEERS.by_name["class_name"].label]
    sheet.cell(top[0].row + 3, school_class.column).value = "新班"
    book.save(folder / CHANGED)
    offered = [row.offered for row in brought(folder / CHANGED).rows() if row.offered]
    assert [[(one.name, one.new) for one in each] for each in offered] == [[("class_name", "新班")]]


@pytest.mark.parametrize("name", CALLED)
def test_a_changed_cell_is_seen_or_refused_in_a_sentence(county, folder, name):
    table = BY_NAME[name]
    path = given_out(county, table, folder)
    columns = list(table.columns)
    while columns:
        changed = change_one_cell_a_row(county, path, table, columns)
        for row in planned(county, folder / CHANGED, table).rows():
            column = changed.get(row.row)
            if column is None:
                assert (row.outcome, row.offered) == ("unchanged", ())
            else:
                assert told(row, column), f"{column.label}: {row.outcome} {row.problems}"


def told(row: PlannedRow, column: Column) -> bool:
    """Whether the preview says that this field alone is otherwise, or why the cell is not taken."""
    others = [one.name for one in row.offered if one.name != column.name]
    seen = [one.name for one in row.offered if one.taken]
    kept_out = row.outcome in ("held", "rejected")
    said = [p for p in row.problems if kept_out or p.column in ("", column.name)]
    return not others and (seen == [column.name] or bool(said))


def change_one_cell_a_row(
    county: Store, path: Path, table: Table[Any], columns: list[Column]
) -> dict[int, Column]:
    """Change a cell in each row, each of another column; take those columns off the list."""
    book = openpyxl.load_workbook(path)
    cells = list(book.worksheets[0].iter_rows())
    top = next(at for at, row in enumerate(cells) if row[0].value == RECORD_NUMBER)
    changed = {}
    for row in cells[top + 1 :]:
        if columns:
            column = columns.pop()
            cell = row[1 + table.columns.index(column)]
            cell.value = other_than(county, column, cell.value)
            changed[cell.row] = column
    book.save(path.parent / CHANGED)
    return changed


def other_than(county: Store, column: Column, value: Any) -> Any:
    """Another sound value of the same kind."""
    kind = column.kind
    if kind.target:
        target = BY_NAME[kind.target]
        titles = [county.title_of(target, one) for one in county.find(target)]
        if target.nameless:
            titles = [target.number(one.id) for one in county.find(target)]
        return next((title for title in titles if title and title != value), "名录里没有")
    if kind.choices:
        return next(one for one in kind.choices if one != str(value))
    if kind.name in OTHERS:
        return OTHERS[kind.name](value)
    return f"{value or ''}另"


def later(value: Any) -> Any:
    return (value or date(2026, 3, 1)) + timedelta(days=1)


OTHERS = {
    "date": later,
    "partial_date": lambda value: "2001-02" if value != "2001-02" else "2001-03",
    "count": lambda value: (value or 0) + 1,
    "hours": lambda value: (value or 0) + 0.5,
    "money": lambda value: (value or 0) + 1,
    "phone": lambda value: "13900000077" if value != "13900000077" else "13900000078",
    "quarter": lambda value: "2025Q1" if value != "2025Q1" else "2025Q2",
    "time": lambda value: "07:10" if value != "07:10" else "07:20",
    "name": lambda value: "新人甲" if value != "新人甲" else "新人乙",
    "id_number": lambda _value: id_number("1999-09-09"),
    "credit_code": lambda _value: "52510411MJQ0000039",
}


@pytest.mark.parametrize("masked", [True, False])
def test_a_ledgers_list_can_be_exported(county, today, tmp_path, masked):
    path = tmp_path / "志愿者.xlsx"
    query = Query(VOLUNTEERS, typed="王", on=today)
    written = export_table(county, query, path, masked=masked)
    assert (written.path, written.size) == (path, path.stat().st_size)
    assert (">******<" in letters(path)) is masked
    planned = plan_import(county, [path], policy="update")
    assert set(planned.counts) == {"unchanged"}
    (noted,) = last_exports(county, 1)
    assert (noted.privacy, noted.name) == ("masked" if masked else "full", "志愿者.xlsx")


def test_every_ledger_can_be_exported(county, today, tmp_path):
    from storage.model.tables import TABLES

    for table in TABLES:
        path = tmp_path / f"{table.name}.xlsx"
        export_table(county, Query(table, on=today), path, masked=True)
        assert f">{table.columns[0].label}<" in letters(path)
    assert ORGANIZATIONS in TABLES
