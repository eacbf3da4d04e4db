from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QPushButton

from gui.imports.import_page import ImportPage
from gui.imports.import_state import CHECK, CHOOSE, COLUMNS, COMPARE, DONE, SHEETS, step_states
from people import id_number, volunteer
from storage.intake.apply.batch import load_batches
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.listing import Query, count
from windows import click, show, text

ROSTERS = Path(__file__).parents[2] / "reference" / "rosters"
SCHOOL = "攀枝花市第三高级中学校"


@pytest.fixture
def page(session, qtbot):
    return show(qtbot, ImportPage(session))


@pytest.fixture
def roster(tmp_path):
    """Write a roster of rows of text."""

    def write(*rows: tuple[str, ...], name: str = "高一1班.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(",".join(row) for row in rows), "utf-8-sig")
        return path

    return write


def read(qtbot, page: ImportPage, *paths: Path, unit: str = SCHOOL) -> None:
    """Choose files and a unit, and press the button that reads them."""
    page.choose.add(paths)
    page.choose.unit.setText(unit)
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "deed")


def take_back(qtbot, page: ImportPage, name: str) -> None:
    """Ask for an import to be taken back, see what that would do, and do it."""
    click(qtbot, page._parts[page._at], name)
    qtbot.waitUntil(page.undo_card.undo_button.isEnabled, timeout=20_000)
    with qtbot.waitSignal(page.undo_card.undone, timeout=20_000):
        click(qtbot, page, "undo_now")


def people(session) -> int:
    return count(session.store, Query(VOLUNTEERS))


def test_a_roster_is_read_checked_kept_and_taken_back(page, session, qtbot):
    read(qtbot, page, ROSTERS / "title_rows.xlsx")
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
    take_back(qtbot, page, "undo_import")
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


def test_the_unit_is_guessed_from_the_name_of_the_file(page, roster):
    page.choose.add((roster(("姓名",), name="仁和区2026年名册.csv"),))
    assert page.choose.unit_name == "仁和区"
    assert "记在这个单位名下" in text(page, "unit_hint")


def test_a_new_unit_is_announced_before_it_is_made(page, session):
    page.choose.unit.setText("盐边县渔门中学")
    assert "导入时会新建，类别“中学”" in text(page, "unit_hint")
    assert session.store.named(UNITS, "盐边县渔门中学") is None


def test_a_file_that_cannot_be_read_says_why_under_its_name(page, qtbot, tmp_path):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    read(qtbot, page, path)
    assert page._at == CHOOSE
    assert "《名册.xlsx》" in text(page, "file_failure")


def test_a_text_of_unclear_encoding_is_read_as_the_clerk_says(page, qtbot, tmp_path):
    path = tmp_path / "名册.csv"
    path.write_bytes("姓名,性别\n王雨欣,女\n".encode("gb18030") + b"\xff\xff,\n")
    read(qtbot, page, path)
    assert "编码" in text(page, "file_failure")
    menu = page.findChild(QPushButton, "other_encoding").menu()
    gb = next(action for action in menu.actions() if action.text().startswith("GB18030"))
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        gb.trigger()
    assert page._at == SHEETS
    assert page._work.lines.rows[0].record.name == "王雨欣"


def test_a_sheet_without_a_header_is_shown_so_that_one_can_be_pointed_at(page, qtbot, roster):
    path = roster(("甲", "乙"), ("谁", "证件"), ("王雨欣", id_number()), ("李静", id_number()))
    read(qtbot, page, path)
    assert page._at == SHEETS
    qtbot.waitUntil(lambda: page.sheets._model.rowCount() == 4)
    page.sheets._grid.setCurrentIndex(page.sheets._model.index(1, 1))
    assert text(page, "take_header") == "第 2 行是表头"
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "take_header")
    assert page._work.lines.plan.files[0].sheets[0].header_row == 2


def test_the_sheet_shows_its_header_and_what_was_passed_over(page, qtbot):
    read(qtbot, page, ROSTERS / "title_rows.xlsx")
    click(qtbot, page, "step_2")
    qtbot.waitUntil(lambda: page.sheets._model.rowCount() > 4)
    model = page.sheets._model
    assert model.index(3, 0).data() == "表头"
    assert model.index(0, 0).data() == "标题行"
    assert "第 4 行是表头，共 74 人" in text(page, "sheet_sentence")


def test_a_sheet_that_is_ticked_off_is_not_imported(page, qtbot):
    read(qtbot, page, ROSTERS / "class_sheets.xlsx")
    click(qtbot, page, "step_2")
    before = len(page._work.lines)
    item = page.sheets._list.item(2)
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        item.setCheckState(Qt.CheckState.Unchecked)
    assert len(page._work.lines) < before
    assert page._at == SHEETS


def test_a_column_is_given_another_field_by_hand(page, qtbot, roster):
    path = roster(("姓名", "身份证号", "绰号"), ("王雨欣", id_number(), "小王"))
    read(qtbot, page, path)
    click(qtbot, page, "step_3")
    box = page.columns.findChild(QComboBox, "column_2")
    assert box.currentText() == "不导入"
    label = VOLUNTEERS.by_name["note"].label
    box.setCurrentText(label)
    box.textActivated.emit(label)
    click(qtbot, page, "deed")
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "deed")
    assert page._at == CHECK
    assert page._work.lines.rows[0].record.note == "小王"


def test_a_field_taken_by_another_column_is_taken_away_from_the_first(page, qtbot, roster):
    path = roster(("姓名", "曾用名", "身份证号"), ("王雨欣", "王小雨", id_number()))
    read(qtbot, page, path)
    click(qtbot, page, "step_3")
    name = VOLUNTEERS.by_name["name"].label
    page.columns._set_field(1, name)
    first = page.columns.findChild(QComboBox, "column_0")
    assert first.currentText() == "不导入"
    click(qtbot, page, "deed")
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "deed")
    assert page._work.lines.rows[0].record.name == "王小雨"


def test_a_required_field_that_is_missing_is_named(page, qtbot, roster):
    read(qtbot, page, roster(("姓名", "身份证号"), ("王雨欣", id_number())))
    click(qtbot, page, "step_3")
    page.columns._set_field(0, "不导入")
    assert page.columns._missing.isVisible()
    assert VOLUNTEERS.by_name["name"].label in text(page, "missing_fields")


def test_a_guess_is_shown_before_anything_is_checked(page, qtbot, roster):
    read(qtbot, page, roster(("姓名", "身份证号", "居住区域1"), ("王雨欣", id_number(), "仁和区")))
    assert page._at == COLUMNS


def test_faults_are_walked_through_with_f8(page, qtbot):
    read(qtbot, page, ROSTERS / "plain.xlsx")
    page.check.grid.setFocus()
    qtbot.keyClick(page.check.grid, Qt.Key.Key_F8)
    first = page.check.grid.currentIndex()
    assert first.isValid()
    assert "：" in text(page, "cell_told")
    qtbot.keyClick(page.check.grid, Qt.Key.Key_F8)
    assert page.check.grid.currentIndex().row() > first.row()
    qtbot.keyClick(page.check.grid, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert page.check.grid.currentIndex() == first


def test_facets_and_tabs_narrow_the_rows(page, qtbot):
    read(qtbot, page, ROSTERS / "plain.xlsx")
    assert text(page, "fault_count") == "问题 4"
    page.check.facets.setCurrentRow(0)
    assert page.check.model.rowCount() == 1
    click(qtbot, page.check, "view_created")  # of which none has that fault
    assert page.check.facets.chosen_key() is None
    assert page.check.model.rowCount() == 71
    page.check.facets.setCurrentRow(1)
    assert page.check.model.rowCount() == 1
    click(qtbot, page.check, "view_all")
    page.check.facets.choose(None)
    assert page.check.model.rowCount() == 75


def test_another_rule_for_known_people_is_planned_at_once(page, session, qtbot, roster):
    held = volunteer("王雨欣", phone="13800138000")
    with session.edit("登记") as edit:
        edit.save(VOLUNTEERS, held)
    path = roster(("姓名", "身份证号", "联系电话"), ("王雨欣", held.id_number, "13900139000"))
    read(qtbot, page, path, unit="仁和区")
    rule = page.findChild(QComboBox, "policy")
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        rule.setCurrentIndex(1)
        rule.activated.emit(1)
    assert page._work.lines.rows[0].record.phone == "13900139000"
    assert page._at == CHECK


def test_a_ledger_changed_meanwhile_is_checked_again_first(page, session, qtbot):
    read(qtbot, page, ROSTERS / "plain.xlsx")
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


def test_giving_up_forgets_everything(page, session, qtbot):
    read(qtbot, page, ROSTERS / "plain.xlsx")
    click(qtbot, page, "give_up")
    assert page._at == CHOOSE
    assert page.choose.sources == ()
    assert page._work.lines is None
    assert people(session) == 0


def test_an_earlier_import_is_taken_back_from_the_list(page, session, qtbot):
    read(qtbot, page, ROSTERS / "plain.xlsx")
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    click(qtbot, page, "import_again")
    (batch,) = load_batches(session.store)
    with session.edit("改名") as edit:
        one = next(session.store.select(VOLUNTEERS))
        edit.save(VOLUNTEERS, volunteer("改过的", id=one.id, id_number=one.id_number))
    take_back(qtbot, page, f"undo_batch_{batch.id}")
    assert people(session) == 1
    assert load_batches(session.store)[0].undone_at


def test_the_people_of_an_import_are_listed_by_a_link(page, session, qtbot):
    with session.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer("别人"))
    read(qtbot, page, ROSTERS / "plain.xlsx")
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    with qtbot.waitSignal(session.route_requested) as heard:
        click(qtbot, page, "see_created")
    (route,) = heard.args
    assert route.page == "volunteers"
    assert count(session.store, route.selection.query(session.quarter)) == 71


def test_after_the_import_what_was_refused_can_be_looked_at(page, qtbot):
    read(qtbot, page, ROSTERS / "plain.xlsx")
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    click(qtbot, page, "see_rejected")
    assert page._at == CHECK
    assert page.check.model.rowCount() == 4
    assert not page.action.isEnabled()


def test_any_ledger_takes_a_sheet_of_its_own(qtbot, page, session, tmp_path):
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


def test_a_file_that_was_imported_before_is_known_where_the_page_tells_of_it(page, qtbot):
    for again in (False, True):
        read(qtbot, page, ROSTERS / "plain.xlsx")
        shown_text = "已导入过，已有的人不会记两次" in text(page, "page_sentence")
        assert shown_text is again
        assert step_states(page._work.lines)[COMPARE][0] == ("没有变化" if again else "都是新人")
        if not again:
            with qtbot.waitSignal(page._work.applied, timeout=20_000):
                click(qtbot, page, "deed")
            click(qtbot, page, "import_again")
