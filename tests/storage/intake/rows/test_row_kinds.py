"""Which rows below a header are records, and why the others are none."""

import pytest

from storage.intake.choices import Choices, SheetChoice
from storage.intake.columns.mapped_table import map_columns
from storage.intake.read import UNCACHED, Book, CellError, Sheet
from storage.intake.rows.import_plan import LEFT_OUT, PlannedRow, SheetPlan
from storage.intake.rows.row_kinds import RowSorter, skip_reason
from storage.intake.tables.found_table import find_tables
from storage.intake.tables.person_evidence import PERSON_DOUBT, PersonEvidence
from storage.intake.vocabulary.row_words import (
    BLANK,
    CLOSING,
    EXAMPLE,
    HEADER,
    HINT,
    NUMBERS,
    TITLE,
    UNCALCULATED,
)
from storage.model.tables import VOLUNTEERS

HEADS = ["序号", "姓名", "性别", "身份证号", "联系电话"]


def sorter(*rows, choice=None):
    """Return a sorter for a table with these rows below a title and the header, and the rows."""
    sheet = Sheet("名册", [["花名册"], HEADS, *map(list, rows)])
    tables = find_tables(Book("xlsx", (sheet,)), VOLUNTEERS)
    (mapped,) = map_columns(tables, VOLUNTEERS, "k", Choices(), {})
    plan = SheetPlan("名册", headers=mapped.columns)
    evidence = PersonEvidence(VOLUNTEERS, mapped.layout, mapped.blocks)
    made = RowSorter(plan, mapped.layout, choice or SheetChoice(), evidence)
    return made, plan, sheet, list(enumerate(mapped.rows, 3))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["合计", "12人"], CLOSING),
        (["填表人：", "", "", "", ""], CLOSING),
        ([" "], BLANK),
        ([CellError(UNCACHED), CellError(UNCACHED)], UNCALCULATED),
        (["例：", "张三", "男", "510411", "1380000"], EXAMPLE),
        (HEADS, HEADER),
        (["", "必填", "必填", "选填", ""], HINT),
        (["填写说明", "一", "二", "三", "四"], HINT),
        ([1, 2, 3, 4, 5], NUMBERS),
        (["渔门中学团员花名册"], TITLE),
        ([1, "赵一", "男", "", ""], ""),
    ],
)
def test_a_row_is_skipped_by_its_words(row, reason):
    made, _plan, _sheet, _rows = sorter([1, "赵一", "男"])
    assert skip_reason(row, made._layout) == reason


def test_records_are_yielded_and_the_others_noted_with_their_numbers():
    made, plan, _sheet, rows = sorter([1, "赵一", "男"], ["合计", "1人"], [2, "钱二", "女"])
    assert [number for number, _cells in made.records(rows)] == [3, 5]
    assert plan.skipped == [(4, CLOSING)]


def test_a_row_above_the_header_is_a_title_unless_it_has_a_person():
    made, plan, sheet, _rows = sorter([1, "赵一", "男"])
    assert list(made.rows_above(sheet)) == []
    assert plan.skipped == [(1, TITLE)]


def test_the_clerk_leaves_rows_out_and_takes_rows_in():
    choice = SheetChoice(left_out=frozenset((3,)), included=frozenset((4,)))
    made, plan, _sheet, rows = sorter([1, "赵一", "男"], ["合计", "钱二"], choice=choice)
    assert [number for number, _cells in made.records(rows)] == [4]
    assert plan.skipped == [(3, LEFT_OUT)]


def test_a_row_with_a_name_that_looks_like_a_total_is_held_with_a_sentence():
    made, _plan, _sheet, rows = sorter([1, "赵一", "男"], ["负责人", "孙三"])
    records = [PlannedRow(number, cells) for number, cells in made.records(rows)]
    made.hold_doubtful(records)
    assert [row.outcome for row in records] == ["", "held"]
    assert records[1].problems[0].code == PERSON_DOUBT
    assert "孙三" in made.doubts[4]
    assert made.is_read(4, ["负责人", "孙三"])
    assert not made.is_read(4, ["合计", ""])
