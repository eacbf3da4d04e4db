"""Small files that would be enormous: each is refused in a sentence, soon, and in little memory."""

import subprocess
import sys

import pytest
import xlsxwriter

from storage.errors import UserError
from storage.intake.read import Limits, book_reader, read_book
from tests.storage.intake.read import files


def sheet(tmp_path, *sheets, **parts):
    return files.packed(tmp_path / "名册.xlsx", files.xlsx_parts(*sheets, **parts))


def two_cells(tmp_path, last):
    row = last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return sheet(
        tmp_path,
        f'<row r="1">{files.text_cell("A1", "姓名")}</row>'
        f'<row r="{row}">{files.text_cell(last, "x")}</row>',
    )


def test_two_cells_at_opposite_corners(tmp_path):
    """The first reader runs out of memory and is gone; the second says what is wrong."""
    assert "第 1048576 行超过 200 列" in files.refusal(two_cells(tmp_path, "XFD1048576"))


def test_two_cells_far_apart(tmp_path):
    assert "第 1048576 行" in files.refusal(two_cells(tmp_path, "CV1048576"))
    assert "第 1048576 行还有内容" in files.refusal(two_cells(tmp_path, "B1048576"))
    assert "第 9 行超过 200 列" in files.refusal(two_cells(tmp_path, "XFD9"))


def test_a_row_that_no_sheet_has(tmp_path):
    cell = files.text_cell("A4294967295", "x")
    assert "已损坏或结构异常" in files.refusal(sheet(tmp_path, f'<row r="4294967295">{cell}</row>'))


def test_more_cells_than_memory_holds(tmp_path):
    """Within the size that is allowed, but not within the memory."""
    cells = "".join(f'<c r="{c}{{0}}"><v>1</v></c>' for c in ("A", "GR"))
    rows = "".join(f'<row r="{n}">{cells.format(n)}</row>' for n in range(1, 60_000))
    with pytest.raises(UserError, match="《名册.xlsx》"):
        read_book(sheet(tmp_path, rows), limits=Limits(memory_bytes=200 << 20, seconds=2))


@pytest.mark.parametrize("name", ["xlsx", "ods"])
def test_whole_sheet_merges_are_reported_and_not_filled(tmp_path, name):
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 10
    path = sheet(
        tmp_path,
        f'<sheetData><row r="1">{files.text_cell("A1", "姓名")}</row></sheetData>'
        f"<mergeCells>{merges}</mergeCells>",
    )
    if name == "ods":
        files.ods(
            path,
            '<table:table table:name="一"><table:table-row><table:table-cell '
            'table:number-columns-spanned="16384" table:number-rows-spanned="1048576" '
            'office:value-type="string"><text:p>姓名</text:p></table:table-cell>'
            "</table:table-row></table:table>",
        )
    (only,) = read_book(path).sheets
    assert only.rows == [["姓名"]]
    assert set(only.merged) == {(1, 1, 1048576, 16384)}


@pytest.mark.parametrize(
    ("length", "reason"), [(11_000_000, "压缩得极不寻常"), (6_000_000, "有单元格超过 32,767 个字")]
)
def test_a_cell_of_millions_of_characters(tmp_path, length, reason):
    row = f'<row r="1">{files.text_cell("A1", "张" * length)}</row>'
    assert reason in files.refusal(sheet(tmp_path, row))


def test_a_text_of_the_longest_cell_there_is_is_read(tmp_path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_string(0, 0, "张" * 32_767)
    assert len(str(read_book(path).sheets[0].rows[0][0])) == 32_767


def test_a_sheet_wider_than_any_roster(tmp_path):
    path = files.xlsx(tmp_path / "名册.xlsx", [["姓名"], ["x"] * 201])
    assert "《名册.xlsx》的工作表「名册」第 2 行超过 200 列" in files.refusal(path)
    assert len(read_book(files.xlsx(path, [["x"] * 200])).sheets[0].rows[0]) == 200


def test_larger_limits_admit_larger_files(tmp_path):
    path = files.xlsx(tmp_path / "名册.xlsx", [[number] for number in range(3_000)])
    with pytest.raises(UserError, match="超过 2,000 行的上限"):
        read_book(path, limits=Limits(rows=2_000))
    assert len(read_book(path, limits=Limits(rows=3_000)).sheets[0].rows) == 3_000


def test_a_large_file_may_cost_more_and_none_more_than_two_gigabytes():
    small, largest = Limits().of(5 << 20), Limits().of(Limits().file_bytes)
    assert (small.memory_bytes, small.unpacked_bytes) == (1 << 30, 400 << 20)
    assert small.seconds == 30
    assert (1 << 30) < largest.memory_bytes < (2 << 30)
    assert largest.seconds == 220


def test_the_fence_holds_memory_and_leaves_no_core(tmp_path):
    code = (
        "import resource; from storage.intake.read.limits import confine; confine(1 << 28, 3);"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0],"
        " resource.getrlimit(resource.RLIMIT_CPU)[0]);"
        "x = bytearray(1 << 29)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=book_reader.ROOT,
        check=False,
    )
    assert run.stdout.split() == ["0", "8"]
    assert "MemoryError" in run.stderr
