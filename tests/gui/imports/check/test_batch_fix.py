"""The import's steps from the values to the way back, by mouse and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPlainTextEdit

from gui.app.main_window import MainWindow
from gui.imports.compare.change_table import ACCEPTED
from gui.imports.import_page import ImportPage
from gui.imports.import_state import CHECK, CHOOSE, COMPARE, DONE, SHEETS, VALUES
from people import id_number, volunteer
from storage.intake.apply.batch import load_batches
from storage.intake.saved_draft import load
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.listing import Query, count
from storage.store.store import Store
from windows import click, session_over, show, text

UNIT = "平地镇"  # as `read` says without another word
REFERENCE = Path(__file__).parents[3] / "reference"
PASSWORD = "青年节54"


def person(name="王雨欣", number=None, *, status="群众", phone="", class_name="高一1班"):
    return (name, id_number() if number is None else number, status, phone, class_name)


def set_current(page, row, name):
    model = page.check.model
    page.check.grid.setCurrentIndex(model.index(row, model.column_of(name)))
    page.check.grid.setFocus()


def type_into(qtbot, grid, words):
    """Type over the current cell, as one does in WPS."""
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    assert editor is not None, "no editor"
    editor.setText(words)  # QTest has no keys for Chinese
    qtbot.keyClick(editor, Qt.Key.Key_Return)


# 对值


def test_a_text_that_is_not_understood_is_given_its_value_once_for_all_rows(
    page, qtbot, read, planned, roster
):
    read(roster(*(person(f"王{n}", status="团员青年") for n in "一二三"), person("李静")))
    assert page._at == VALUES
    assert "1 个不认识的写法，3 行" in text(page, "values_told")
    box = page.values.findChild(QComboBox, "value_1")
    box.setCurrentText("共青团员")
    lines = planned(box.textActivated.emit, "共青团员")
    assert [row.record.political_status for row in lines.rows] == ["共青团员"] * 3 + ["群众"]
    assert page._at == VALUES
    assert "都有着落了" in text(page, "values_told")
    click(qtbot, page, "deed")
    assert page._at == CHECK


def test_where_every_value_is_understood_the_step_says_so(page, qtbot, read, roster):
    read(roster(person()))
    assert page._at == CHECK
    click(qtbot, page, "step_4")
    assert text(page.values, "message_text") == "表里的值都认识"


# 检查


def test_a_cell_is_mended_where_it_stands_and_a_step_back_brings_the_fault_again(
    page, qtbot, read, planned, roster
):
    good = id_number()
    lines = read(roster(person("李静"), person(number=good[:17])))
    assert lines.counts["rejected"] == 1
    set_current(page, 1, "id_number")
    lines = planned(type_into, qtbot, page.check.grid, good)
    assert lines.counts["created"] == 2
    assert lines.rows[1].record.id_number == good
    here = page.check.grid.currentIndex()
    assert (here.row(), here.column()) == (1, page.check.model.column_of("id_number"))
    assert "您改的" in text(page, "cell_told")
    lines = planned(
        qtbot.keyClick, page.check.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    assert lines.counts["rejected"] == 1


def test_typing_begins_at_once_and_shows_before_it_is_checked(page, qtbot, read, roster):
    read(roster(person("", number=id_number())))
    set_current(page, 0, "name")
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        qtbot.keyClicks(page.check.grid, "W")
        editor = page.check.grid.findChild(QLineEdit)
        assert editor.text() == "W"
        editor.setText("王雨欣")
        with qtbot.waitSignal(page.check.typed):
            qtbot.keyClick(editor, Qt.Key.Key_Return)
        model = page.check.model
        assert model.index(0, model.column_of("name")).data() == "王雨欣"
        assert page._work.lines.counts["rejected"] == 1  # what stood before
    assert page._work.lines.counts["created"] == 1


def test_one_text_mends_a_whole_kind_of_fault(page, qtbot, read, planned, roster):
    read(roster(*(person(f"王{n}", status=f"团{n}") for n in "一二三")))
    click(qtbot, page, "step_5")
    page.check.facets.setCurrentRow(0)
    assert text(page, "leave_all_out") == "这 3 行都不导入"
    box = page.check.fix_bar.findChild(QComboBox, "mend_text")
    box.setCurrentText("共青团员")
    lines = planned(click, qtbot, page, "mend_all")
    assert {row.record.political_status for row in lines.rows} == {"共青团员"}
    assert text(page, "fault_count") == "没有发现问题"


def test_a_row_is_left_out_by_delete_and_taken_in_again_where_the_sheet_is_shown(
    page, qtbot, read, planned, roster
):
    read(roster(person("李静"), person("赵一诺")))
    set_current(page, 1, "name")
    lines = planned(qtbot.keyClick, page.check.grid, Qt.Key.Key_Delete)
    assert [row.record.name for row in lines.rows] == ["李静"]
    assert "您选择不导入 1 行" in text(page, "skipped")
    click(qtbot, page, "step_2")
    page.sheets._grid.setCurrentIndex(page.sheets._model.index(2, 0))
    assert page.sheets._model.index(2, 0).data() == "您选择不导入"
    assert text(page, "switch_row") == "第 3 行也导入"
    lines = planned(click, qtbot, page, "switch_row")
    assert len(lines.rows) == 2
    assert page._at == SHEETS


def test_a_total_that_is_a_person_is_taken_in_by_its_switch(page, qtbot, read, planned, tmp_path):
    path = tmp_path / "名册.csv"
    path.write_text(f"姓名,身份证号\n王雨欣,{id_number()}\n合计,1\n", "utf-8-sig")
    assert len(read(path)) == 1
    click(qtbot, page, "step_2")
    page.sheets._grid.setCurrentIndex(page.sheets._model.index(2, 0))
    assert len(planned(click, qtbot, page, "switch_row")) == 2


def test_what_every_row_has_is_stated_once(page, qtbot, read, planned, tmp_path):
    path = tmp_path / "名册.csv"
    path.write_text(f"姓名,身份证号\n王雨欣,{id_number()}\n", "utf-8-sig")
    read(path)
    click(qtbot, page, "step_3")
    grade = VOLUNTEERS.by_name["grade"]
    page.columns.findChild(QComboBox, "constant_field").setCurrentText(grade.label)
    page.columns.findChild(QComboBox, "constant_value").setEditText("高一")
    lines = planned(click, qtbot, page, "add_constant")
    assert lines.rows[0].record.grade == "高一"
    lines = planned(click, qtbot, page, "constant_grade")
    assert lines.rows[0].record.grade is None


# 比对


def of(session, name):
    return next(session.store.select(VOLUNTEERS, "name = ?", (name,)))


def test_changes_are_taken_one_by_one_with_a_tick(
    page, session, qtbot, read, planned, roster, held
):
    rows = [
        person(one.name, one.id_number, phone=f"1390013900{at}", class_name="高二1班")
        for at, one in enumerate(held)
    ]
    read(roster(*rows))
    click(qtbot, page, "step_6")
    click(qtbot, page.compare, "view_updated")
    model, grid = page.compare.changes, page.compare.grid
    assert model.rowCount() == 6  # class, phone and what was blank, of two people
    field = VOLUNTEERS.by_name["phone"].label
    row = next(n for n in range(6) if model.index(n, 2).data() == field)
    assert not model.is_accepted(row)
    place = grid.visualRect(model.index(row, ACCEPTED)).center()
    planned(qtbot.mouseClick, grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert of(session, "王雨欣").phone == "13900139000"
    assert of(session, "王雨欣").class_name == "高一1班"
    assert of(session, "李静").phone == "13800138001"


def test_a_field_follows_a_rule_of_its_own(page, qtbot, read, planned, roster, held):
    read(roster(person("王雨欣", held[0].id_number, phone="13900139000", class_name="高二1班")))
    click(qtbot, page, "step_6")
    click(qtbot, page.compare, "view_updated")
    page.compare.list.choose("phone")
    rule = page.compare.findChild(QComboBox, "field_policy") or page.findChild(
        QComboBox, "field_policy"
    )
    rule.setCurrentIndex(rule.findData("update"))
    lines = planned(rule.activated.emit, rule.currentIndex())
    record = lines.rows[0].record
    assert (record.phone, record.class_name) == ("13900139000", "高一1班")
    assert page.compare.list.chosen_key() == "phone"


@pytest.mark.parametrize(
    ("key", "outcome"),
    [(Qt.Key.Key_1, "updated"), (Qt.Key.Key_2, "created"), (Qt.Key.Key_3, "held")],
)
def test_a_suspicion_is_settled_by_one_key(page, qtbot, read, roster, held, key, outcome):
    person_ = (held[0].name, "", "共青团员", held[0].phone, "高一1班")
    lines = read(roster(person_))
    assert lines.rows[0].outcome == "held"
    click(qtbot, page, "deed")
    assert page._at == COMPARE
    assert "像是台账中的王雨欣" in text(page, "pair_why")
    assert page.compare.pairs.hasFocus()
    if outcome == "held":
        qtbot.keyClick(page.compare.pairs, key)
        assert not page._work.busy
    else:
        with qtbot.waitSignal(page._work.planned, timeout=20_000):
            qtbot.keyClick(page.compare.pairs, key)
    assert page._work.lines.rows[0].outcome == outcome


def test_where_everybody_is_new_nothing_is_compared(page, qtbot, read, roster):
    read(roster(person()))
    assert text(page, "deed") == "导入 1 人"
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert page._at == DONE


# 完成


def test_a_refused_row_that_is_mended_afterwards_is_imported_by_itself(
    page, session, qtbot, read, planned, roster
):
    read(roster(person("李静"), person("", number=id_number())))
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    click(qtbot, page, "see_rejected")
    set_current(page, 0, "name")
    planned(type_into, qtbot, page.check.grid, "王雨欣")
    while page._at != DONE:
        if page._at == COMPARE or text(page, "deed").startswith("导入"):
            with qtbot.waitSignal(page._work.applied, timeout=20_000):
                click(qtbot, page, "deed")
        else:
            click(qtbot, page, "deed")
    assert count(session.store, Query(VOLUNTEERS)) == 2
    assert [one.counts["created"] for one in load_batches(session.store)] == [1, 1]


def test_the_marked_workbook_and_the_words_for_the_school_are_at_hand(
    page, session, qtbot, read, roster
):
    lines = read(roster(person("李静"), person("周嘉诚", number="5104"), person("", id_number())))
    click(qtbot, page, "to_school")
    assert "有 2 行要学校改" in text(page.feedback, "give_back_told")
    with qtbot.waitSignal(page.feedback.written, timeout=30_000) as heard:
        click(qtbot, page.feedback, "mark_faulty")
    (returned,) = heard.args[0]
    assert returned.rows == lines.counts["rejected"] == 2
    assert load_workbook(returned.path).worksheets[0].max_row == 3
    click(qtbot, page.feedback, "copy_words")
    said = QGuiApplication.clipboard().text()
    assert said.startswith("《高一1班.csv》里有 2 行需要改：")
    words = page.feedback.findChild(QPlainTextEdit, "give_back_words")
    assert words.toPlainText() == said
    click(qtbot, page.feedback, "copy_returned")
    (url,) = QGuiApplication.clipboard().mimeData().urls()
    assert Path(url.toLocalFile()) == returned.path


# 选择, and what is left unfinished


def test_rows_copied_from_a_sheet_are_pasted(page, qtbot, planned):
    data = QMimeData()
    data.setText(f"姓名\t身份证号\n王雨欣\t{id_number()}\n李静\t{id_number()}\n")
    QGuiApplication.clipboard().setMimeData(data)
    page.choose.drop.button.setFocus()
    qtbot.keyClick(page.choose.drop.button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [one.name for one in page.choose.sources] == ["粘贴的内容"]
    page.choose.unit.setText(UNIT)
    assert planned(click, qtbot, page, "deed").counts["created"] == 2


def test_a_folder_brings_its_tables_and_those_below(page, roster, tmp_path):
    inside = tmp_path / "各校" / "二中"
    inside.mkdir(parents=True)
    for place, name in ((tmp_path / "各校", "甲.csv"), (inside, "乙.csv")):
        (place / name).write_text("姓名,性别\n", "utf-8")
    (inside / "说明.docx").write_bytes(b"PK")
    page.choose.add((tmp_path / "各校",))
    assert sorted(one.name for one in page.choose.sources) == ["乙.csv", "甲.csv"]


def test_a_folder_without_tables_is_refused_in_a_sentence(page, session, tmp_path):
    notices = []
    session.notice_posted.connect(notices.append)
    (tmp_path / "空").mkdir()
    page.choose.add((tmp_path / "空",))
    assert "没有" in notices[-1].text
    assert page.choose.sources == ()


def test_a_locked_workbook_asks_for_its_password_where_it_is_listed(page, qtbot, read, planned):
    read(REFERENCE / "locked.xlsx")
    assert page._at == CHOOSE
    field = page.choose.findChild(QLineEdit, "file_password")
    field.setText("wrong")
    planned(qtbot.keyClick, field, Qt.Key.Key_Return)
    assert page._at == CHOOSE
    field = page.choose.findChild(QLineEdit, "file_password")
    field.setText(PASSWORD)
    lines = planned(qtbot.keyClick, field, Qt.Key.Key_Return)
    assert not lines.plan.files[0].needs
    assert page._at > CHOOSE


def test_an_import_left_unfinished_is_there_when_the_program_opens_again(
    page, session, qtbot, read, planned, roster
):
    good = id_number()
    path = roster(person("李静"), person(number=good[:17]))
    read(path)
    set_current(page, 1, "id_number")
    planned(type_into, qtbot, page.check.grid, good)
    page._work.save()
    page.close()
    reopened = show(qtbot, ImportPage(session))
    assert reopened.choose.sources == (path,)
    assert reopened.choose.unit_name == UNIT
    with qtbot.waitSignal(reopened._work.planned, timeout=20_000):
        click(qtbot, reopened, "deed")
    assert reopened._work.lines.counts["created"] == 2


def test_what_was_given_up_or_imported_is_not_brought_again(page, session, qtbot, read, roster):
    read(roster(person()))
    page._work.save()
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert show(qtbot, ImportPage(session)).choose.sources == ()


def test_rows_cost_no_widgets(page, qtbot, read, roster):
    read(roster(*(person(f"王{n}") for n in range(3))))
    few = len(page.findChildren(QLineEdit)) + len(page.check.findChildren(QComboBox))
    click(qtbot, page, "give_up")
    read(roster(*(person(f"王{n}") for n in range(3_000)), name="多.csv"))
    assert page.check.model.rowCount() == 3_000
    assert len(page.findChildren(QLineEdit)) + len(page.check.findChildren(QComboBox)) == few


def test_what_was_decided_once_is_known_the_next_time_until_it_is_forgotten(
    page, session, qtbot, read, planned, roster
):
    read(roster(person("李静", status="团员青年")))
    box = page.values.findChild(QComboBox, "value_1")
    box.setCurrentText("共青团员")
    planned(box.textActivated.emit, "共青团员")
    page._go(CHECK)
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    click(qtbot, page, "import_again")
    assert "记住的 1 条" in text(page, "remembered_count")
    lines = read(roster(person("赵一诺", status="团员青年"), name="高一2班.csv"))
    assert lines.rows[0].record.political_status == "共青团员"
    click(qtbot, page, "give_up")
    page.choose.remembered.list.setCurrentRow(0)
    click(qtbot, page, "forget")
    lines = read(roster(person("赵一诺", status="团员青年"), name="高一2班.csv"))
    assert page._at == VALUES


def test_who_is_gone_since_the_last_roster_is_shown_and_may_be_marked(
    page, session, qtbot, read, roster
):
    first, second = id_number(), id_number()
    read(roster(person("李静", first), person("赵一诺", second), name="春.csv"))
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    click(qtbot, page, "import_again")
    read(roster(person("李静", first, phone="13900139000"), name="秋.csv"))
    click(qtbot, page, "deed")
    assert page._at == COMPARE
    assert text(page, "since_last").endswith("导入的《春.csv》比：有改动 1 人，这次没有 1 人。")
    click(qtbot, page.compare, "view_gone")
    assert page.compare.missing.list.item(0).text().startswith("赵一诺")
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert of(session, "赵一诺").status == "在册"
    click(qtbot, page.done, "mark_left_0")
    assert of(session, "赵一诺").status == "毕业"
    assert not page.done.missing.isVisible()


def test_who_left_is_marked_where_it_is_shown_and_then_no_longer_proposed(
    page, session, qtbot, read, planned, roster
):
    first, second = id_number(), id_number()
    read(roster(person("李静", first), person("赵一诺", second), name="春.csv"))
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    click(qtbot, page, "import_again")
    read(roster(person("李静", first), name="秋.csv"))
    click(qtbot, page, "deed")
    click(qtbot, page.compare, "view_gone")
    lines = planned(click, qtbot, page.compare, "mark_left_1")
    assert lines.roster_diff.gone == ()
    assert of(session, "赵一诺").status == "转出"
    assert page._at == COMPARE


def test_in_the_window_ctrl_z_takes_back_the_decision_and_not_what_was_done_in_a_ledger(
    session, qtbot, roster
):
    window = show(qtbot, MainWindow(session), 1366, 738)
    with session.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer("别人"))
    page = window.show_page("import").importing
    page.choose.add((roster(person("李静"), person("", id_number())),))
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        click(qtbot, page, "deed")
    set_current(page, 1, "name")
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        type_into(qtbot, page.check.grid, "王雨欣")
    assert page._work.lines.counts["created"] == 2
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        qtbot.keyClick(page.check.grid, Qt.Key.Key_Z, control)
    assert page._work.lines.counts["rejected"] == 1
    assert count(session.store, Query(VOLUNTEERS)) == 1
    qtbot.keyClick(page.check.grid, Qt.Key.Key_Z, control)  # no decision is left to take back
    qtbot.waitUntil(lambda: count(session.store, Query(VOLUNTEERS)) == 0)


@pytest.mark.parametrize(("key", "people"), [(Qt.Key.Key_1, 1), (Qt.Key.Key_2, 2)])
def test_two_rows_of_one_name_in_a_roster_are_one_person_or_two_as_is_said(
    page, qtbot, read, roster, key, people
):
    lines = read(roster(person("王雨欣", ""), person("王雨欣", "", phone="13800138000")))
    assert lines.counts["held"] == 1
    click(qtbot, page, "deed")
    assert "像是同一人" in text(page, "pair_why")
    page.compare.pairs.setFocus()
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        qtbot.keyClick(page.compare.pairs, key)
    assert page._work.lines.counts["created"] == people
    assert page._work.lines.counts["held"] == 0


def test_the_file_of_an_earlier_import_is_saved_again_from_the_list(
    page, session, qtbot, read, roster, tmp_path, monkeypatch
):
    path = roster(person("李静"))
    content = path.read_bytes()
    read(path)
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    path.unlink()
    out = tmp_path / "拿出来"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_facts: str(out))
    (batch,) = load_batches(session.store)
    click(qtbot, page.done, f"originals_{batch.id}")
    assert (out / "高一1班.csv").read_bytes() == content


def test_of_tables_side_by_side_each_keeps_its_own_columns(page, qtbot, read, tmp_path):
    rows = ["姓名,曾用名,身份证号,,姓名,曾用名,身份证号"]
    rows += [f"王一,王小一,{id_number()},,李一,李小一,{id_number()}" for _ in range(6)]
    path = tmp_path / "并排.csv"
    path.write_text("\n".join(rows), "utf-8-sig")
    read(path)
    click(qtbot, page, "step_3")
    name = VOLUNTEERS.by_name["name"].label
    page.columns._set_field(1, name)
    assert page.columns._labels[0] == "不导入"
    assert page.columns._labels[4] == name


def test_what_was_decided_right_before_the_program_was_closed_is_not_lost(store, qtbot, roster):
    path = roster(person("李静"))
    with session_over(store) as session:
        page = show(qtbot, ImportPage(session))
        page.choose.add((path,))
        page.choose.unit.setText(UNIT)
    with Store(store.path) as opened:
        kept = load(opened)
    assert (kept.sources, kept.unit_name) == ((path,), UNIT)


def test_two_files_of_one_name_keep_their_decisions_apart(page, qtbot, read, planned, tmp_path):
    for school, name in (("甲校", "王雨欣"), ("乙校", "李静")):
        (tmp_path / school).mkdir()
        (tmp_path / school / "名册.csv").write_text(
            f"姓名,身份证号,班级\n{name},{id_number()},高一1班\n赵一诺,{id_number()},高一1班\n",
            "utf-8-sig",
        )
    read(tmp_path / "甲校", tmp_path / "乙校")
    names = [row.parsed.name for row in page._work.lines.rows]
    assert names == ["王雨欣", "赵一诺", "李静", "赵一诺"]
    assert page.check.model.index(2, 0).data() == "乙校/名册!2"
    set_current(page, 2, "class_name")
    planned(type_into, qtbot, page.check.grid, "高三9班")
    classes = [row.parsed.class_name for row in page._work.lines.rows]
    assert classes == ["高一1班", "高一1班", "高三9班", "高一1班"]
    set_current(page, 0, "name")
    planned(qtbot.keyClick, page.check.grid, Qt.Key.Key_Delete)
    assert [row.parsed.name for row in page._work.lines.rows] == ["赵一诺", "李静", "赵一诺"]
    page._work.save()
    kept = load(page._session.store)
    assert len(kept.choices.sheets) == 2
    click(qtbot, page, "step_2")
    headings = [page.sheets._list.item(at).text() for at in (0, 2)]
    assert headings == ["甲校/名册.csv", "乙校/名册.csv"]


def test_a_class_that_changed_schools_is_told_at_once(
    page, session, qtbot, read, planned, roster, held
):
    read(
        roster(*[(one.name, one.id_number, "群众", "", "高一1班") for one in held]),
        unit="仁和区",
    )
    assert page._work.lines.counts["held"] == 2
    page._go(COMPARE)
    assert text(page, "all_moved") == "这样的 2 人都是转入"
    lines = planned(click, qtbot, page, "all_moved")
    assert lines.counts["updated"] == 2
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert {one.school for one in session.store.select(VOLUNTEERS)} == {
        session.store.named(UNITS, "仁和区")
    }


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("地镇小", "平地镇小学"), ("盐边县渔门中", "盐边县渔门中学"), ("红格温泉小学", None)],
)
def test_a_name_that_is_nearly_a_units_asks_whether_it_is_meant(page, session, typed, meant):
    with session.edit("登记") as edit:
        for name in ("平地镇小学", "盐边县渔门中学"):
            edit.save(UNITS, UNITS.parse({"name": name, "kind": "中学"}))
    page.choose.unit.setText(typed)
    hint = page.choose._hint
    assert ("是不是" in hint.text()) is (meant is not None)
    if meant is not None:
        assert f"是不是{UNITS.label}里的“{meant}”" in hint.text()
        hint.linkActivated.emit(str(session.store.named(UNITS, meant)))
        assert page.choose.unit_name == meant
        assert "记在这个单位名下" in hint.text()
