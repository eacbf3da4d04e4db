"""The import page from the files to the undo, across its steps."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication

from gui.imports.import_page import ImportPage
from gui.imports.import_state import CHECK, CHOOSE, COMPARE, DONE, step_states
from import_steps import ROSTERS, SCHOOL
from people import volunteer
from storage.intake.apply.batch import load_batches
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.listing import Query, count
from windows import click, text


def undo(qtbot, page: ImportPage, name: str) -> None:
    """Preview the undo of an import by the button of that name, and do it."""
    click(qtbot, page._parts[page._at], name)
    qtbot.waitUntil(page.undo_card.undo_button.isEnabled, timeout=20_000)
    with qtbot.waitSignal(page.undo_card.undone, timeout=20_000):
        click(qtbot, page, "undo_now")


def people(session) -> int:
    return count(session.store, Query(VOLUNTEERS))


def test_a_roster_is_read_checked_applied_and_undone(page, session, qtbot, read):
    read(ROSTERS / "title_rows.xlsx", unit=SCHOOL)
    assert page._at == CHECK
    assert text(page, "page_title") == f"导入花名册：{SCHOOL}"
    assert "第 4 行是表头" in text(page, "page_sentence")
    assert text(page, "deed") == "导入 70 人"
    assert people(session) == 0
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert page._at == DONE
    assert people(session) == 70
    assert text(page, "done_title") == "已导入 70 人"
    assert text(page, "count_rejected") == "4"
    undo(qtbot, page, "undo_import")
    assert people(session) == 0
    assert session.store.named(UNITS, SCHOOL) is None
    assert page._at == CHOOSE


def test_several_files_may_be_dropped_on_the_page(page, qtbot):
    data = QMimeData()
    names = ("plain.xlsx", "gbk_csv.csv")
    data.setUrls([QUrl.fromLocalFile(str(ROSTERS / name)) for name in names])
    page.dropEvent(
        QDropEvent(
            QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    assert [path.name for path in page.choose.sources] == list(names)
    assert page.action.isEnabled()


def test_files_copied_in_the_file_manager_are_pasted(page, qtbot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(ROSTERS / "plain.xlsx"))])
    QGuiApplication.clipboard().setMimeData(data)
    page.choose.drop.button.setFocus()
    qtbot.keyClick(page.choose.drop.button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [path.name for path in page.choose.sources] == ["plain.xlsx"]


def test_a_ledger_changed_meanwhile_is_checked_again_first(page, session, qtbot, read):
    read(ROSTERS / "plain.xlsx", unit=SCHOOL)
    with session.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer("别人"))
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "deed")
    assert people(session) == 1
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert people(session) == 72


def test_a_cancelled_reading_leaves_the_files_to_be_read_again(page, session, qtbot):
    page.choose.add((ROSTERS / "plain.xlsx",))
    click(qtbot, page, "deed")
    page._work._task.cancel()
    qtbot.waitUntil(lambda: not page._work.busy, timeout=20_000)
    assert page._at == CHOOSE
    assert page.action.isEnabled()
    assert load_batches(session.store) == []


def test_giving_up_discards_everything(page, session, qtbot, read):
    read(ROSTERS / "plain.xlsx", unit=SCHOOL)
    click(qtbot, page, "give_up")
    assert page._at == CHOOSE
    assert page.choose.sources == ()
    assert page._work.lines is None
    assert people(session) == 0


def test_a_sheet_is_imported_into_any_ledger(qtbot, page, session, tmp_path):
    from gui.session import Route
    from storage.model.tables import AWARDS

    path = tmp_path / "表彰.csv"
    path.write_text(
        "奖项名称,获奖日期,授予单位,级别,获奖者\n优秀志愿者,2026-05-04,团市委,市,王雨欣\n", "utf-8"
    )
    labels = [
        AWARDS.by_name[name].label for name in ("name", "awarded_on", "granter", "level", "holder")
    ]
    path.write_text(",".join(labels) + "\n优秀志愿者,2026-05-04,团市委,市,王雨欣\n", "utf-8")
    page.show_route(Route("import", table="award"))
    assert page.choose.unit.isHidden()
    page.choose.add((path,))
    page.action.click()
    qtbot.waitUntil(
        lambda: page.action.text().startswith(("导入", "下一步")) and page.action.isEnabled(),
        timeout=20_000,
    )
    for _step in range(6):
        if page.action.text().startswith("导入"):
            break
        page.action.click()
    assert page.action.text() == "导入 1 项"
    with qtbot.waitSignal(session.changed):
        page.action.click()
    (award,) = session.store.find(AWARDS)
    assert (award.name, award.holder) == ("优秀志愿者", "王雨欣")


def test_a_file_imported_before_is_recognised_in_the_summary(page, qtbot, read):
    for again in (False, True):
        read(ROSTERS / "plain.xlsx", unit=SCHOOL)
        recognised = "已导入过，已有的人不会记两次" in text(page, "page_sentence")
        assert recognised is again
        assert step_states(page._work.lines)[COMPARE][0] == ("没有变化" if again else "都是新人")
        if not again:
            with qtbot.waitSignal(page._work.applied, timeout=20_000):
                click(qtbot, page, "deed")
            click(qtbot, page, "import_again")
