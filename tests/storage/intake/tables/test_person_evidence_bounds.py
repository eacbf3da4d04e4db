"""The judgement of single rows, at the bounds of each rule."""

from datetime import date

import pytest

from people import id_number
from storage.intake.read import Sheet
from storage.intake.tables.header import find_header
from storage.intake.tables.person_evidence import ANY, PersonEvidence, doubt_sentence
from storage.intake.vocabulary.column_match import match_blocks
from storage.intake.vocabulary.row_words import CLOSING, EXAMPLE, HEADER, HINT, TITLE
from storage.model.tables import ORGANIZATIONS, SERVICE_RECORDS, VOLUNTEERS

HEADERS = ["序号", "姓名", "性别", "联系电话", "职务", "备注"]
MOBILE = "13800000001"


def evidence(headers=HEADERS, table=VOLUNTEERS):
    sheet = Sheet("名册", [headers], 1, 1, False, (), frozenset())
    layout = find_header(sheet, table, 0)
    mapped = match_blocks(table, layout.texts, layout.groups, layout.blocks)
    return PersonEvidence(table, layout, list(mapped))


def held(name, reason, head=""):
    return ("", doubt_sentence(name, reason, head))


READ = ("", "")


def test_the_sentence_of_a_doubt_names_the_person_and_what_the_row_looks_like():
    assert doubt_sentence("赵一", "标题行") == (
        "不知道“赵一”是不是名册里的人，这一行像标题行，没有导入，请核对"
    )
    assert doubt_sentence("赵一", "标题行", "高一1班") == (
        "不知道“赵一”是不是名册里的人，这一行像标题行（“高一1班”），没有导入，请核对"
    )


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ([1, "王雨欣"], "王雨欣"),
        ([1, " 王雨欣 "], "王雨欣"),
        ([1, "姓名"], ""),  # a header's word
        ([1, "女"], ""),  # a choice
        ([1, ""], ""),
        ([1, None], ""),
        ([1], ""),
        ([], ""),
        (["王雨欣", None], ""),  # in the column of numbers
        ([1, "王老师", None, MOBILE], "王老师"),  # with a fact that only a person has
        ([1, "王老师"], ""),
        ([1, "王老师", "女"], "王老师"),
        ([1, "王老师", None, None, "组长"], ""),  # a post is none
        ([1, "王老师", 7], ""),  # nor is a number in the column of sexes
        ([1, "王老师", "电话："], ""),  # nor a label
        ([1, "王老师", None, "没有"], ""),
    ],
)
def test_the_name_of_a_row_stands_in_the_column_of_names(row, name):
    assert evidence().named(row) == name


def test_of_tables_side_by_side_the_first_name_counts_with_its_own_facts():
    both = evidence(["姓名", "性别", "姓名", "性别"])
    assert both.named(["王雨欣", "女", "李思雨", "男"]) == "王雨欣"
    assert both.named([None, None, "李思雨", "男"]) == "李思雨"
    assert both.named([None, "女", "王老师", None]) == ""
    assert both.named(["王老师", None, None, "男"]) == ""


@pytest.mark.parametrize(
    ("headers", "cell", "counts"),
    [
        (["姓名", "身份证号"], id_number(), True),
        (["姓名", "身份证号"], int(id_number()[:15]), False),
        (["姓名", "联系电话"], int(MOBILE), True),  # telephones are often numbers
        (["姓名", "联系电话"], 7, False),
        (["姓名", "出生日期"], date(2008, 5, 17), True),
        (["姓名", "出生日期"], 39585, False),  # a number may be anything there
        (["姓名", "出生日期"], "2008-05-17", True),
        (["姓名", "性别"], "1", False),  # a code
        (["姓名", "性别"], "男", True),
        (["姓名", "性别"], "男：", False),
        (["姓名", "性别"], "", False),
        (["姓名", "备注"], "男", False),  # no column of facts
    ],
)
def test_a_fact_is_what_only_a_person_has(headers, cell, counts):
    assert evidence(headers).named(["王老师", cell]) == ("王老师" if counts else "")


def test_a_row_is_short_where_nothing_stands_beyond_the_last_column_of_names():
    assert evidence().short == 2
    assert evidence(["姓名", "性别"]).short == 1
    assert evidence(["姓名", "性别", "姓名", "性别"]).short == 3
    assert evidence(["序号", "性别"]).short == 0
    assert evidence(["姓名", "性别", "错误说明"]).short == ANY


@pytest.mark.parametrize(
    ("row", "reason", "expected"),
    [
        (["合计", None, 12], CLOSING, (CLOSING, "")),  # no name
        (["审核人", "赵一"], CLOSING, held("赵一", CLOSING, "审核人")),
        ([None, "审核人", None, None], CLOSING, (CLOSING, "")),
        (["审核人", "赵一", "男"], CLOSING, READ),  # a fact of his own
        (["审核人：", "赵一"], CLOSING, (CLOSING, "")),  # a signature
        (["审核人:", "赵一"], CLOSING, (CLOSING, "")),
        (["审核人：", "赵一", "男"], CLOSING, READ),
        ([None, "赵一", None, None, "审核人："], CLOSING, READ),  # first filled is the name
        ([None, "负责人赵一", "男"], CLOSING, held("赵一", CLOSING, "负责人赵一")),
        ([None, "负责人赵一"], CLOSING, (CLOSING, "")),
        (["第2页", "赵一"], TITLE, held("赵一", TITLE)),
        (["第2页"], TITLE, (TITLE, "")),
        (["例", "张三", "男"], EXAMPLE, (EXAMPLE, "")),
        (["例", "孙三", "男"], EXAMPLE, held("孙三", EXAMPLE)),
        (["例", "李某某"], EXAMPLE, (EXAMPLE, "")),
        ([1, "张三", "男", None, "示例"], EXAMPLE, held("张三", EXAMPLE)),  # not a counter's
        ([1, "孙三", "男", None, "如：志愿"], EXAMPLE, READ),  # a value of its column
        ([1, "孙三", "男", None, "例"], EXAMPLE, held("孙三", EXAMPLE)),
        ([1, "孙三", "男", None, None, "如：志愿"], EXAMPLE, held("孙三", EXAMPLE)),  # a remark
        ([1, "赵一", "男"], HEADER, READ),
        ([1, "赵一", "性别"], HEADER, held("赵一", HEADER)),
        ([1, "赵一", "必填"], HINT, held("赵一", HINT)),
        ([None, "必填", "必填"], HINT, (HINT, "")),
    ],
)  # fmt: skip
def test_a_row_that_looks_like_something_else_is_skipped_held_or_read(row, reason, expected):
    assert evidence().judge(row, reason) == expected


@pytest.mark.parametrize("post", ["职务", "岗位", "分工", "角色", "身份", "类别", "任务"])
def test_a_label_in_a_column_of_posts_is_no_signature(post):
    persons = evidence([post, "姓名", "性别"])
    assert persons.judge(["负责人：", "赵一"], CLOSING) == held("赵一", CLOSING, "负责人：")
    assert evidence(["甲栏", "姓名", "性别"]).judge(["负责人：", "赵一"], CLOSING) == (CLOSING, "")


def test_a_signature_is_only_seen_where_the_table_has_facts():
    persons = evidence(["甲栏", "姓名", "乙栏"])
    assert persons.judge(["负责人：", "赵一"], CLOSING) == held("赵一", CLOSING, "负责人：")


def test_a_word_in_a_column_that_is_no_counter_is_its_value():
    persons = evidence(["学校", "姓名", "性别"])
    assert persons.judge(["审核人", "赵一"], CLOSING) == READ
    assert persons.judge(["审核人：", "赵一"], CLOSING) == (CLOSING, "")


@pytest.mark.parametrize(
    ("row", "after_blank", "expected"),
    [
        ([1, "王雨欣"], False, READ),
        ([None, "王雨欣"], False, READ),
        ([None, "王雨欣"], True, held("王雨欣", "单独一行的落款或标题")),
        ([None, "桃小天"], False, held("桃小天", "单独一行的落款或标题")),  # no common surname
        ([None, "高一2班"], False, (TITLE, "")),
        (["高一2班"], False, (TITLE, "")),
        (["指导教师"], False, (TITLE, "")),
        ([None, None, "高一2班"], False, READ),  # in a column of values
        ([None, None, None, MOBILE], True, READ),
        (["高一2班", "王雨欣"], False, held("王雨欣", TITLE, "高一2班")),
        (["组长", "王雨欣"], False, READ),  # a post of one person
        (["学习委员", "王雨欣"], False, READ),
        (["高一2班", "王雨欣", "女"], False, READ),
        (["高一2班", "12"], False, READ),
        ([], False, READ),
        ([None, " "], False, READ),
    ],
)
def test_a_row_with_little_but_a_name_is_a_person_a_title_or_held(row, after_blank, expected):
    assert evidence().judge(row, "", after_blank=after_blank) == expected


@pytest.mark.parametrize(
    ("headers", "first", "second"),
    [
        (["姓名"], READ, READ),  # a list of names alone
        (["姓名", "性别"], READ, held("桃小天", "单独一行的落款或标题")),
        (["姓名", "性别", "电话"], held("王雨欣", "单独一行的落款或标题"), held("桃小天", "单独一行的落款或标题")),
    ],
)  # fmt: skip
def test_a_name_alone_is_doubtful_only_in_a_table_of_several_columns(headers, first, second):
    persons = evidence(headers)
    assert persons.judge(["王雨欣"], "", after_blank=True) == first
    assert persons.judge(["桃小天"], "") == second


def test_what_was_written_beside_a_row_does_not_make_it_longer():
    persons = evidence(["姓名", "性别", "电话", "错误说明"])
    row = ["王雨欣", None, None, "电话应为11位"]
    assert persons.judge(row, "", after_blank=True) == held("王雨欣", "单独一行的落款或标题")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["渔门中学"], ""),
        ([None, "赵一"], ""),  # only a name: a title's
        ([None, "赵一", "男"], doubt_sentence("赵一", "表头上面的标题")),
        (["高一2班", "赵一"], doubt_sentence("赵一", "表头上面的标题")),
        (["高一2班组长", "赵一"], ""),
        ([None, "赵一", "男", None, "电话："], ""),  # labels: a form
        ([None, "赵一", "男", None, "姓名"], ""),
        ([7, "赵一", "男"], doubt_sentence("赵一", "表头上面的标题")),
    ],
)
def test_a_person_above_the_header_is_held(row, expected):
    assert evidence().doubt_above(row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ([], True),
        (["渔门中学"], True),
        ([None, "赵一"], False),
        (["高一2班", "赵一"], True),
        ([None, "渔门中学", 7], False),
        ([None, "渔门中学", " 12 "], False),
        ([None, "渔门中学", "12人"], True),
    ],
)
def test_a_row_without_a_name_and_without_a_number_may_be_a_title(row, expected):
    assert evidence().may_be_title(row) is expected


def test_a_table_of_organizations_takes_any_text_for_a_name_but_a_closing_line():
    names = evidence(["序号", "组织名称", "成立日期"], ORGANIZATIONS)
    assert names.named([1, "渔门中学志愿服务队"]) == "渔门中学志愿服务队"
    assert names.named([1, "合计"]) == ""
    assert names.named([1, "组织名称"]) == ""
    assert names.judge([1, "高一年级"], TITLE) == (TITLE, "")
    assert names.judge([None, "王雨欣"], "", after_blank=True) == READ


def test_a_table_of_hours_names_people_by_its_link():
    hours = evidence(["志愿者", "服务日期", "时长"], SERVICE_RECORDS)
    assert hours.named(["王雨欣", None, None]) == "王雨欣"
    assert hours.judge(["王雨欣"], "", after_blank=True) == held("王雨欣", "单独一行的落款或标题")
