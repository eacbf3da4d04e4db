"""Marks: errors put back into the rows, and warnings about what reads as blank."""

from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from storage.intake.read import UNCACHED, CellError
from storage.intake.read.formats import FORMATS
from storage.intake.read.formats.marks import WIDEST, Marks, without_midnight
from tests.storage.intake.read import files


@pytest.mark.parametrize("reader", ["by_calamine.read_xlsx", "by_openpyxl.read"])
def test_a_formula_whose_result_was_never_saved_is_not_a_blank(tmp_path, monkeypatch, reader):
    """openpyxl and many school systems write formulas that nobody has calculated."""
    monkeypatch.setitem(FORMATS, "xlsx", replace(FORMATS["xlsx"], readers=(reader,)))
    book = openpyxl.Workbook()
    book.active.title = "一"
    book.active.append(["姓名", "=LEN(A1)", "=A1"])
    book.active.append(["张㛃", "=LEN(A2)"])
    book.save(tmp_path / "x")
    read = files.read(tmp_path / "x")
    unknown = CellError(UNCACHED)
    assert read.sheets[0].rows == [["姓名", unknown, unknown], ["张㛃", unknown]]
    assert read.warnings == (
        "工作表「一」有 3 个公式没有保存计算结果：请在 WPS 中打开、保存后再导入。",
    )


def test_errors_are_put_into_their_cells_also_beyond_the_end_of_a_row():
    marks = Marks(errors={2: {0: "#REF!", 3: "#N/A"}, 5: {WIDEST + 7: "#N/A"}})
    rows = [(1, ["甲"]), (2, [None, "乙"]), (5, ["丙"])]
    shown = dict(marks.with_errors(iter(rows)))
    assert shown[1] == ["甲"]
    assert shown[2] == [CellError("#REF!"), "乙", None, CellError("#N/A")]
    assert shown[5] == ["丙", *[None] * WIDEST]  # wider than any roster, and no error there


def test_what_reads_as_blank_is_reported_by_kind():
    assert Marks(errors={1: {0: "#N/A"}}).warnings("一") == []
    marks = Marks(unplaced=2, unseen=True)
    marks.add_uncached(1, 0)
    assert marks.warnings("一") == [
        "工作表「一」有 1 个公式没有保存计算结果：请在 WPS 中打开、保存后再导入。",
        "工作表「一」有 2 个出错的单元格只能读作空白。",
        "工作表「一」中如有出错的单元格，只能读作空白。",
    ]


def test_a_day_without_an_hour_is_a_day():
    assert without_midnight(datetime(2008, 1, 2)) == date(2008, 1, 2)
    assert type(without_midnight(datetime(2008, 1, 2))) is date
    assert without_midnight(datetime(2008, 1, 2, 0, 1)) == datetime(2008, 1, 2, 0, 1)
