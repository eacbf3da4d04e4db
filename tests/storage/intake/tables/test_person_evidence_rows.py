"""Why single rows are skipped, held or taken as persons, at the bounds of each rule."""

import datetime

import pytest

from people import id_number
from storage.intake.read import Sheet
from storage.intake.tables.header import find_header
from storage.intake.tables.person_evidence import PersonEvidence, doubt_sentence
from storage.intake.vocabulary.column_match import match_blocks
from storage.intake.vocabulary.row_words import CLOSING, EXAMPLE, HEADER, TITLE
from storage.model.tables import ORGANIZATIONS, SERVICE_RECORDS, VOLUNTEERS

MOBILE = "13800000001"
HEAD = ["序号", "姓名", "性别", "联系电话"]
PERSON, ALONE = ("", ""), "单独一行的落款或标题"


def evidence(*head, table=VOLUNTEERS):
    layout = find_header(Sheet("名册", [list(head or HEAD)]), table, 0)
    blocks = match_blocks(table, layout.texts, layout.groups, layout.blocks)
    return PersonEvidence(table, layout, list(blocks))


def held(name, reason, head=""):
    return "", doubt_sentence(name, reason, head)


def test_the_sentence_names_what_a_row_looks_like_and_the_words_where_there_are_some():
    assert doubt_sentence("赵一", "标题行") == (
        "不知道“赵一”是不是名册里的人，这一行像标题行，没有导入，请核对"
    )
    assert doubt_sentence("赵一", "标题行", "高一2班") == (
        "不知道“赵一”是不是名册里的人，这一行像标题行（“高一2班”），没有导入，请核对"
    )


@pytest.mark.parametrize(
    ("head", "cells"),
    [(["姓名", "性别"], 1), (["序号", "姓名", "性别"], 2), (["序号", "姓名", "性别"] * 2, 5), (["性别", "民族"], 0)],
)  # fmt: skip
def test_a_row_is_short_up_to_the_last_column_of_names(head, cells):
    assert evidence(*head).short == cells


def test_every_row_may_be_short_where_our_remarks_stand_in_a_column():
    assert evidence("姓名", "性别", "错误说明").short > 16_384


# names


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ([1, "赵一"], "赵一"), ([1, " 赵一 "], "赵一"), ([1], ""), ([1, None], ""), ([1, ""], ""), ([], ""),
        ([1, "合计"], ""), ([1, "电话"], ""), ([1, "在读"], ""), ([1, "研究生"], ""), (["赵一", None, "男"], ""),
        ([1, "王老师"], ""), ([1, "王老师", "男"], "王老师"), ([1, "王老师", None, MOBILE], "王老师"),
        ([1, "共3人", "男"], ""), ([1, "电话", "男"], "电话"),
    ],
)  # fmt: skip
def test_a_row_names_somebody_in_the_column_of_names(row, name):
    assert evidence().named(row) == name


def test_the_first_name_of_tables_side_by_side_counts_with_the_facts_of_its_own_table():
    both = evidence(*["序号", "姓名", "性别"] * 2)
    assert both.named([1, "赵一", "男", 2, "钱二", "女"]) == "赵一"
    assert both.named([1, None, None, 2, "钱二", "女"]) == "钱二"
    assert both.named([1, "王老师", None, 2, None, "女"]) == ""
    assert both.named([1, None, "男", 2, "王老师"]) == ""
    assert both.named([1, None, None, 2, "王老师", "女"]) == "王老师"


@pytest.mark.parametrize(
    ("head", "cell", "is_fact"),
    [
        ("联系电话", MOBILE, True), ("联系电话", 13800000001, True), ("联系电话", "不清楚", False), ("联系电话", "", False),
        ("联系电话", None, False), ("联系电话", f"{MOBILE}：", False), ("身份证号", id_number(), True),
        ("身份证号", "51", False), ("性别", "男", True), ("性别", "男：", False), ("性别", " 1 ", False), ("性别", 1, False),
        ("性别", "无", False), ("出生日期", "2008-05-17", True), ("出生日期", datetime.date(2008, 5, 17), True),
        ("出生日期", 39585, False), ("入团时间", "2022年5月", True), ("民族", "汉族", True), ("民族", "甲乙", False), ("班级", "高一1班", False),
        ("备注", "住校", False),
    ],
)  # fmt: skip
def test_a_number_a_day_or_a_word_that_only_people_have_is_a_fact(head, cell, is_fact):
    assert evidence("姓名", head).named(["王老师", cell]) == ("王老师" if is_fact else "")


@pytest.mark.parametrize(
    ("cell", "name"), [("渔门青年志愿服务队", "渔门青年志愿服务队"), ("合计", ""), ("组织名称", ""), (None, "")]
)  # fmt: skip
def test_the_title_of_a_record_that_is_no_person_is_any_value_but_a_closing_word(cell, name):
    assert evidence("序号", "组织名称", table=ORGANIZATIONS).named([1, cell]) == name


# rows that look like something else


@pytest.mark.parametrize("reason", [CLOSING, EXAMPLE, HEADER, TITLE])
def test_a_row_without_a_name_is_what_its_words_say(reason):
    assert evidence().judge(["合计", None, "男"], reason) == (reason, "")


@pytest.mark.parametrize(
    ("head", "row", "judged"),
    [
        (HEAD, ["负责人", "赵一"], held("赵一", CLOSING, "负责人")),
        (HEAD, [None, "赵一", "负责人"], PERSON),
        (HEAD, ["负责人", "赵一", "男"], PERSON),
        (HEAD, ["负责人：", "赵一"], (CLOSING, "")),
        (HEAD, ["负责人:", "赵一"], (CLOSING, "")),
        (HEAD, ["负责人：", "赵一", "男"], PERSON),
        (["职务", "姓名"], ["负责人", "赵一"], PERSON),
        (["职务", "姓名"], ["负责人：", "赵一"], held("赵一", CLOSING, "负责人：")),
        (["职务", "姓名", "性别"], ["负责人：", "赵一"], held("赵一", CLOSING, "负责人：")),
        (["备注", "姓名", "性别"], ["负责人：", "赵一"], (CLOSING, "")),
        (["备注", "姓名", "爱好"], ["负责人：", "赵一"], held("赵一", CLOSING, "负责人：")),
        (["", "姓名", "爱好"], ["负责人", "赵一"], held("赵一", CLOSING, "负责人")),
        (["姓名", "联系电话"], ["负责人赵一"], (CLOSING, "")),
        (["姓名", "联系电话"], ["负责人赵一", MOBILE], held("赵一", CLOSING, "负责人赵一")),
        (["备注", "姓名", "联系电话"], ["负责人钱二", "赵一"], PERSON),
    ],
)
def test_a_row_that_begins_like_a_signature(head, row, judged):
    assert evidence(*head).judge(row, CLOSING) == judged


@pytest.mark.parametrize(
    ("head", "row", "judged"),
    [
        (HEAD, ["例", "李某某"], (EXAMPLE, "")),
        (HEAD, ["例", "李某", "男"], (EXAMPLE, "")),
        (HEAD, ["例", "张三"], (EXAMPLE, "")),
        (["", "姓名"], ["例", "王小二"], (EXAMPLE, "")),
        (HEAD, ["例", "罗轩远"], held("罗轩远", EXAMPLE)),
        (["爱好", "姓名"], ["例：书法", "张三"], PERSON),
        (["爱好", "姓名"], ["例", "张三"], held("张三", EXAMPLE)),
        (["爱好", "姓名"], ["例1", "张三"], held("张三", EXAMPLE)),
        (["爱好", "姓名"], ["例如1", "张三"], PERSON),
        (["姓名", "备注"], ["张三", "示例行，请删除"], held("张三", EXAMPLE)),
        (["序号", "姓名", "爱好"], ["例如1", "罗轩远", "例：书法"], held("罗轩远", EXAMPLE)),
        (["爱好", "姓名", "特长"], ["例：书法", "罗轩远", "例"], held("罗轩远", EXAMPLE)),
    ],
)
def test_a_row_that_is_marked_as_an_example(head, row, judged):
    assert evidence(*head).judge(row, EXAMPLE) == judged


def test_a_row_of_words_above_the_header_is_a_person_without_a_word_of_the_header():
    judge = evidence("学校", "姓名", "性别").judge
    assert judge(["渔门中学", "赵一"], HEADER) == PERSON
    assert judge(["学校", "赵一"], HEADER) == held("赵一", HEADER)
    assert judge(["渔门中学", "赵一", "性别"], HEADER) == held("赵一", HEADER)


def test_a_title_with_a_name_is_held_in_a_list_of_people_and_skipped_in_another():
    assert evidence().judge(["高一2班", "赵一"], TITLE) == held("赵一", TITLE)
    others = evidence("序号", "组织名称", table=ORGANIZATIONS)
    assert others.judge([1, "渔门中学团员花名册"], TITLE) == (TITLE, "")
    assert others.judge([1, "渔门青年志愿服务队"], HEADER) == PERSON
    records = evidence("序号", "姓名", "时长", table=SERVICE_RECORDS)
    assert records.judge(["高一2班", "赵一"], TITLE) == held("赵一", TITLE)


# rows with little but a name


@pytest.mark.parametrize(
    ("head", "row", "after_blank", "judged"),
    [
        (HEAD, ["第二小组"], False, (TITLE, "")),
        (HEAD, [None, "第二小组"], False, (TITLE, "")),
        (HEAD, [None, "  ", "第二小组"], False, PERSON),
        (HEAD, ["  ", "第二小组", ""], False, (TITLE, "")),
        (["爱好", "姓名", "性别"], ["第二小组"], False, PERSON),
        (HEAD, [None, "钱二"], True, held("钱二", ALONE)),
        (HEAD, [None, " 钱二 "], True, held("钱二", ALONE)),
        (HEAD, [None, "钱二"], False, PERSON),
        (HEAD, ["钱二"], True, PERSON),
        (HEAD, [], True, PERSON),
        (["序号", "姓名"], [None, "钱二"], True, PERSON),
        (["序号", "姓名", "性别"], [None, "钱二"], True, held("钱二", ALONE)),
        (["姓名", "性别"] * 2, [None, None, "钱二"], True, PERSON),
        (["序号", "姓名", "性别"] * 2, [None, "钱二"], True, held("钱二", ALONE)),
        (HEAD, [None, "渔门"], False, held("渔门", ALONE)),
        (["姓名", ""], ["渔门"], False, PERSON),
        (["姓名", "性别"], ["渔门"], False, held("渔门", ALONE)),
        (HEAD, ["高一2班", "周倩"], False, held("周倩", TITLE, "高一2班")),
        (HEAD, ["高一2班", "周倩", "女"], False, PERSON),
        (HEAD, ["高一2班", "合计"], False, PERSON),
        (HEAD, ["组长", "周倩"], False, PERSON),
        (HEAD, [1, "周倩"], False, PERSON),
        ([*HEAD, "错误说明"], [None, "钱二", None, None, "证号有误"], True, held("钱二", ALONE)),
        ([*HEAD, "错误说明"], ["高一2班", "周倩", None, None, "证号有误"], False, held("周倩", TITLE, "高一2班")),
        ([*HEAD, "备注"], [None, "钱二", None, None, "住校"], True, PERSON),
    ],
)  # fmt: skip
def test_a_row_with_little_but_a_name(head, row, after_blank, judged):
    assert evidence(*head).judge(row, "", after_blank=after_blank) == judged


def test_a_short_row_of_a_list_of_no_people_is_never_judged():
    judge = evidence("序号", "组织名称", "联系电话", table=ORGANIZATIONS).judge
    assert judge([None, "第二小组"], "", after_blank=True) == PERSON
    assert judge(["高一2班", "渔门青年志愿服务队"], "") == PERSON


# rows above a header


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ([None, "钱二", "女"], doubt_sentence("钱二", "表头上面的标题")),
        (["高一2班", "钱二"], doubt_sentence("钱二", "表头上面的标题")),
        (["组长", "钱二"], ""),
        ([None, "钱二"], ""),
        ([None, None, "女"], ""),
        (["班主任：", "钱二", "女"], ""),
        (["姓名", "钱二", "女"], ""),
        ([1, "钱二", "女"], doubt_sentence("钱二", "表头上面的标题")),
    ],
)
def test_a_person_above_the_header_is_held_with_a_fact_or_a_class(row, sentence):
    assert evidence().doubt_above(row) == sentence


@pytest.mark.parametrize(
    ("row", "is_title"),
    [
        ([], True), ([None, ""], True), (["第二小组"], True), ([None, "第二小组"], True), (["花名册", None], True),
        ([1], False), ([" 12 "], False), (["花名册", None, "3"], False), ([None, "钱二"], False),
        (["高一2班", "钱二"], True), (["组长", "钱二"], False), (["小组", "钱二"], True), (["钱二"], True),
    ],
)  # fmt: skip
def test_a_row_above_a_header_is_a_title_without_numbers_and_people(row, is_title):
    assert evidence().may_be_title(row) is is_title
