"""Which field each column holds, by the clerk's word, by an earlier one, or by the header."""

from hypothesis import given
from hypothesis import strategies as st

from people import id_number
from storage.intake.choices import Choices, SheetChoice
from storage.intake.columns.mapped_table import finders_in, map_columns, missing_field, sex_codes
from storage.intake.read import Book, Sheet
from storage.intake.tables.found_table import find_tables
from storage.intake.vocabulary.column_match import match
from storage.model.tables import CONSENTS, INCUBATIONS, LEAGUE_BRANCHES, TRAININGS, VOLUNTEERS
from storage.model.tables.service_record import SERVICE_RECORDS

HEADS = ["姓名", "性别", "电话号码", "班级"]
ROW = ["赵一", "男", "13800000001", "高一1班"]


def mapped(*sheets, choice=None, remembered=None, table=VOLUNTEERS):
    choices = Choices(sheets={("k", sheets[0].name): choice} if choice else {})
    tables = find_tables(Book("xlsx", sheets), table)
    return map_columns(tables, table, "k", choices, remembered or {})


def fields(one):
    return [column.column.name if column.column else "" for column in one.columns]


def test_columns_are_mapped_by_their_headers_and_carry_samples():
    (one,) = mapped(Sheet("高一1班", [HEADS, ROW, ["钱二", "女", "", "高一1班"], ROW, ROW]))
    assert fields(one) == ["name", "sex", "phone", "class_name"]
    assert one.columns[0].samples == ("赵一", "钱二")
    assert one.columns[0].why == "一致"
    assert one.rows[0] == ROW


def test_what_was_remembered_wins_over_the_header_and_a_decision_over_both():
    sheet = Sheet("名册", [HEADS, ROW])
    (one,) = mapped(sheet, remembered={"电话号码": "guardian_phone"})
    assert (fields(one)[2], one.columns[2].why) == ("guardian_phone", "按上次")
    choice = SheetChoice(columns={2: ""})
    (one,) = mapped(sheet, choice=choice, remembered={"电话号码": "guardian_phone"})
    assert (fields(one)[2], one.columns[2].why) == ("", "不导入")


def test_a_chosen_header_row_is_taken_and_one_beyond_the_sheet_is_none():
    rows = [["说明", "请填写"], ["姓名"], ["赵一"]]
    (one,) = mapped(Sheet("名册", rows), choice=SheetChoice(header_row=2))
    assert one.layout.header == 1
    (one,) = mapped(Sheet("名册", rows), choice=SheetChoice(header_row=9))
    assert one.layout is None
    assert one.wanted


def test_a_hidden_sheet_is_mapped_only_where_the_clerk_chose_it():
    sheet = Sheet("名册", [HEADS, ROW], hidden=True)
    (one,) = mapped(sheet)
    assert (one.wanted, one.layout, one.columns) == (False, None, ())
    (one,) = mapped(sheet, choice=SheetChoice(used=True))
    assert fields(one)[0] == "name"


def test_a_title_gives_the_class_of_every_row_and_else_the_sheets_name():
    (one,) = mapped(Sheet("名册", [["高一（2）班名册"], HEADS[:3], ROW[:3]]))
    assert one.heading == {"class_name": "高一（2）班"}
    first, second = mapped(Sheet("2401", [HEADS[:3], ROW[:3]]), Sheet("高二", [HEADS[:3], ROW[:3]]))
    assert (first.heading, second.heading) == ({"class_name": "2401"}, {"grade": "高二"})


def test_tables_side_by_side_have_their_columns_each():
    (one,) = mapped(Sheet("名册", [[*HEADS, *HEADS], [*ROW, *ROW]]))
    assert [len(block) for block in one.blocks] == [4, 4]
    assert [column.index for column in one.blocks[1]] == [4, 5, 6, 7]
    assert one.block_classes == ("", "")


def test_the_missing_required_field_is_named():
    (one,) = mapped(Sheet("名册", [["性别", "电话号码"], ["男", "13800000001"]]))
    assert missing_field(VOLUNTEERS, one.columns, set()) == "姓名"
    assert missing_field(VOLUNTEERS, one.columns, {"name"}) == ""
    assert missing_field(TRAININGS, (), set())


def test_finder_columns_match_the_person_in_a_list_that_refers_to_people():
    rows = [["志愿者", "身份证号", "服务时长"], ["赵一", "", "2"]]
    (one,) = mapped(Sheet("服务", rows), table=SERVICE_RECORDS)
    assert [column.name for column in finders_in(one.columns).values()] == ["id_number"]


HEADERS = match(VOLUNTEERS, ("姓名", "性别", "身份证号"))


def rows(men, women, times=5):
    return [["甲", men, id_number(sex="男")], ["乙", women, id_number(sex="女")]] * times


def test_the_id_numbers_of_the_sheet_show_what_its_digits_mean():
    assert sex_codes(HEADERS, rows("1", "0")) == {"1": "男", "0": "女"}
    assert sex_codes(HEADERS, rows(0, 1)) == {"0": "男", "1": "女"}
    assert sex_codes(HEADERS, rows("1", "2")) == {"1": "男", "2": "女"}


def test_one_slip_in_a_sheet_does_not_hide_what_its_digits_mean():
    slip = [["丙", "1", id_number(sex="女")]]
    assert sex_codes(HEADERS, rows("1", "0", 20) + slip) == {"1": "男", "0": "女"}


def test_without_id_numbers_1_and_2_follow_the_standard_and_0_and_1_mean_nothing():
    assert sex_codes(HEADERS, [["甲", "1", None], ["乙", "2", None]]) == {"1": "男", "2": "女"}
    assert sex_codes(HEADERS, [["甲", "1", None], ["乙", "0", None]]) == {}
    assert sex_codes(HEADERS, [["甲", "1", None]]) == {}


def test_digits_that_contradict_each_other_mean_nothing():
    assert sex_codes(HEADERS, rows("1", "0") + rows("0", "1")) == {}
    assert sex_codes(HEADERS, rows("1", "1")) == {}


def test_words_are_left_alone():
    assert sex_codes(HEADERS, rows("男", "女")) == {}
    assert sex_codes(match(VOLUNTEERS, ("姓名",)), [["甲"]]) == {}


@given(st.lists(st.lists(st.sampled_from(["0", "1", "2", None, 1, "男", 1.0, "x"]), max_size=3)))
def test_any_rows_give_a_meaning_without_contradiction(made):
    found = sex_codes(HEADERS, made)
    assert len(set(found.values())) == len(found)


def test_the_first_row_may_be_chosen_as_header_and_the_one_after_the_last_may_not():
    rows = [HEADS, ROW, ROW]
    (one,) = mapped(Sheet("名册", rows), choice=SheetChoice(header_row=1))
    assert one.layout.header == 0
    for row in (0, 4):
        (one,) = mapped(Sheet("名册", rows), choice=SheetChoice(header_row=row))
        assert one.layout is None


def test_the_name_of_the_only_sheet_gives_a_class_only_where_it_must_be_one():
    (one,) = mapped(Sheet("2401", [HEADS[:3], ROW[:3]]))
    assert one.heading == {}
    (one,) = mapped(Sheet("2401", [HEADS[:3], ROW[:3]]), Sheet("说明", [["请填写"]]))[:1]
    assert one.heading == {}


def test_three_different_values_of_a_column_are_shown_and_none_that_is_empty():
    names = ["赵一", " ", "钱二", "赵一", "孙三", "李四"]
    (one,) = mapped(Sheet("名册", [HEADS, *([name, "男", "", ""] for name in names)]))
    assert one.columns[0].samples == ("赵一", "钱二", "孙三")
    assert one.columns[2].samples == ()


def test_the_field_that_names_a_record_is_missed_first_else_the_first_that_is_required():
    assert missing_field(TRAININGS, (), set()) == "培训名称"
    assert missing_field(CONSENTS, (), set()) == "未成年人"
    assert missing_field(INCUBATIONS, (), set()) == "培育开始日期"
    assert missing_field(LEAGUE_BRANCHES, (), set()) == "组织"
    assert missing_field(LEAGUE_BRANCHES, (), {"organization"}) == ""


def test_nine_numbers_of_ten_are_sure_and_eight_are_not():
    men = [["甲", "1", id_number(sex="男")]]
    women = [["乙", "1", id_number(sex="女")]]
    assert sex_codes(HEADERS, men * 9 + women) == {"1": "男"}
    assert sex_codes(HEADERS, women * 9 + men) == {"1": "女"}
    assert sex_codes(HEADERS, men * 8 + women * 2) == {}


def test_two_digits_of_one_sex_mean_nothing():
    assert sex_codes(HEADERS, [*rows("1", "0"), ["丙", "2", id_number(sex="男")]]) == {}


def test_digits_among_words_keep_their_meaning():
    words = [["丙", "男", id_number(sex="男")], ["丁", "女", None], ["戊"]]
    assert sex_codes(HEADERS, words + rows("1", "0")) == {"1": "男", "0": "女"}
