"""The lines of a plan: their positions, their kinds of fault, and their repairs."""

from __future__ import annotations

import pytest

from gui.imports.check.preview_lines import PlanLines, problem_summary, repair_label
from people import id_number
from storage.intake.pipeline import plan_import
from storage.intake.sources import Pasted

HEADS = ("姓名", "性别", "身份证号", "联系电话")


@pytest.fixture
def plan(store):
    """The lines of a plan for pasted sheets, by name."""

    def build(*rows: tuple[str, ...], **more: tuple[tuple[str, ...], ...]) -> PlanLines:
        sheets = {"一": rows, **more}
        sources = [
            Pasted("\n".join("\t".join(row) for row in (HEADS, *sheet)) + "\n", name)
            for name, sheet in sheets.items()
        ]
        return PlanLines(plan_import(store, sources, "攀枝花市第三高级中学校"))

    return build


def test_facets_count_lines_gravest_first(plan):
    lines = plan(
        ("李 静", "女", id_number(sex="男"), ""),
        ("周 嘉诚", "男", "51", ""),
        ("", "男", id_number(), ""),
    )
    severities = [one.severity for one in lines.facets]
    assert severities == ["error", "error", "warning", "repair"]
    assert lines.facets[-1].label == "姓名里的空格"
    assert len(lines.facets[-1].lines) == 2


def test_same_faults_are_counted_together_though_their_numbers_differ(plan):
    rows = [("王雨欣", "男", id_number(), "")] * 3
    facets = plan(*rows).facets
    assert [(one.label, len(one.lines)) for one in facets] == [("与前面的行是同一人", 2)]


def test_a_facet_is_recognised_in_another_plan_of_the_files(plan):
    first, second = (plan(("王雨欣", "男", number, "")) for number in ("51", "5104"))
    assert first.facets[0].key == second.facets[0].key
    assert first.facets[0].key != plan(("", "男", id_number(), "")).facets[0].key


def test_the_summary_of_a_fault_omits_its_advice():
    assert problem_summary("身份证号校验码不符（末位应为X），请核对原件") == "身份证号校验码不符"
    assert problem_summary("已建团，缺批复文号") == "已建团，缺批复文号"


@pytest.mark.parametrize(
    ("raw", "text", "label"),
    [
        ("王 雨欣", "王雨欣", "里的空格"),
        ("１３８", "138", "全角改为半角"),
        ("51x", "51X", "小写改为大写"),
        ("2008.5.7", "2008-05-07", "写法统一"),
    ],
)
def test_a_repair_is_named_by_what_it_changed(raw, text, label):
    assert repair_label(raw, text) == label


def test_a_line_has_its_row_and_the_file_where_there_are_several(plan):
    person = ("王雨欣", "男", id_number(), "")
    assert plan(person).position(0) == "第 2 行"
    lines = plan(person, 二=(("李静", "女", id_number(sex="女"), ""),) * 2)
    assert [lines.position(line) for line in range(3)] == ["一!2", "二!2", "二!3"]
    assert lines.full_position(2).startswith("《二》")
    assert lines.full_position(2).endswith("第 3 行")


def test_a_key_finds_its_line_again_and_nothing_where_the_row_is_missing(plan):
    lines = plan(("王雨欣", "男", id_number(), ""), 二=(("李静", "女", id_number(sex="女"), ""),))
    assert [lines.find(lines.key(line)) for line in (0, 1)] == [0, 1]
    sheet, _row = lines.key(1)
    assert lines.find((sheet, 1)) is None
    assert lines.find((sheet, 9)) is None
    assert lines.find((("三", "文本"), 2)) is None


def test_a_cell_is_read_by_its_field_and_absent_where_no_column_has_it(plan):
    lines = plan(("王雨欣", "男", id_number(), "138 0013 8000"))
    assert lines.cell_index(0, "phone") == 3
    assert lines.raw(0, "phone") == "138 0013 8000"
    assert lines.raw(0, "ethnicity") is None
    assert lines.corrected(0, "phone") is None
    assert lines.person_title(0) == "王雨欣"
