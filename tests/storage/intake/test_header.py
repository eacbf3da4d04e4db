from storage.intake.header import filled, locate, skip_reason
from storage.intake.reading import Sheet
from storage.tables import VOLUNTEERS


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
    layout = locate(sheet, VOLUNTEERS)
    assert layout.header == 3
    assert layout.texts == ("序号", "姓 名", "身份证号 码")


def test_a_sheet_without_a_header_has_none():
    assert locate(_sheet([["填表说明"], ["一、请如实填写。"]]), VOLUNTEERS) is None
    assert locate(_sheet([]), VOLUNTEERS) is None


def test_a_header_of_two_rows_joins_them():
    rows = [
        ["序号", "基本信息", None, "监护人", None],
        [None, "姓名", "性别", "姓名", "电话"],
        [1, "甲", "男", "乙", "13800000000"],
    ]
    layout = locate(_sheet(rows, [(1, 2, 1, 3), (1, 4, 1, 5)]), VOLUNTEERS)
    assert layout.header == 1
    assert layout.texts == ("序号", "姓名", "性别", "姓名", "电话")
    assert layout.groups == ("", "基本信息", "基本信息", "监护人", "监护人")


def test_a_merged_cell_gives_its_value_to_every_row_it_spans_and_to_no_other():
    rows = [["班级", "姓名"], ["一班", "甲"], [None, "乙"], [None, "丙"]]
    sheet = _sheet(rows, [(2, 1, 3, 1)])
    assert [row[0] for row in filled(sheet, 0)] == ["一班", "一班", None]
    assert sheet.rows[2][0] is None


def test_rows_that_are_no_people_are_passed_over_with_the_reason():
    layout = locate(_sheet([["序号", "姓名", "性别", "身份证号"]]), VOLUNTEERS)
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
