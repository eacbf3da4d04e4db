"""Where a field was read from, with one table or with several side by side."""

from storage.intake.rows.column_places import place, places
from storage.intake.rows.import_plan import PlannedRow
from storage.intake.vocabulary.column_match import match_blocks
from storage.model.tables import VOLUNTEERS

HEADS = ("姓名", "性别", "班级")


def columns(heads, *blocks):
    found = match_blocks(VOLUNTEERS, heads, [""] * len(heads), blocks)
    return [one for block in found for one in block]


def test_each_field_has_its_column():
    known = places(columns(HEADS))
    assert known == {"name": (0,), "sex": (1,), "class_name": (2,)}
    assert place(known, PlannedRow(2, ["赵一"]), "sex") == 1
    assert place(known, PlannedRow(2, ["赵一"]), "phone") is None


def test_of_tables_side_by_side_the_rows_own_column_is_taken():
    known = places(columns(HEADS * 2, (0, 3), (3, 6)))
    assert known["name"] == (0, 3)
    assert place(known, PlannedRow(2, ["赵一", "男", "高一1班"]), "name") == 0
    assert place(known, PlannedRow(2, [None, None, None, "钱二", "女"]), "sex") == 4
    assert place(known, PlannedRow(2, [None] * 6), "name") == 0
