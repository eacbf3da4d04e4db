"""The page of the reconciliation, by mouse and keys: files, changes, export and undo."""

from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from gui.app.main_window import MainWindow
from gui.imports.compare.change_table import ACCEPTED, FIELD
from gui.imports.reconcile.reconcile_page import CHOOSING
from storage.model.tables import VOLUNTEERS
from storage.sending.export_log import last_exports
from windows import click, show, text

HEADS = ("志愿者姓名", "证件号码", "志愿者编号", "累计时长", "出生日期")


def rows(page):
    table = page.lists.table
    return [
        [table.index(row, at).data() for at in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_a_person_only_on_the_platform_is_registered_from_the_row(
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


def test_the_changes_are_shown_accepted_applied_and_undone(
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


def test_the_lists_are_exported_with_masked_numbers_and_logged(
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


def test_the_reason_of_a_failure_is_shown_in_the_chooser(page, qtbot, read, tmp_path):
    path = tmp_path / "平台.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    read(path)
    assert page._stack.currentIndex() == CHOOSING
    assert "《平台.xlsx》" in text(page, "file_failure")
    assert not page.action.isVisible()


def test_a_copied_file_is_pasted_and_replaced_by_another(page, qtbot, ledger, export):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(export))])
    QGuiApplication.clipboard().setMimeData(data)
    page.choosing.setFocus()
    with qtbot.waitSignal(page.work.compared, timeout=20_000):
        qtbot.keyClick(page.choosing.drop.button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    click(qtbot, page, "other_export")
    assert page._stack.currentIndex() == CHOOSING
    assert page.choosing.drop.button.hasFocus()
