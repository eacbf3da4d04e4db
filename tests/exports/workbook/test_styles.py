"""The looks of cells: one for each kind of value, each made once."""

from __future__ import annotations

from datetime import date

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from exports.sheet import Count, Heading, Money, Share, Total
from exports.workbook.styles import CellFormats
from sheets import ROW, sheet, written


def test_each_kind_of_value_becomes_its_kind_of_cell(tmp_path):
    page = written(tmp_path, sheet(ROW))["W03 台账"]
    found = [(cell.value, cell.data_type, cell.number_format) for cell in page[4]]
    assert found[0] == ("张三", "s", "@")
    assert found[1] == ("510411200805170019", "s", "@")
    assert found[2] == (12, "n", "0")
    assert found[3] == (0.999, "n", "0.0%")
    assert found[4] == (12.5, "n", "#,##0.00")
    assert (found[5][0].date(), *found[5][1:]) == (date(2026, 9, 30), "d", "yyyy-mm-dd")


def test_a_format_is_created_once_for_all_cells_that_share_it(tmp_path):
    workbook = Workbook(tmp_path / "a.xlsx")
    looks = CellFormats(workbook)
    first = looks.of("body", str, "left")
    assert looks.of("body", str, "left") is first
    others = [looks.of("body", str, "right"), looks.of("total"), looks.of("body", Count),
              looks.of("body", str, wrapped=True), looks.of("body", str, quoted=True)]  # fmt: skip
    assert len({id(one) for one in (first, *others)}) == 6
    assert looks.frame() is looks.frame()
    workbook.close()


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (Count(7812), "#,##0"),
        (2.5, "#,##0.0"),
        (3, "0"),
        (Share(0.5), "0.0%"),
        (Money(1), "#,##0.00"),
    ],
)
def test_a_number_is_formatted_by_its_kind_in_rows_and_totals(tmp_path, value, form):
    rows = (value,), Total((value,))
    page = written(tmp_path, sheet(*rows, headings=(Heading("数", "right"),)))["W03 台账"]
    assert [(page[f"A{row}"].value, page[f"A{row}"].number_format) for row in (4, 5)] == [
        (value, form)
    ] * 2
    assert [page[f"A{row}"].font.b for row in (4, 5)] == [False, True]
