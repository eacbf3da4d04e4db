"""A workbook against its hidden sheet: which cells and rows differ, and what they are called."""

from __future__ import annotations

import pytest

from exports.package.hidden_sheet import NAME, Hidden
from exports.package.workbook_diff import Difference, differences, heading_over, row_label, texts_of
from exports.reports.fingerprint import cell_mark
from storage.intake.read import Book, Sheet

SENT = {
    1: ["标题"],
    2: ["说明"],
    3: ["序号", "名 称", "人数"],
    4: ["1", "青禾服务队", "12"],
    5: ["2", "江畔服务队", "7"],
    6: ["合计", "", "19"],
}


def marks_of(rows: dict[int, list[str]]) -> dict[int, list[str]]:
    return {number: [cell_mark(text) for text in row] for number, row in rows.items()}


KNOWN = Hidden({"quarter": "2026Q3"}, (), {"W03": marks_of(SENT)})


def book(rows, *more: str) -> Book:
    return Book("xlsx", tuple(Sheet(name, rows) for name in ("W03", *more)))


def returned(**changes: list[str] | None) -> list[list[str]]:
    """The rows sent, some replaced (by their number, as `r4`) or taken out."""
    rows: dict[int, list[str] | None] = {**SENT}
    rows |= {int(key[1:]): row for key, row in changes.items()}
    return [row for row in rows.values() if row is not None]


def found(rows, *more: str) -> list[Difference]:
    return list(differences(KNOWN, book(rows, *more)))


def test_an_unchanged_workbook_has_no_difference():
    assert found(returned()) == []
    assert found([*returned(), [], ["", ""]], NAME) == []


def test_a_changed_cell_is_named_with_its_new_text():
    (one,) = found(returned(r5=["2", "江畔服务队", "9"]))
    assert one == Difference("W03", "changed", 5, 5, 2, "9")
    assert one.cell == "C5"


def test_a_cleared_cell_and_one_beyond_the_last_column_are_changes():
    cleared, added = found(returned(r4=["1", "青禾服务队"], r6=["合计", "", "19", "已核"]))
    assert (cleared.cell, cleared.theirs) == ("C4", "")
    assert (added.cell, added.theirs) == ("D6", "已核")


def test_a_removed_row_moves_the_rows_below_it_without_a_difference():
    (one,) = found(returned(r4=None))
    assert (one.kind, one.before, one.row, one.place, one.cell) == ("removed", 4, 0, -1, "第4行")


def test_an_added_row_is_reported_with_its_text():
    rows = returned()
    rows.insert(4, ["", "新来的", "3"])
    (one,) = found(rows)
    assert (one.kind, one.row, one.theirs, one.cell) == ("added", 5, "新来的　3", "第5行")


def test_a_lost_and_a_foreign_sheet_are_reported_whole():
    known = Hidden({}, (), {"W03": marks_of(SENT), "W04": marks_of(SENT)})
    made = book(returned(), "我的表")
    assert [(one.sheet, one.kind, one.cell) for one in differences(known, made)] == [
        ("W04", "lost", ""), ("我的表", "added", ""),
    ]  # fmt: skip


def test_texts_start_at_column_a_and_at_the_sheets_first_row():
    sheet = Sheet("W03", [[1.0, None], ["甲", True]], first_row=3, first_column=2)
    texts = texts_of(sheet)
    assert list(texts) == [3, 4]
    assert texts[3][:2] == ["", "1"]
    assert texts[4][:2] == ["", "甲"]


@pytest.mark.parametrize(("place", "heading"), [(1, "名称"), (2, "人数"), (9, "")])
def test_the_heading_is_of_the_first_row_with_several_cells(place, heading):
    assert heading_over(SENT, place) == heading
    assert heading_over({1: ["标题"]}, 0) == ""


def test_a_row_is_called_by_its_words_and_not_by_its_numbers():
    assert row_label(["性别", "男", "598", "0.472"], 2) == "性别　男"
    assert row_label(["1", "青年协会", "社会组织", "仁和区"], 1) == "社会组织　仁和区"
    assert row_label(["V02", "注册青年志愿者数", "717"], 2) == "V02　注册青年志愿者数"


def test_one_row_among_hundreds_of_the_same_is_one_difference():
    rows = [[str(number % 3), "无"] for number in range(400)]
    known = Hidden({}, (), {"W03": marks_of(dict(enumerate(rows, 1)))})
    changed = [*rows[:200], ["新", "无"], *rows[200:]]
    (one,) = differences(known, book(changed))
    assert (one.kind, one.row) == ("added", 201)
