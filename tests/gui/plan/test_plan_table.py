from datetime import date

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from gui.plan import plan_table as plan
from gui.plan.plan_import import COLUMNS, NoticeRowsTable
from gui.plan.plan_table import PlanTable
from storage.model.period import Quarter
from storage.model.tables import PLAN_PROGRESS
from storage.model.tables.plan import PlanProgress
from storage.plan.plan_progress import plan_status
from storage.plan.year_plan import plan_on, rows_of

Q3 = Quarter(2026, 3)


@pytest.fixture
def found(store):
    return plan_status(store, Q3, date(2026, 10, 1), ())


def test_the_model_obeys_the_rules_of_item_models(qtbot, found):
    model = PlanTable()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for view in ("all", "leading", "behind", "unfilled", "all"):
        model.show_lines(found, view)
    assert model.rowCount() == 38


def test_a_change_of_state_repaints_and_does_not_reset(qtbot, store, found):
    model = PlanTable()
    model.show_lines(found, "all")
    row = rows_of(store, plan_on(store, 2026))[0]
    with store.edit("样") as edit:
        edit.save(PLAN_PROGRESS, PlanProgress(row=row.id, quarter="2026Q3", state="已完成"))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_lines(plan_status(store, Q3, date(2026, 10, 1), ()), "all")
    assert model.index(model.place(row.id), plan.STATE).data() == "已完成"


def test_bands_cannot_be_chosen_and_lines_can(qtbot, found):
    model = PlanTable()
    model.show_lines(found, "all")
    from PySide6.QtCore import Qt

    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.line(0) is None
    assert model.line(1).row.measure_number == "1.1"


def test_rows_that_were_read_are_shown_under_their_labels(qtbot, store):
    model = NoticeRowsTable()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = rows_of(store, plan_on(store, 2026))
    model.show_rows(rows)
    at = COLUMNS.index("lead_units")
    assert [model.index(row, at).data() for row in range(29)] == [one.lead_units for one in rows]
