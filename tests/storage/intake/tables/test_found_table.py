"""A sheet of which nothing comes in is told, and waits for the clerk where people may be in it."""

import json

import pytest
from openpyxl import Workbook

from main import main
from people import id_number
from storage.intake.choices import Choices, SheetChoice
from storage.intake.pipeline import plan_import
from storage.intake.report import sentences

UNIT = "盐边县渔门中学"
ROSTER = (("姓名", "身份证号"), ("赵一", id_number()))


@pytest.fixture
def book(tmp_path):
    """A roster, and a second sheet beside it."""

    def write(rows, *, hidden=False):
        made = Workbook()
        first = made.active
        first.title = "一班"
        for row in ROSTER:
            first.append(row)
        second = made.create_sheet("二班")
        for row in rows:
            second.append(row)
        second.sheet_state = "hidden" if hidden else "visible"
        made.save(tmp_path / "名册.xlsx")
        return tmp_path / "名册.xlsx"

    return write


def beside(store, path, **choices):
    made = plan_import(store, [path], UNIT, choices=Choices(**choices))
    (file,) = made.files
    assert file.failure is None
    assert [row.parsed.name for row in made.rows()][:1] == ["赵一"]
    return made, file.sheets[1]


@pytest.mark.parametrize(
    "rows",
    [
        [["钱二", "男"], ["孙三", "女"]],
        [["钱二"], ["孙三"]],
        [["学员", "去向"], ["钱二", "成都"]],
        [["性别", "民族"], ["男", "汉族"], ["51041120080517003X", "彝族"]],
        [["姓名", "身份证号"]],
        [["姓名", "身份证号"], ["合计", "0人"]],
    ],
)
def test_a_sheet_where_people_may_be_lost_is_reported_and_waits(
    store, book, rows, capsys, tmp_path
):
    path = book(rows)
    made, sheet = beside(store, path)
    assert sheet.missed
    assert any("“二班”" in line and "没有导入" in line for line in sentences(made, None))
    assert (
        main(["--data", str(tmp_path / "数据"), "import", str(path), "--unit", UNIT, "--json"]) == 1
    )
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert [one["sheet"] for one in file["problems"]] == ["二班"]
    assert (file["created"], file["held"]) == (1, 0)


@pytest.mark.parametrize(
    "rows",
    [
        [["请勿改动"]],
        [
            ["填写说明"],
            ["1、姓名要与身份证上的一致，中间不要有空格。"],
            ["2、没有电话的填班主任的电话。"],
        ],
        [["班级", "人数"], ["高一1班", 45], ["高一2班", 46]],
        [["1.性别代码"], ["2.民族代码"]],
        [["栏目", "怎么填"], ["性别", "填男或女"], ["班级", "写全称"]],
        [["男", "汉族"], ["女", "彝族"]],
        [["备注"]],
    ],
)
def test_instructions_counts_and_lists_of_words_are_reported_and_nothing_waits(
    store, book, rows, capsys, tmp_path
):
    path = book(rows)
    made, sheet = beside(store, path)
    assert (sheet.used, sheet.missed) == (False, False)
    assert any("“二班”" in line for line in sentences(made, None))
    assert main(["--data", str(tmp_path / "数据"), "import", str(path), "--unit", UNIT]) == 0
    capsys.readouterr()


def test_a_blank_sheet_and_one_that_the_clerk_leaves_out_are_not_mentioned(store, book):
    made, sheet = beside(store, book([]))
    assert not sheet.missed
    path = book([["钱二", "男"]])
    out = {(str(path), "二班"): SheetChoice(used=False)}
    for made, sheet in (beside(store, book([]))), beside(store, path, sheets=out):
        assert not sheet.missed
        assert not any("“二班”" in line for line in sentences(made, None))


def test_a_hidden_sheet_waits_where_it_is_a_roster(store, book):
    _made, roster = beside(store, book([["姓名", "身份证号"], ["钱二", id_number()]], hidden=True))
    assert (roster.used, roster.missed) == (False, True)
    _made, words = beside(store, book([["汉族", "共青团员"], ["藏族", "群众"]], hidden=True))
    assert (words.used, words.missed) == (False, False)


def test_rows_that_the_clerk_leaves_out_one_by_one_are_no_sheet_without_people(store, book):
    path = book([["姓名", "身份证号"], ["钱二", id_number()]])
    out = {(str(path), "二班"): SheetChoice(left_out=frozenset({2}))}
    _made, sheet = beside(store, path, sheets=out)
    assert (sheet.rows, sheet.missed) == ([], False)


@pytest.mark.parametrize(
    "header",
    [
        ("姓名（必填）", "身份证号（必填）"),
        ("1、您的姓名：", "2、您的身份证号码："),
        ("姓  名*", "身份证件号"),
        ("姓名", "爱好的书"),
    ],
)
def test_a_header_is_found_however_a_form_writes_it(store, book, header):
    _made, sheet = beside(store, book([header, ("钱二", id_number())]))
    assert (sheet.used, [row.parsed.name for row in sheet.rows]) == (True, ["钱二"])
