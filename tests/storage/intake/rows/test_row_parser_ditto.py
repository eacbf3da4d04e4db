"""Cells that say 同上 in lists."""

import pytest

from people import id_number
from rosters import write
from storage.intake.pipeline import plan_import
from storage.model.tables import VOLUNTEERS

HEADER = ["姓名", "身份证号", "班级", "民族", "学校", "学号"]


def rows_of(store, path):
    return list(plan_import(store, [path], "盐边县渔门中学", table=VOLUNTEERS).rows())


@pytest.mark.parametrize("sign", ["同上", "〃", '"', "″", " 同 上 "])
def test_it_stands_for_what_is_above_and_a_blank_never_does(store, tmp_path, sign):
    rows = [
        ["甲", id_number(), "高一1班", "彝", "盐边县渔门中学", "1"],
        ["乙", id_number(), sign, sign, sign, "2"],
        ["丙", id_number(), sign, None, None, "3"],
    ]
    found = rows_of(store, write(tmp_path / "名册.xlsx", rows, HEADER))
    said = [(row.record.class_name, row.record.ethnicity) for row in found]
    assert said == [("高一1班", "彝族"), ("高一1班", "彝族"), ("高一1班", None)]
    assert {row.record.school for row in found} == {found[0].record.school}
    assert not any(row.problems for row in found)


def test_it_is_refused_where_nothing_stands_above_and_of_what_is_everybodys_own(store, tmp_path):
    rows = [["甲", id_number(), "〃", None, None, "1"], ["同上", "同上", None, None, None, "同上"]]
    first, second = rows_of(store, write(tmp_path / "名册.xlsx", rows, HEADER))
    assert [one.message for one in first.problems] == [
        "班级写了“同上”，上面一行的这一格却没有内容，这一格没有导入"
    ]
    assert first.record.class_name is None
    assert second.outcome == "rejected"
    assert [one.message for one in second.problems] == [
        "姓名写了“同上”，各人不同，请写全",
        "身份证号写了“同上”，各人不同，请写全",
        "学号写了“同上”，各人不同，请写全，这一格没有导入",
    ]
