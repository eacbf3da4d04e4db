"""W16 says nothing of the past that is not so: what rosters, corrections and late reports are."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from exports.reports.comparison_sheet import sheet
from exports.reports.report_context import ReportContext
from people import volunteer
from resources import path
from storage.demo import build
from storage.model.period import Quarter
from storage.model.tables import VOLUNTEERS
from storage.quarter.sealing import seal_unchecked
from storage.seeds import seed
from storage.store.store import Store

SECOND, THIRD = Quarter(2026, 2), Quarter(2026, 3)
LABELS = ("V01", "V04", "V07")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample county as the program makes it, with its three late rosters."""
    with Store(tmp_path_factory.mktemp("示例") / "ledger.db") as store:
        seed(store, path("seeds"))
        build(store, date(2026, 10, 12), lambda _said: None)
        yield store


def of_sheet(store, quarter=THIRD):
    """The sheet's notes, its rows by code, and its remarks."""
    made = sheet(ReportContext(store, quarter, "masked", date(2026, 10, 12)))
    rows = {row[0]: dict(zip([one.label for one in made.headings], row, strict=True))
            for row in made.rows}  # fmt: skip
    return "".join(made.notes), rows, made.remarks


def entered_on(store, day, *people):
    store.clock = lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    with store.edit("导入") as edit:
        return edit.save_new(VOLUNTEERS, people)


def test_the_sample_countys_late_rosters_are_its_increase_and_no_correction(sample):
    notes, rows, remarks = of_sheet(sample)
    assert remarks == ()
    assert "2026 年二季度第 1 版" in notes
    roster, members = rows["V01"], rows["V07"]
    assert int(roster["本季"]) == int(roster["上季"]) + 161 - 41  # 41 left in the quarter
    assert "新录入 106" in rows["V08"]["变动说明"]
    assert int(members["本季"]) - int(members["上季"]) == 93


def test_the_sample_county_claims_no_roster_of_the_year_before(sample):
    _notes, rows, _remarks = of_sheet(sample)
    undated = [code for code in rows if code[0] in "VRLYTHM" and code not in ("H01", "H02", "H03",
               "H04", "H08")]  # fmt: skip
    assert {rows[code]["去年同期"] for code in undated} == {"无数据"}
    assert {rows[code]["同比增幅"] for code in undated} == {"—"}
    assert int(rows["H03"]["去年同期"]) > 0  # services bear a date


def test_the_sample_countys_falls_are_called_what_they_are(sample):
    _notes, rows, _remarks = of_sheet(sample)
    words = "".join(str(row["变动说明"]) for row in rows.values())
    assert "离岗 1" in words
    assert "更正" not in words


def test_a_first_report_is_named_as_such_and_lists_no_decrease(store):
    entered_on(store, date(2026, 10, 8), volunteer("甲", "2005-05-05", status="毕业",
                                                   left_on=date(2026, 8, 1)))  # fmt: skip
    notes, rows, remarks = of_sheet(store)
    assert notes == "上季：首次报送，无上季数。去年同期：首次报送，无去年同期数。没有下降的指标。"
    assert {row["上季"] for row in rows.values()} == {"无数据"}
    assert {row["下降"] for row in rows.values()} == {"否"}
    assert remarks == ()


def test_corrections_and_late_reports_are_distinguished(store):
    there = entered_on(store, date(2026, 4, 8), *(volunteer(f"学生{n}") for n in range(3)))
    seal_unchecked(store, SECOND, date(2026, 7, 8))
    by_then = {"registration_status": "已注册", "registered_on": date(2026, 6, 1)}
    entered_on(store, date(2026, 10, 8), volunteer("乙", "2005-05-05", **by_then))
    with store.edit("删除") as edit:
        edit.remove(VOLUNTEERS, there[0])
    _notes, _rows, (mended, late) = of_sheet(store)
    assert mended.startswith("上季封存后的更正（")
    assert "在册志愿者数由 3 变为 2（−1）" in mended
    assert late.startswith("上季封存后的补报（")
    assert "全年龄注册志愿者数由 0 变为 1（+1）" in late
    assert "不另计" in mended
    assert "不另计" in late
