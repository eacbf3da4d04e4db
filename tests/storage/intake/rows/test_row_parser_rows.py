"""A row of cells as a record, with every fault found on the way."""

import pytest

from people import id_number
from storage.errors import UserError
from storage.intake.rows.row_parser import RowParser
from storage.intake.vocabulary.column_match import match
from storage.model.tables import ORGANIZATIONS, TRAININGS, UNITS, VOLUNTEERS
from storage.model.tables.organization import Organization
from storage.model.tables.unit import Unit

MOBILE = "13800000001"


@pytest.fixture
def parser(store):
    """Makes a parser for a table with these headers."""

    def make(*headers, table=VOLUNTEERS, fixed=(), stated=(), meanings=(), **more):
        return RowParser(
            store, table, match(table, headers), fixed=dict(fixed), stated=dict(stated),
            meanings=dict(meanings), **more,
        )  # fmt: skip

    return make


def problems(row):
    return [(one.column, one.severity, one.code, one.message) for one in row.problems]


def test_a_row_gives_the_fields_of_its_filled_cells(parser):
    row = parser("姓名", "性别", "联系电话", "备注").parse(7, ["王雨欣", "女", None, "好"])
    assert (row.row, row.raw) == (7, ["王雨欣", "女", None, "好"])
    assert row.fields == ("name", "sex", "note")
    assert (row.record.name, row.record.sex, row.record.phone, row.record.note) == (
        "王雨欣", "女", None, "好",
    )  # fmt: skip
    assert row.record is row.parsed
    assert (row.problems, row.outcome, row.altered, row.target_id) == ((), "", (), None)


def test_the_cells_that_are_written_otherwise_are_noted(parser):
    row = parser("姓名", "性别", "联系电话").parse(1, [" 王雨欣", "女", "138-0000-0001"])
    assert row.altered == (0, 2)
    assert row.record.phone == MOBILE


def test_a_short_row_is_read_as_one_with_blanks(parser):
    row = parser("姓名", "性别", "联系电话").parse(1, ["王雨欣"])
    assert row.fields == ("name",)
    assert row.problems == ()


def test_corrections_of_the_clerk_stand_in_place_of_cells(parser):
    made = parser("姓名", "性别", "联系电话")
    row = made.parse(1, ["王雨", "女"], {0: "王雨欣", 2: MOBILE})
    assert (row.record.name, row.record.sex, row.record.phone) == ("王雨欣", "女", MOBILE)
    assert row.raw == ["王雨", "女"]
    beyond = made.parse(1, ["王雨欣"], {7: "x"})  # a column that no header names
    assert beyond.fields == ("name",)


def test_a_row_without_its_name_is_rejected_and_checked_nevertheless(parser):
    row = parser("姓名", "性别", "身份证号").parse(1, [None, "男", id_number(sex="女")])
    assert row.outcome == "rejected"
    assert problems(row) == [
        ("name", "error", "missing", "姓名不能为空"),
        ("sex", "warning", "contradiction", "性别与身份证号不符（证号上是女）"),
    ]
    assert row.record.name == ""


def test_every_required_field_that_is_blank_is_reported(parser):
    row = parser("培训名称", table=TRAININGS).parse(1, ["甲"])
    assert row.outcome == "rejected"
    required = [one for one in TRAININGS.columns if one.required and one.default is None]
    assert problems(row) == [
        (one.name, "error", "missing", f"{one.label}不能为空")
        for one in required
        if one.name != TRAININGS.title
    ]


def test_a_value_that_cannot_be_read_is_left_out_with_a_warning(parser):
    row = parser("姓名", "性别", "联系电话").parse(1, ["王雨欣", "女子", "12"])
    assert row.outcome == ""
    assert row.fields == ("name", "sex") or row.fields == ("name",)
    phone = [one for one in row.problems if one.column == "phone"]
    assert [(one.severity, one.code, one.header) for one in phone] == [
        ("warning", "unreadable", "联系电话")
    ]
    assert phone[0].message.startswith("联系电话")
    assert phone[0].message.endswith("，这一格没有导入")
    assert phone[0].fix == ""


def test_a_word_near_a_choice_is_offered_as_its_fix(parser):
    row = parser("姓名", "政治面貌").parse(1, ["王雨欣", "共青团圆"])
    (one,) = row.problems
    assert (one.column, one.fix) == ("political_status", "共青团员")


def test_a_number_that_is_none_rejects_the_row(parser):
    row = parser("姓名", "身份证号").parse(1, ["王雨欣", "510411"])
    assert row.outcome == "rejected"
    ((column, severity, code, _message),) = problems(row)
    assert (column, severity, code) == ("id_number", "error", "contradiction")


def test_a_required_value_that_cannot_be_read_rejects_the_row_once(parser):
    row = parser("培训名称", "培训日期", table=TRAININGS).parse(1, ["甲", "很久以前"])
    assert row.outcome == "rejected"
    of_day = [one for one in row.problems if one.column == "held_on"]
    assert [(one.severity, one.code) for one in of_day] == [("error", "unreadable")]
    assert not of_day[0].message.endswith("没有导入")


def test_facts_of_a_row_that_contradict_each_other_are_reported(parser):
    row = parser("姓名", "性别", "身份证号").parse(1, ["王雨欣", "男", id_number(sex="女")])
    assert problems(row) == [
        ("sex", "warning", "contradiction", "性别与身份证号不符（证号上是女）")
    ]
    assert row.outcome == ""


def test_what_a_number_says_is_deduced(parser):
    row = parser("姓名", "身份证号").parse(1, ["王雨欣", id_number(sex="女")])
    assert row.record.sex == "女"
    assert row.fields == ("name", "id_number")


# --- 同上 ---------------------------------------------------------------------------------------


def test_the_value_above_is_repeated_as_long_as_it_is_written(parser):
    made = parser("姓名", "班级")
    rows = [made.parse(at, cells) for at, cells in enumerate(
        (["王雨欣", "高一1班"], ["李思雨", "同上"], ["赵一", "〃"], ["钱二", None], ["孙三", "同上"])
    )]  # fmt: skip
    assert [row.record.class_name for row in rows] == ["高一1班"] * 3 + [None, None]
    assert [row.problems[0].message for row in rows if row.problems] == [
        "班级写了“同上”，上面一行的这一格却没有内容，这一格没有导入"
    ]


@pytest.mark.parametrize(("header", "value"), [("身份证号", id_number()), ("姓名", "王雨欣")])
def test_names_and_numbers_are_never_repeated(parser, header, value):
    made = parser(header, "性别")
    made.parse(1, [value, "女"])
    row = made.parse(2, ["同上", "同上"])
    label = VOLUNTEERS.by_name["id_number" if header == "身份证号" else "name"].label
    assert f"{label}写了“同上”，各人不同，请写全" in [one.message for one in row.problems]
    assert row.record.sex == "女"


# --- what every row has in common ---------------------------------------------------------------


def test_fixed_values_give_way_to_a_row_and_are_not_its_own(parser):
    made = parser("姓名", "班级", fixed={"class_name": "高一2班", "sex": "女"})
    own, other = made.parse(1, ["王雨欣", "高一1班"]), made.parse(2, ["李思雨", None])
    assert (own.record.class_name, own.record.sex) == ("高一1班", "女")
    assert (other.record.class_name, other.fields) == ("高一2班", ("name",))


def test_stated_values_count_as_given_by_every_row(parser):
    row = parser("姓名", stated={"political_status": "团员", "sex": ""}).parse(1, ["王雨欣"])
    assert row.record.political_status == "共青团员"
    assert row.fields == ("name", "political_status", "sex")


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        ({"sex": "不知"}, "每行都有的性别“不知”"),
        ({"school": "没有的学校"}, "每行都有的学校或单位“没有的学校”不在名录里，请改正。"),
    ],
)
def test_a_stated_value_that_is_none_is_refused(parser, stated, sentence):
    with pytest.raises(UserError) as refused:
        parser("姓名", stated=stated)
    assert str(refused.value).startswith(sentence)
    assert str(refused.value).endswith("，请改正。") or "请改正" in str(refused.value)


def test_a_stated_unit_is_found_by_its_name(store, parser):
    with store.edit("建") as edit:
        unit = edit.save(UNITS, Unit(name="渔门中学", kind="中学"))
    assert parser("姓名", stated={"school": "渔门中学"}).parse(1, ["王雨欣"]).record.school == unit


def test_implied_values_are_those_of_rows_without_a_record_number(parser):
    made = parser("台账编号", "姓名", "性别", implied={"league_member": "是", "sex": "男"})
    fresh = made.parse(1, [None, "王雨欣", "女"])
    assert (fresh.record.league_member, fresh.record.sex) == (True, "女")
    assert set(fresh.fields) == {"name", "sex", "league_member"}
    known = made.parse(2, ["V000012", "李思雨", None])
    assert known.target_id == 12
    assert (known.record.league_member, known.record.sex) == (None, None)


def test_a_record_number_without_digits_is_none(parser):
    made = parser("台账编号", "姓名")
    assert made.parse(1, ["V", "王雨欣"]).target_id is None
    assert made.parse(1, [12, "王雨欣"]).target_id == 12
    assert parser("姓名").parse(1, ["王雨欣"]).target_id is None


def test_what_the_clerk_says_a_text_means_is_its_value(parser):
    meanings = {("sex", "1"): "女", ("sex", "F"): "女", ("political_status", "F"): "群众"}
    made = parser("姓名", "性别", meanings=meanings)
    for cell in ("1", 1, "F"):
        assert made.parse(1, ["王雨欣", cell]).record.sex == "女"
    assert (
        parser("姓名", "政治面貌", meanings=meanings)
        .parse(1, ["王雨欣", "F"])
        .record.political_status
        == "群众"
    )


def test_a_code_of_six_digits_is_only_a_text(parser):
    meanings = {("sex", "123456"): "女", ("sex", "12345"): "女"}
    made = parser("姓名", "性别", meanings=meanings)
    assert made.parse(1, ["王雨欣", 12345]).record.sex == "女"
    assert made.parse(1, ["王雨欣", "123456"]).record.sex == "女"
    assert made.parse(1, ["王雨欣", 123456]).record.sex is None


def test_codes_of_one_table_are_read_in_it(parser):
    made = parser("姓名", "性别", codes={"sex": {"3": "女"}})
    assert made.parse(1, ["王雨欣", "3"]).record.sex == "女"


def test_days_are_counted_from_1904_where_the_book_says_so(parser):
    late = parser("姓名", "出生日期", date1904=True).parse(1, ["王雨欣", 38_000])
    early = parser("姓名", "出生日期").parse(1, ["王雨欣", 38_000 + 1462])
    assert late.record.birth_date == early.record.birth_date == "2008-01-15"


# --- telephones of relatives --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "phone", "guardian", "relation"),
    [
        (f"{MOBILE}（母亲）", None, MOBILE, "母亲"),
        (f"{MOBILE}(父亲) ", None, MOBILE, "父亲"),
        (f"{MOBILE}（本人）", MOBILE, None, None),
        (MOBILE, MOBILE, None, None),
    ],
)
def test_a_telephone_with_a_relative_is_the_guardians(parser, cell, phone, guardian, relation):
    record = parser("姓名", "联系电话").parse(1, ["王雨欣", cell]).record
    assert (record.phone, record.guardian_phone, record.guardian_relation) == (
        phone, guardian, relation,
    )  # fmt: skip


def test_a_guardians_telephone_stays_his_and_tells_the_relation(parser):
    made = parser("姓名", "监护人电话", "监护人关系")
    record = made.parse(1, ["王雨欣", f"{MOBILE}（母亲）", None]).record
    assert (record.guardian_phone, record.guardian_relation) == (MOBILE, "母亲")
    record = made.parse(1, ["王雨欣", f"{MOBILE}（母亲）", "父亲"]).record
    assert record.guardian_relation == "父亲"


def test_the_telephones_of_other_tables_are_left_as_they_are(store, parser):
    headers = ("组织名称", "组织类型", "联系电话")
    row = parser(*headers, table=ORGANIZATIONS).parse(1, ["甲队", "其他", f"{MOBILE}（母亲）"])
    assert row.record.__class__ is Organization
    assert [one.column for one in row.problems if one.code == "contradiction"] == []
