"""The looks of cells: one for each kind of value, each made once."""

from __future__ import annotations

from datetime import date

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
