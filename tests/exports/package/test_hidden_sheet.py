"""The hidden sheet: what it stores of a workbook, and what it gives away."""

from __future__ import annotations

from openpyxl import load_workbook

from exports.package import hidden_sheet
from exports.package.hidden_sheet import Hidden
from exports.package.verification import verify
from exports.package.workbook_diff import find_hidden_sheet
from exports.reports.fingerprint import cell_mark
from exports.reports.report_context import ReportContext
from received_packages import alter, faults, workbook_in
from storage.intake.read import Sheet, read_book


def test_figures_changed_in_the_hidden_sheet_betray_themselves(folder):
    def change(page) -> None:
        row = next(row for row in page.iter_rows() if row[0].value == hidden_sheet.FIGURE)
        row[2].value = "999"

    alter(workbook_in(folder), hidden_sheet.NAME, change)
    told = [text for kind, text in faults(verify(folder)) if kind == "figures"]
    assert any("自己的校验码不符" in text for text in told)


def test_the_hidden_sheet_is_hidden_and_holds_no_cell_of_a_ledger(package, county):
    book = read_book(package["季度报表"])
    sheet = next(one for one in book.sheets if one.name == hidden_sheet.NAME)
    assert sheet.hidden
    assert load_workbook(package["季度报表"])[hidden_sheet.NAME].sheet_state == "veryHidden"
    words = {str(cell) for row in sheet.rows for cell in row}
    ledger = next(one for one in book.sheets if one.name.startswith("W03 "))
    names = {str(row[1]) for row in ledger.rows if len(row) > 1 and row[1]}
    assert len(names) > 10
    assert not words & names
    known = find_hidden_sheet(book)
    assert known.facts["version"] == "0"
    assert known.facts["quarter"] == "2026Q3"


CELLS = {"W01": {3: ["V02", "志愿者", "717"]}, "W03": {4: ["1", "青禾服务队"]}}


def test_what_is_written_is_read_back(county, quarter, today):
    context = ReportContext(county, quarter, "masked", today)
    rows = [list(row) for row in hidden_sheet.build_rows(context, CELLS)]
    hidden = hidden_sheet.parse_sheet(Sheet(hidden_sheet.NAME, rows))
    assert hidden.facts == {
        "quarter": "2026Q3", "county": "仁和区", "privacy": "masked", "made_on": "2026-10-08",
        "version": "0", "figures": hidden.digest, "book": hidden_sheet.book_id(CELLS),
    }  # fmt: skip
    assert len(hidden.figures) == len(context.measured)
    assert hidden.marks == {
        name: {number: [cell_mark(text) for text in texts] for number, texts in lines.items()}
        for name, lines in CELLS.items()
    }


def test_another_programs_sheet_is_not_read():
    for rows in ([], [["_qz", "1"]], [["青志台账", "2"], ["quarter", "2026Q3"]]):
        assert hidden_sheet.parse_sheet(Sheet(hidden_sheet.NAME, rows)) is None
    assert hidden_sheet.parse_sheet(Sheet(hidden_sheet.NAME, [["青志台账", "1"]])) == Hidden({})


def test_the_id_of_a_workbook_changes_with_any_text_row_or_sheet():
    others = (
        {"W01": {3: ["V02", "志愿者", "718"]}, "W03": {4: ["1", "青禾服务队"]}},
        {"W01": {4: ["V02", "志愿者", "717"]}, "W03": {4: ["1", "青禾服务队"]}},
        {"W02": {3: ["V02", "志愿者", "717"]}, "W03": {4: ["1", "青禾服务队"]}},
    )
    assert len({hidden_sheet.book_id(cells) for cells in (CELLS, *others)}) == 4
