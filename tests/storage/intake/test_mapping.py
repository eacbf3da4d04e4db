import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.intake.mapping import match
from storage.tables import TABLES, VOLUNTEERS


def _fields(*headers, groups=()):
    return [m.column.name if m.column else None for m in match(VOLUNTEERS, headers, groups)]


@pytest.mark.parametrize(
    ("header", "field"),
    [("姓 名", "name"), ("*姓名：", "name"), ("学生姓名", "name"), ("XM", "name"), ("性别(男/女)", "sex"),
     ("公民身份号码", "id_number"), ("身份证号\n码", "id_number"), ("SFZH", "id_number"), ("民族成份", "ethnicity"),
     ("是否团员/政治面貌", "political_status"), ("手机号码(家长)", "guardian_phone"), ("家长联系方式", "guardian_phone"),
     ("成员1联系电话", "guardian_phone"), ("本人电话", "phone"), ("所在班级", "class_name"), ("CSRQ", "birth_date")],
)  # fmt: skip
def test_headers_met_in_the_wild_find_their_field(header, field):
    assert _fields(header) == [field]


@pytest.mark.parametrize(
    "header",
    ["班主任电话", "填表人联系电话", "紧急联系人电话", "紧急联系人", "班主任姓名", "审核人", "成员2姓名", "成员2联系电话",
     "推荐人姓名", "父亲身份证号", "监护人身份证号"],
)  # fmt: skip
def test_what_belongs_to_somebody_else_never_lands_in_the_pupils_own_field(header):
    (found,) = _fields(header)
    assert found is None


def test_the_heading_above_decides_whose_name_and_telephone_it_is():
    assert _fields("姓名", "电话", groups=("监护人", "监护人")) == [
        "guardian_name",
        "guardian_phone",
    ]
    assert _fields("姓名", "电话", groups=("班主任", "班主任")) == [None, None]
    assert _fields("姓名", "身份证号", groups=("基本信息", "基本信息")) == ["name", "id_number"]


def test_a_field_is_taken_once_and_the_second_column_says_so():
    first, second = match(VOLUNTEERS, ("联系电话", "手机"))
    assert first.column.name == "phone"
    assert second.column is None
    assert "联系电话" in second.why


def test_an_unknown_header_is_reported_and_not_forced_into_a_field():
    (found,) = match(VOLUNTEERS, ("健康状况",))
    assert found.column is None
    assert found.why == "不认识"


def test_a_slip_of_the_pen_is_guessed_and_marked_as_a_guess():
    (found,) = match(VOLUNTEERS, ("出生年月日期",))
    assert found.column.name == "birth_date"
    assert found.confidence < 100
    assert found.why == "猜测"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_label_of_a_table_is_mapped_to_its_own_field(table):
    headers = [column.label for column in table.columns]
    assert [m.column.name for m in match(table, headers)] == [c.name for c in table.columns]


@given(st.lists(st.text(max_size=20), max_size=12))
def test_any_headers_are_mapped_without_a_field_twice(headers):
    found = [name for name in _fields(*headers) if name]
    assert len(found) == len(set(found))
