"""A long roster imported into a ledger of many people, and the import taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.bench.county import FIELDS, HEADERS, copy_of_ledger, ledger, roster
from tests.bench.measuring import Case, Figure, Setting, Times, timed

SCHOOL = "渔门中学"


def prepare(setting: Setting) -> None:
    ledger(setting.people)
    roster(_roster(setting), setting.rows)


def _roster(setting: Setting) -> Path:
    return setting.path / f"roster-{setting.rows}.xlsx"


def _kept(setting: Setting) -> Path:
    return setting.path / "imported.db"


def import_it(setting: Setting) -> Times:
    """Read in the worker process, clean, judge, keep, with journal and search index."""
    from storage.intake.apply.batch import apply_plan
    from storage.intake.pipeline import plan_import
    from storage.store.store import Store

    path = copy_of_ledger(setting.people, _kept(setting))
    times: Times = {}
    with Store(path) as store:
        with timed(times, "import"):
            made = plan_import(store, [_roster(setting)], SCHOOL)
            batch = apply_plan(store, made)
        assert batch.counts["created"] > 0.99 * setting.rows, (
            batch.counts
        )  # a namesake is asked about
    return times


def take_back(setting: Setting) -> Times:
    """Take back what the side before this one has kept."""
    from storage.intake.apply.batch import undo_batch
    from storage.store.store import Store

    path = Path(shutil.copyfile(_kept(setting), setting.path / "undone.db"))
    times: Times = {}
    with Store(path) as store:
        with timed(times, "undo"):
            undone = undo_batch(store, 1)
        assert undone.removed > 0.99 * setting.rows, undone
    return times


def import_barely(setting: Setting) -> Times:
    """calamine in this process, then executemany of what it read, as it is."""
    from python_calamine import CalamineWorkbook

    from storage.store.store import Store

    path = copy_of_ledger(setting.people, setting.path / "bare.db")
    times: Times = {}
    places = ", ".join("?" * len(FIELDS))
    sql = f"INSERT INTO volunteer ({', '.join(FIELDS)}) VALUES ({places})"
    with Store(path) as store:
        connection = store.connection
        with timed(times, "import"):
            rows = CalamineWorkbook.from_path(_roster(setting)).get_sheet_by_index(0).to_python()
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(sql, ([cell or None for cell in row[1:]] for row in rows[1:]))
            connection.execute("COMMIT")
        assert rows[0] == list(HEADERS)
        assert connection.total_changes >= setting.rows
    return times


def only_read(setting: Setting) -> Times:
    """Nothing but calamine."""
    from python_calamine import CalamineWorkbook

    times: Times = {}
    with timed(times, "read"):
        rows = CalamineWorkbook.from_path(_roster(setting)).get_sheet_by_index(0).to_python()
    assert len(rows) == setting.rows + 1
    return times


def _figures(setting: Setting) -> tuple[Figure, ...]:
    what = f"导入 {setting.rows:,} 行到 {setting.people:,} 人的台账"
    return (
        Figure(what, "ours.import", "bare.import", aim=3),
        Figure(f"{what}：内存（与只读表相比）", "ours.MB", "calamine.MB", aim=2),
        Figure("撤销这次导入（与导入相比）", "undo.undo", "ours.import", aim=1),
    )


CASE = Case(
    name="import",
    sides={"ours": import_it, "undo": take_back, "bare": import_barely, "calamine": only_read},
    figures=_figures,
    prepare=prepare,
)
