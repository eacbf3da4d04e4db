"""A row that may not be a person's: shown, and included or excluded by the clerk."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gui.imports.check.preview_table import OUTCOME
from gui.imports.import_state import CHECK, COMPARE, DONE, SHEETS
from storage.intake.apply.batch import load_batches, undo_batch
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click, text

ROWS = (
    ("序号", "姓名", "性别", "联系电话"), (1, "赵一", "男", "13800000001"), ("负责人", "孙三"), ("例", "罗轩远", "男"),
)  # fmt: skip
MESSAGE = "不知道“孙三”是不是名册里的人，这一行像合计、说明或签名（“负责人”），没有导入，请核对"


@pytest.fixture
def book(tmp_path):
    def write(**sheets):
        workbook = Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(tmp_path / "志愿者.xlsx")
        return tmp_path / "志愿者.xlsx"

    return write


def outcomes(lines):
    return {row.parsed.name: row.outcome for row in lines.rows}


def test_a_doubtful_row_is_described_with_its_position_and_insert_includes_it(
    page, qtbot, read, planned, book
):
    lines = read(book(全校=ROWS))
    assert page._at == CHECK
    assert outcomes(lines) == {"赵一": "created", "孙三": "held", "罗轩远": "held"}
    click(qtbot, page, "next_fault")
    assert page.check.grid.currentIndex().column() == OUTCOME
    note = text(page.check, "cell_told")
    assert note.startswith(f"全校 第 3 行：{MESSAGE}")
    assert note.endswith("Insert 是人；Delete 不是人。")
    lines = planned(qtbot.keyClick, page.check.grid, Qt.Key.Key_Insert)
    assert outcomes(lines) == {"赵一": "created", "孙三": "created", "罗轩远": "held"}
    lines = planned(page.step_back)
    assert outcomes(lines)["孙三"] == "held"


def test_insert_does_nothing_to_a_row_without_doubt(page, qtbot, read, book):
    read(book(全校=ROWS))
    page.check.grid.setCurrentIndex(page.check.model.index(0, OUTCOME))
    qtbot.keyClick(page.check.grid, Qt.Key.Key_Insert)
    assert not page._work.busy
    assert page._work.last_step == ""


def test_all_doubtful_rows_are_included_or_excluded_with_one_click(
    page, qtbot, read, planned, book
):
    read(book(全校=ROWS))
    page.check.facets.choose(0)
    assert text(page.check, "mend_what") == "像姓名，请确认"
    target = page.check.findChild(QPushButton, "take_all_in")
    assert target.isVisible()
    assert text(page.check, "leave_all_out") == "这 2 行都不是人"
    lines = planned(click, qtbot, page, "take_all_in")
    assert set(outcomes(lines).values()) == {"created"}
    planned(page.step_back)
    page.check.facets.choose(0)
    lines = planned(click, qtbot, page, "leave_all_out")
    assert outcomes(lines) == {"赵一": "created"}
    assert "您选择不导入 2 行" in text(page, "skipped")


def test_keys_1_and_2_decide_a_doubtful_row_and_the_import_can_be_undone(
    page, qtbot, session, read, planned, book
):
    read(book(全校=ROWS))
    click(qtbot, page, "deed")
    assert page._at == COMPARE
    assert text(page.compare, "pair_why") == MESSAGE
    assert text(page.compare, "pair_same") == "1　是人，导入"
    assert text(page.compare, "pair_different") == "2　不是人"
    lines = planned(qtbot.keyClick, page.compare.pairs, Qt.Key.Key_1)
    assert outcomes(lines)["孙三"] == "created"
    lines = planned(qtbot.keyClick, page.compare.pairs, Qt.Key.Key_2)
    assert outcomes(lines) == {"赵一": "created", "孙三": "created"}
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert page._at == DONE
    (batch,) = load_batches(session.store)
    assert (batch.counts["created"], batch.counts["held"]) == (2, 0)
    undo_batch(session.store, batch.id)
    assert session.store.count(VOLUNTEERS) == 0


def test_an_undecided_row_is_counted_and_returned_to_the_school(page, qtbot, session, read, book):
    read(book(全校=ROWS))
    click(qtbot, page, "deed")
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    (batch,) = load_batches(session.store)
    assert (batch.counts["created"], batch.counts["held"]) == (1, 2)
    (faults,) = page._work.lines.school_faults
    assert next(mark.text for marks in faults.sheets[0].rows.values() for mark in marks) == (
        "不知道“孙三”是不是名册里的人，这一行像合计、说明或签名（“负责人”），请写明"
    )
    assert faults.kinds == (("不知道是不是名册里的人", 2),)


def test_a_sheet_that_may_list_people_is_shown_first_with_a_notice(
    page, session, read, book, qtbot
):
    heard = []
    session.notice_posted.connect(lambda notice: heard.append(notice.text))
    read(book(一班=ROWS, 二班=[("钱二", "男"), ("李四", "女")]))
    assert page._at == SHEETS
    said = "工作表“二班”：没有认出名册的表头，没有导入；里面像是有人，请核对"
    assert said in heard
    assert "没有认出名册的表头" in text(page.sheets, "sheet_sentence")
    click(qtbot, page, "step_5")
    assert "没有导入的工作表：“二班”。" in text(page, "skipped")
