"""The platform's export beside the ledger, by mouse and keys."""

from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from gui.app.main_window import MainWindow
from gui.imports.compare.change_table import ACCEPTED, FIELD
from gui.imports.reconcile.reconcile_page import CHOOSING, FOUND, ReconcilePage
from gui.session import Route
from people import id_number, volunteer
from storage.intake.apply.batch import load_batches
from storage.model.tables import ACTIVITIES, ORGANIZATIONS, SERVICE_RECORDS, UNITS, VOLUNTEERS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.sending.export_log import last_exports
from windows import click, show, text

HEADS = ("志愿者姓名", "证件号码", "志愿者编号", "累计时长", "出生日期")


@pytest.fixture
def ledger(session):
    """Not registered yet; with hours of her own; missing at the platform; perhaps there."""
    school = session.store.named(UNITS, "平地镇")
    facts = {"school": school, "class_name": "高一1班"}
    people = [
        volunteer("王雨欣", **facts),
        volunteer("李静", registration_status="已注册", platform_hours=120, **facts),
        volunteer("赵一诺", registration_status="已注册", **facts),
        volunteer("孙悦", "2007-01-02", **facts),
    ]
    with session.edit("录入") as edit:
        ids = [edit.save(VOLUNTEERS, one) for one in people]
        team = edit.save(ORGANIZATIONS, Organization(name="一队", kind="其他"))
        day = date(2026, 3, 5)
        activity = edit.save(
            ACTIVITIES, Activity(name="清扫", organization=team, held_on=day, place="广场")
        )
        edit.save(SERVICE_RECORDS, ServiceRecord(
            volunteer=ids[1], activity=activity, served_on=day, hours=180, recorder="张",
            recorded_on=day, source="签到表",
        ))  # fmt: skip
    return [session.store.get(VOLUNTEERS, number) for number in ids]


@pytest.fixture
def export(tmp_path, ledger):
    rows = [
        HEADS,
        ("王雨欣", ledger[0].id_number, "5104000001", "2", ""),
        ("李静", ledger[1].id_number, "5104000002", "4.5", ""),
        ("周航", id_number(), "5104000003", "1", ""),
        ("孙悦", "", "5104000004", "1", "2007-01-02"),
    ]
    path = tmp_path / "志愿四川.csv"
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8-sig")
    return path


@pytest.fixture
def page(session, qtbot):
    return show(qtbot, ReconcilePage(session), 1130, 640)


@pytest.fixture
def read(page, qtbot):
    def go(path):
        with qtbot.waitSignal(page.work.compared, timeout=20_000):
            page.read_files((path,))
        return page.work.result.comparison

    return go


def rows(page):
    table = page.lists.table
    return [
        [table.index(row, at).data() for at in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_three_lists_say_who_is_where_with_counts_and_without_whole_numbers(
    page, qtbot, read, ledger, export
):
    found = read(export)
    assert page._stack.currentIndex() == FOUND
    assert "4 行 · 对上 2 人" in text(page, "page_sentence")
    for name, label, size in (
        ("only_there", "平台有本地无", 1), ("only_here", "本地有平台无", 1),
        ("hours", "时长不一致", 1), ("unclear", "对不上是谁", 1),
    ):  # fmt: skip
        assert text(page, f"view_{name}") == f"{label}  {size}"
    ((place, name, number, _phone, hours, *_rest),) = rows(page)
    assert (place, name, hours) == ("第 4 行", "周航", "1.0")
    assert number.count("*") == 8
    click(qtbot, page, "eye")
    assert rows(page)[0][2] == found.only_there[0].parsed.id_number
    click(qtbot, page, "view_only_here")
    assert rows(page)[0][:2] == [VOLUNTEERS.number(ledger[2].id), "赵一诺"]
    assert rows(page)[0][3] == "平地镇"
    click(qtbot, page, "view_hours")
    assert rows(page)[0][2:5] == ["3.0", "4.5", "1.5"]
    click(qtbot, page, "view_unclear")
    assert rows(page)[0][:2] == ["第 5 行", "孙悦"]
    assert "像是台账中的孙悦" in rows(page)[0][2]


@pytest.mark.parametrize(("tab", "position"), [("only_here", 2), ("hours", 1), ("unclear", 3)])
def test_enter_leads_to_the_person(page, session, qtbot, read, ledger, export, tab, position):
    read(export)
    click(qtbot, page, f"view_{tab}")
    places = []
    session.route_requested.connect(places.append)
    page.lists.grid.setFocus()
    page.lists.grid.selectRow(0)
    qtbot.keyClick(page.lists.grid, Qt.Key.Key_Return)
    assert places == [Route("volunteers", table="volunteer", record_id=ledger[position].id)]


def test_somebody_only_there_may_be_registered_from_what_the_row_says(
    page, session, qtbot, read, export
):
    found = read(export)
    places = []
    session.route_requested.connect(places.append)
    grid = page.lists.grid
    where = grid.visualRect(page.lists.table.index(0, 1)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert places[0].new
    preset = places[0].preset
    assert (preset["name"], preset["id_number"]) == ("周航", found.only_there[0].parsed.id_number)
    window = show(qtbot, MainWindow(session), 1366, 738)
    window.go(places[0])
    window._pages["volunteers"].ledger("volunteer").panel.save()
    assert "周航" in {one.name for one in session.store.select(VOLUNTEERS)}


def test_what_would_be_filled_in_is_seen_ticked_filled_in_and_taken_back(
    page, session, qtbot, read, ledger, export
):
    read(export)
    before = list(session.store.select(VOLUNTEERS))
    assert text(page, "fill_in") == "填入台账 2 人"
    click(qtbot, page, "view_fill")
    model, grid = page.lists.changes, page.lists.change_grid
    label = VOLUNTEERS.by_name["platform_hours"].label
    row = next(
        n for n in range(model.rowCount())
        if (model.index(n, 1).data(), model.index(n, FIELD).data()) == ("李静", label)
    )  # fmt: skip
    place = grid.visualRect(model.index(row, ACCEPTED)).center()
    with qtbot.waitSignal(page.work.compared, timeout=20_000):
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert page.lists._tab == "fill"
    with qtbot.waitSignal(page.work.applied, timeout=20_000):
        click(qtbot, page, "fill_in")
    first, second, *_ = (session.store.get(VOLUNTEERS, one.id) for one in ledger)
    assert (first.registration_status, first.platform_hours) == ("已注册", 120)
    assert (second.platform_number, second.platform_hours) == ("5104000002", 120)
    qtbot.waitUntil(lambda: text(page, "fill_in") == "已经填入", timeout=20_000)
    click(qtbot, page, "undo_filled")
    qtbot.waitUntil(page.undo_card.undo_button.isEnabled, timeout=20_000)
    assert text(page, "undo_told") == "会把改过的志愿者 2 人改回去。"
    with qtbot.waitSignals([page.undo_card.undone, page.work.compared], timeout=20_000):
        click(qtbot, page, "undo_now")
    assert list(session.store.select(VOLUNTEERS)) == before
    assert text(page, "fill_in") == "填入台账 2 人"


def test_a_ledger_changed_meanwhile_is_compared_again_first(page, session, qtbot, read, export):
    read(export)
    with session.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer("别人"))
    with qtbot.waitSignal(page.work.compared, timeout=20_000):
        click(qtbot, page, "fill_in")
    assert load_batches(session.store) == []


def test_the_lists_become_a_workbook_with_masked_numbers_and_that_is_noted(
    page, session, qtbot, read, ledger, export, tmp_path, monkeypatch
):
    read(export)
    out = tmp_path / "清单.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out), ""))
    notices = []
    session.notice_posted.connect(notices.append)
    click(qtbot, page, "export_lists")
    qtbot.waitUntil(lambda: any("已导出" in one.text for one in notices), timeout=20_000)
    book = load_workbook(out)
    assert book.sheetnames == ["平台有本地无", "本地有平台无", "时长不一致", "对不上是谁"]
    cells = [
        str(cell) for page_ in book for row in page_.iter_rows(values_only=True) for cell in row
    ]
    assert {"周航", "赵一诺", "李静", "孙悦", "第 4 行", "平地镇", "1.5"} <= set(cells)
    assert not any(one.id_number in cell for one in ledger for cell in cells)
    (noted,) = last_exports(session.store)
    assert (noted.privacy, noted.name) == ("masked", "清单.xlsx")


def test_a_list_without_anybody_says_so(page, qtbot, read, ledger, tmp_path):
    path = tmp_path / "全对.csv"
    rows_ = [f"{one.name},{one.id_number}" for one in ledger]
    path.write_text("\n".join(["姓名,身份证号", *rows_]), "utf-8-sig")
    found = read(path)
    assert not found.differs
    click(qtbot, page, "view_only_there")
    assert text(page.lists, "message_text") == "没有"
    assert text(page.lists, "message_detail") == "平台名单里的人，台账里都有。"


def test_a_file_that_cannot_be_read_says_why_where_it_was_dropped(page, qtbot, read, tmp_path):
    path = tmp_path / "平台.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    read(path)
    assert page._stack.currentIndex() == CHOOSING
    assert "《平台.xlsx》" in text(page, "file_failure")
    assert not page.action.isVisible()


def test_a_copied_file_is_pasted_and_another_one_begins_anew(page, qtbot, ledger, export):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(export))])
    QGuiApplication.clipboard().setMimeData(data)
    page.choosing.setFocus()
    with qtbot.waitSignal(page.work.compared, timeout=20_000):
        qtbot.keyClick(page.choosing.drop.button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    click(qtbot, page, "other_export")
    assert page._stack.currentIndex() == CHOOSING
    assert page.choosing.drop.button.hasFocus()


def test_a_cancelled_comparison_leaves_the_file_to_be_chosen_again(page, session, qtbot, export):
    tasks = []
    session.task_started.connect(tasks.append)
    page.read_files((export,))
    assert not page.choosing.isEnabled()
    with qtbot.waitSignal(page.work.failed, timeout=20_000):
        tasks[0].cancel()
    assert page._stack.currentIndex() == CHOOSING
    assert page.choosing.isEnabled()


def test_the_ledger_leads_here_and_the_switch_to_rosters_and_back(session, qtbot, ledger, export):
    window = show(qtbot, MainWindow(session), 1366, 738)
    window.go(Route("volunteers"))
    window.go(Route("import", view="reconcile"))
    intake = window._pages["import"]
    assert intake.reconciling.isVisible()
    click(qtbot, intake.reconciling, "segment_import")
    assert intake.importing.isVisible()
    click(qtbot, intake.importing, "segment_reconcile")
    with qtbot.waitSignal(intake.reconciling.work.compared, timeout=20_000):
        intake.reconciling.read_files((export,))
    click(qtbot, intake.reconciling, "as_roster")
    assert intake.importing.choose.sources == (export,)
    assert intake.importing.isVisible()
    click(qtbot, intake.importing, "segment_reconcile")
    labels = [one.text() for one in intake.reconciling.findChildren(QLabel)]
    assert any("没有这个身份证号" in one for one in labels)
