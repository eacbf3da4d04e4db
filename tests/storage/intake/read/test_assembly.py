"""Records of a worker put together into a book, by a side that does not trust them."""

import pytest

from storage.intake.read.assembly import Assembly

BEGIN = (
    {"book": {"kind": "xlsx", "more": True}},
    {"opened": {"encoding": "gb18030", "date1904": True}},
)
END = {"end": {"hidden": False, "merged": [], "hidden_rows": []}}


def sheet(name, *records, **end):
    return [{"sheet": {"name": name, "expected": 2}}, *records, {"end": END["end"] | end}]


def done(sheets, *warnings):
    return {"done": {"sheets": sheets, "warnings": list(warnings)}}


def assembled(*records):
    assembly = Assembly()
    wanted = [assembly.take(record) for record in (*BEGIN, *records)]
    return assembly, wanted


def test_sheets_and_what_is_known_of_the_file_become_a_book():
    one = sheet("一", {"at": 3, "rows": [["甲"], []]}, {"at": 5, "rows": [["乙"]]})
    two = sheet("二", hidden=True, merged=[[1, 1, 2, 3]], hidden_rows=[4, 2])
    assembly, wanted = assembled(*one, *two, done(2, "请核对。"))
    book = assembly.book
    assert (book.kind, book.encoding, book.date1904) == ("xlsx", "gb18030", True)
    assert book.warnings == ("请核对。",)
    first, second = book.sheets
    assert (first.name, first.first_row, first.rows) == ("一", 3, [["甲"], [], ["乙"]])
    assert (second.hidden, second.merged, second.hidden_rows) == (True, ((1, 1, 2, 3),), {2, 4})
    assert (second.first_row, second.rows) == (1, [])
    assert all(one.date1904 for one in book.sheets)
    assert wanted == [True] * (len(wanted) - 1) + [False]


def test_rows_are_counted_against_those_expected():
    assembly, _ = assembled(*sheet("一", {"at": 1, "rows": [["甲"], ["乙"], ["丙"]]}), *sheet("二"))
    assert (assembly.done_rows, assembly.expected_rows) == (3, 4)
    assert assembly.more


def test_blank_texts_become_none_and_whole_numbers_whole():
    cells = ["", "0", 2.0, 2.5, float(2**53), False, None]
    assembly, _ = assembled(*sheet("一", {"at": 1, "rows": [cells]}), done(1))
    (row,) = assembly.book.sheets[0].rows
    assert row == [None, "0", 2, 2.5, 2.0**53, False, None]
    assert [type(cell) for cell in row[2:6]] == [int, float, float, bool]


@pytest.mark.parametrize(("hidden", "warned"), [(False, True), (True, False)])
def test_rows_that_a_visible_sheet_does_not_show_are_reported(hidden, warned):
    """Blank ones and those beyond the content are not counted; a hidden sheet is shown as one."""
    rows = {"at": 2, "rows": [["甲"], [], ["丙"], ["丁"]]}
    assembly, _ = assembled(*sheet("一", rows, hidden=hidden, hidden_rows=[1, 3, 4, 5, 9]), done(1))
    text = "工作表「一」有 2 行是隐藏或筛选掉的，也读入了，请核对。"
    assert assembly.book.warnings == ((text,) if warned else ())


def test_a_refusal_ends_the_work():
    assembly, wanted = assembled({"refused": "是空文件。", "reason": "file"})
    assert assembly.refusal == {"refused": "是空文件。", "reason": "file"}
    assert assembly.book is None
    assert wanted == [True, True, False]


@pytest.mark.parametrize(
    ("records", "error"),
    [
        ([{"at": 1, "rows": [["甲"]]}], "rows out of place"),
        (
            [*sheet("一", {"at": 1, "rows": [["甲"]]}, {"at": 3, "rows": [["乙"]]})],
            "rows out of place",
        ),
        ([END], "an end without a sheet"),
        ([*sheet("一"), done(2)], "a sheet is missing"),
        ([*sheet("一")[:1], done(0)], "a sheet is missing"),
    ],
)
def test_records_out_of_order_are_refused(records, error):
    with pytest.raises(ValueError, match=error):
        assembled(*records)


def test_a_record_of_no_known_kind_is_refused():
    with pytest.raises(KeyError):
        Assembly().take({"failed": "PanicException"})
