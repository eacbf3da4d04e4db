import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import id_number
from rosters import write
from storage.intake.pipeline import plan_import
from storage.intake.rows.row_parser import Guardians
from storage.intake.vocabulary.column_match import match, member_of
from storage.model.tables import VOLUNTEERS

OF_GUARDIANS = {
    name: VOLUNTEERS.by_name[name]
    for name in ("guardian_name", "guardian_relation", "guardian_phone")
}
REGISTER = ("姓名", "成员1姓名", "成员1关系", "成员1联系电话", "成员1是否监护人", "成员2姓名", "成员2关系", "成员2联系电话", "成员2是否监护人")  # fmt: skip
FATHER = ["父甲", "51-父亲", "13800000001"]
MOTHER = ["母乙", "52-母亲", "13800000002"]


def chosen(headers, cells, **values):
    guardians = Guardians(match(VOLUNTEERS, headers), OF_GUARDIANS)
    assert guardians
    guardians.choose(values, cells)
    return tuple(values.get(name) for name in OF_GUARDIANS)


@pytest.mark.parametrize(
    ("first", "second", "who"),
    [("是", "否", "父甲"), ("0-否", "1-是", "母乙"), (None, "1", "母乙"), ("是", "是", "父甲"), (None, None, "父甲"), ("不清楚", None, "父甲")],
)  # fmt: skip
def test_the_relative_marked_as_guardian_is_the_guardian(first, second, who):
    found = chosen(REGISTER, ["学生", *FATHER, first, *MOTHER, second])
    assert found[0] == who
    assert found[1:] == (("父亲", "13800000001") if who == "父甲" else ("母亲", "13800000002"))


def test_facts_of_another_relative_never_mix_with_the_guardians():
    cells = ["学生", *FATHER, "否", "母乙", None, None, "是"]
    values = {
        "guardian_name": "父甲",
        "guardian_relation": "父亲",
        "guardian_phone": "13800000001",
    }
    assert chosen(REGISTER, cells, **values) == ("母乙", None, None)


def test_a_relative_of_whom_nothing_is_known_gives_way():
    assert chosen(REGISTER, ["学生", None, None, None, None, *MOTHER, None])[0] == "母乙"
    assert chosen(REGISTER, ["学生"]) == (None, None, None)


def test_columns_of_father_and_mother_give_the_relation():
    headers = ("姓名", "父亲姓名", "父亲电话", "母亲姓名", "母亲电话")
    assert chosen(headers, ["学生", "父甲", "13800000001", "母乙", "13800000002"]) == (
        "父甲",
        "父亲",
        "13800000001",
    )
    assert chosen(headers, ["学生", "/", None, "母乙", "13800000002"]) == (
        "母乙",
        "母亲",
        "13800000002",
    )


def test_a_sheet_with_one_guardian_has_nothing_to_choose():
    assert not Guardians(match(VOLUNTEERS, ("姓名", "监护人姓名", "监护人电话")), OF_GUARDIANS)
    assert not Guardians(match(VOLUNTEERS, ("姓名", "成员1姓名")), OF_GUARDIANS)


@given(
    st.lists(
        st.sampled_from([None, "父甲", "是", "否", "51-父亲", "13800000001", 3, "?"]), max_size=9
    )
)
def test_any_row_has_a_guardian_or_none(cells):
    chosen(REGISTER, cells)


@pytest.mark.parametrize(
    "header", ["成员1身份证件号", "父亲工作单位", "母亲职业", "班主任电话", "姓名", "监护人电话"]
)
def test_a_missing_fact_of_the_guardian_stays_blank(header):
    assert member_of(header) == ("", "")


HEADER = ["姓名", "身份证号", "班级", "民族", "学校", "学号"]


def rows_of(store, path):
    return list(plan_import(store, [path], "盐边县渔门中学", table=VOLUNTEERS).rows())


@pytest.mark.parametrize("sign", ["同上", "〃", '"', "″", " 同 上 "])
def test_ditto_repeats_the_value_above_and_a_blank_never_does(store, tmp_path, sign):
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


def test_ditto_is_refused_in_the_first_row_and_for_names_and_numbers(store, tmp_path):
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
