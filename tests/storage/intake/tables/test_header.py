import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.intake.read import UNCACHED, CellError, Sheet
from storage.intake.rows.row_kinds import skip_reason
from storage.intake.tables.header import block_cells, body_rows, find_header
from storage.intake.vocabulary.column_match import match
from storage.model.tables import VOLUNTEERS


def _sheet(rows, merged=(), first_row=1):
    return Sheet("高一3班", rows, first_row, 1, False, tuple(merged), frozenset())


def test_the_header_is_found_below_titles():
    sheet = _sheet(
        [
            ["某校学生花名册"],
            ["填报单位：", None, "2026年9月"],
            [],
            ["序号", "姓 名", "身份证号\n码"],
            [1, "甲", "x"],
        ]
    )
    layout = find_header(sheet, VOLUNTEERS)
    assert layout.header == 3
    assert layout.texts == ("序号", "姓 名", "身份证号 码")


def test_a_sheet_without_a_header_has_none():
    assert find_header(_sheet([["填表说明"], ["一、请如实填写。"]]), VOLUNTEERS) is None
    assert find_header(_sheet([]), VOLUNTEERS) is None


def test_a_header_of_two_rows_joins_them():
    rows = [
        ["序号", "基本信息", None, "监护人", None],
        [None, "姓名", "性别", "姓名", "电话"],
        [1, "甲", "男", "乙", "13800000000"],
    ]
    layout = find_header(_sheet(rows, [(1, 2, 1, 3), (1, 4, 1, 5)]), VOLUNTEERS)
    assert layout.header == 1
    assert layout.texts == ("序号", "姓名", "性别", "姓名", "电话")
    assert layout.groups == ("", "基本信息", "基本信息", "监护人", "监护人")


def test_a_merged_cell_gives_its_value_to_every_row_it_spans_and_to_no_other():
    rows = [["班级", "姓名"], ["一班", "甲"], [None, "乙"], [None, "丙"]]
    sheet = _sheet(rows, [(2, 1, 3, 1)])
    assert [row[0] for row in body_rows(sheet, 0)] == ["一班", "一班", None]
    assert sheet.rows[2][0] is None


def test_rows_that_are_no_people_are_passed_over_with_the_reason():
    layout = find_header(_sheet([["序号", "姓名", "性别", "身份证号"]]), VOLUNTEERS)
    for row, reason in (
        ([], "空行"),
        ([None, "  "], "空行"),
        (["合计", "共 74 人"], "合计、说明或签名"),
        (["填表人：李老师", None, None, "审核人："], "合计、说明或签名"),
        (["序号", "姓名", "性别", "身份证号"], "重复的表头"),
        (["例", "张三", "男", "510411200805170015"], "示例行"),
        ([1, "王伟", "男", "510411200805170015"], ""),
        ([None, "单金华", None, None], ""),
    ):
        assert skip_reason(row, layout) == reason


def _joined(rows, merged=(), header=None):
    layout = find_header(_sheet(rows, merged), VOLUNTEERS, header)
    return list(zip(layout.texts, layout.groups, strict=True)), layout


def test_a_header_whose_parts_stand_below_it_goes_on_to_them():
    rows = [
        ["某校花名册"],
        ["序号", "姓名", "性别", "身份证号", "监护人", None],
        [None, None, None, None, "姓名", "电话"],
        [1, "甲", "男", "x", "乙", "13800000000"],
    ]
    merged = [(1, 1, 1, 6), *((2, at, 3, at) for at in (1, 2, 3, 4)), (2, 5, 2, 6)]
    for areas in (merged, merged[-1:]):  # a web page or a text file tells fewer
        found, layout = _joined(rows, areas)
        assert (layout.top, layout.header) == (1, 2)
        assert found[:2] == [("序号", ""), ("姓名", "")]
        assert found[4:] == [("姓名", "监护人"), ("电话", "监护人")]


def test_a_header_of_three_rows_joins_them():
    rows = [
        ["学生信息", None, "家庭成员", None, None, None],
        ["姓名", "性别", "父亲", None, "母亲", None],
        [None, None, "姓名", "电话", "姓名", "电话"],
        ["甲", "男", "乙", "13800000000", "丙", "13900000000"],
    ]
    merged = [(1, 1, 1, 2), (1, 3, 1, 6), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 4), (2, 5, 2, 6)]
    found, layout = _joined(rows, merged)
    assert (layout.top, layout.header) == (0, 2)
    assert found == [
        ("姓名", "学生信息"), ("性别", "学生信息"), ("姓名", "家庭成员父亲"), ("电话", "家庭成员父亲"),
        ("姓名", "家庭成员母亲"), ("电话", "家庭成员母亲"),
    ]  # fmt: skip


def test_a_line_about_the_sheet_is_no_heading_although_its_texts_are_short():
    for line in (["填报单位：", None, "2026年9月"], ["单位", "渔门中学"], ["制表", "李老师"]):
        found, layout = _joined([line, ["序号", "姓名", "性别"], [1, "甲", "男"]])
        assert layout.top == 1
        assert found == [("序号", ""), ("姓名", ""), ("性别", "")]


def test_a_first_person_of_short_words_is_no_part_of_the_header():
    _found, layout = _joined([["姓名", "性别", "备注"], ["甲", "男", "学生"]])
    assert layout.header == 0


def test_texts_set_vertically_are_read_as_one_word():
    rows = [["姓\n名", "性\n别", "身\r\n份\n证 号"], ["甲", "男", "x"]]
    assert [column.column.name for column in match(VOLUNTEERS, _joined(rows)[1].texts)] == [
        "name",
        "sex",
        "id_number",
    ]


def test_a_row_chosen_by_hand_is_the_header_whatever_it_knows():
    found, layout = _joined([["姓名", "性别"], ["称呼", "甲栏"], ["x", "y"]], header=1)
    assert layout.header == 1
    assert found == [("称呼", "姓名"), ("甲栏", "性别")]


SIDE_BY_SIDE = ["序号", "姓名", "身份证号", None, "序号", "姓名", "身份证号"]


def test_tables_that_stand_side_by_side_are_distinguished():
    _found, layout = _joined([SIDE_BY_SIDE, [1, "甲", "x", None, 2, "乙", "y"]])
    assert layout.blocks == ((0, 4), (4, 8))
    assert block_cells([1, "甲", "x", None, 2, "乙", "y"], (4, 8)) == [None] * 4 + [2, "乙", "y"]
    three = ["姓名", "性别"] * 3
    assert _joined([three, ["甲", "男"] * 3])[1].blocks == ((0, 2), (2, 4), (4, 6))


def test_a_guardians_name_or_a_lone_second_name_makes_no_second_table():
    assert _joined([["姓名", "性别", "家长姓名", "家长电话"], ["甲"]])[1].blocks == ()
    assert _joined([["姓名", "性别", "姓名", "电话"], ["甲"]])[1].blocks == ()
    rows = [["学生", None, "监护人", None], ["姓名", "电话", "姓名", "电话"], ["甲"]]
    assert _joined(rows, [(1, 1, 1, 2), (1, 3, 1, 4)])[1].blocks == ()


def test_headers_on_every_printed_page_are_passed_over_in_all_their_rows():
    rows = [
        ["渔门中学花名册"],
        ["序号", "姓 名", "监护人", None],
        [None, None, "姓名", "电话"],
        [1, "甲", "乙", "13800000000"],
    ]
    layout = find_header(_sheet(rows, [(2, 3, 2, 4), (2, 1, 3, 1), (2, 2, 3, 2)]), VOLUNTEERS)
    for again in rows[:3]:
        assert skip_reason(again, layout) == "重复的表头"
    assert skip_reason(rows[3], layout) == ""


@pytest.mark.parametrize(
    ("row", "reason"),
    [(["本页小计", 40], "合计、说明或签名"), (["总 计", "74"], "合计、说明或签名"), (["制表：王老师", None, "审核：李老师"], "合计、说明或签名"),
     (["单位（盖章）", None, "2026年9月1日"], "合计、说明或签名"), (["校长签字："], "合计、说明或签名"), (["以下空白"], "合计、说明或签名"),
     (["注：1.姓名须与身份证一致"], "合计、说明或签名"), (["第1页", "共3页"], "合计、说明或签名"), (["1、请勿修改表头，不得合并单元格"], "合计、说明或签名"),
     (["示例：", "张三", "男", "510411200805170015"], "示例行"), ([1, "（示例）张三", "男", "x"], "示例行"), ([1, "张三", "男", "示例行，请勿删除"], "示例行"),
     (["必填", "必填", "选填", "文本格式"], "填写说明"), ([1, 2, 3, 4], "列号"), (["（1）", "（2）", "（3）", "（4）"], "列号"),
     ([CellError(UNCACHED)], "公式没有结果"), ([1, "例子涵", "女", "x"], ""), ([1, "小计", "男", "510411200805170015"], ""),
     ([1, "甲", 3, 4], ""), ([None, "合力", None, None], ""), ([1, "甲", "男", "示范"], "")],
)  # fmt: skip
def test_every_skipped_row_has_its_reason_and_a_persons_has_none(row, reason):
    assert (
        skip_reason(row, find_header(_sheet([["序号", "姓名", "性别", "身份证号"]]), VOLUNTEERS))
        == reason
    )


CELLS = st.one_of(
    st.none(), st.text(max_size=6), st.integers(0, 3), st.just(CellError(UNCACHED)), st.floats(),
    st.sampled_from(["姓名", "性别", "电话", "序号", "合计", "监护人", "例", "甲"]),
)  # fmt: skip
AREAS = st.tuples(
    st.integers(1, 8), st.integers(1, 8), st.integers(0, 1048576), st.integers(0, 16384)
)


@settings(max_examples=150)
@given(
    st.lists(st.lists(CELLS, max_size=7), max_size=8),
    st.lists(AREAS, max_size=4),
    st.integers(1, 5),
    st.one_of(st.none(), st.integers(0, 7)),
)
def test_any_sheet_has_a_layout_or_none_and_its_rows_a_reason_or_none(rows, areas, first, header):
    merged = [(top, left, top + down, left + right) for top, left, down, right in areas]
    sheet = _sheet(rows, merged, first)
    if header is not None and header >= len(rows):
        return
    layout = find_header(sheet, VOLUNTEERS, header)
    if layout is None:
        return
    assert 0 <= layout.top <= layout.header < len(rows)
    assert len(layout.texts) == len(layout.groups) <= 8
    for row in body_rows(sheet, layout.header):
        assert isinstance(skip_reason(row, layout), str)


def test_merged_cells_that_lie_over_each_other_a_thousandfold_cost_no_time():
    sheet = _sheet([["姓名", "班级"], *[["甲", None]] * 20_000], [(2, 2, 1048576, 2)] * 20_000)
    began = time.process_time()
    assert len(body_rows(sheet, 0)) == 20_000
    assert time.process_time() - began < 5


@pytest.mark.parametrize("character", ["a(", "（", "姓名", "T", "成员1", "甲[【("])
def test_a_text_of_the_longest_cell_in_a_headers_place_costs_no_time(character):
    endless = character * (32_767 // len(character))
    began = time.process_time()
    layout = find_header(
        _sheet([[endless] * 50, ["姓名", "性别", *[endless] * 50], ["甲"]]), VOLUNTEERS
    )
    assert [one.column.name for one in match(VOLUNTEERS, layout.texts) if one.column] == [
        "name",
        "sex",
    ]
    assert time.process_time() - began < 5


def test_a_heading_that_is_not_merged_reaches_over_what_is_named_below_it():
    rows = [
        ["监护人情况", None, None, "学生基本情况", None, None],
        ["姓名", "关系", "联系电话", "姓名", "身份证号", "联系电话"],
        ["甲", "母子", "13800000001", "乙", "x", "13800000002"],
    ]
    found, layout = _joined(rows)
    assert [group for _text, group in found] == ["监护人情况"] * 3 + ["学生基本情况"] * 3
    fields = [one.column.name for one in match(VOLUNTEERS, layout.texts, layout.groups)]
    assert fields == [
        "guardian_name", "guardian_relation", "guardian_phone", "name", "id_number", "phone",
    ]  # fmt: skip


def test_a_line_that_asks_and_answers_about_the_sheet_is_no_heading():
    line = ["班级", "高一1班", "班主任", "李老师", None]
    found, layout = _joined([line, ["姓名", "性别", "身份证号", "民族", "电话"], ["甲", "男", "x"]])
    assert layout.top == 1
    assert {group for _text, group in found} == {""}


def test_a_word_below_the_last_of_its_headings_is_understood():
    groups = ("基本信息证件", "基本信息证件", "家长证件")
    found = match(VOLUNTEERS, ("类型", "号码", "号码"), groups)
    assert [one.column and one.column.name for one in found] == ["id_type", "id_number", None]


def test_page_ends_notes_and_examples_of_many_kinds_are_no_people():
    layout = find_header(_sheet([["序号", "姓名", "性别", "身份证号", "班级", "电话"]]), VOLUNTEERS)
    closing = [
        "本页合计",
        "全班合计",
        "（接上页）",
        "说明",
        "注",
        "团委（盖章）",
        "校长签字：",
        "接上页",
    ]
    for text in closing:
        assert skip_reason([text, "2026"], layout) == "合计、说明或签名", text
    for text in ("渔门中学团员花名册（第2页）", "高一（2）班"):
        assert skip_reason([text], layout) == "标题行", text
    for text in ("例如：赵六", "如：赵六", "示例1", "（样例）"):
        assert skip_reason([1, text, "男", "x", "y"], layout) == "示例行", text
    hints = ["填写说明", "与身份证一致", "下拉选择", "18位文本", "如高一（1）班", "11位"]
    assert skip_reason(hints, layout) == "填写说明"
    for name in ("如晨曦", "例一鸣", "班一鸣", "注小雨", "高一鸣", "单说明"):
        assert skip_reason([1, name, "男", "x", "y"], layout) == "", name
        assert skip_reason([None, name], layout) == "", name


def test_headings_that_name_relatives_are_no_person_above_the_header():
    rows = [["学生", None, "父亲", None], ["姓名", "电话", "姓名", "电话"], ["甲"]]
    found, layout = _joined(rows)
    assert layout.top == 0
    assert found[2:] == [("姓名", "父亲"), ("电话", "父亲")]
    assert layout.blocks == ()
