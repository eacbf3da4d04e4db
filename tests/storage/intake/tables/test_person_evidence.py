"""Nobody with a name vanishes on the way in, and no note becomes a person."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people import id_number
from storage.intake.apply.batch import apply_plan, undo_batch
from storage.intake.choices import Choices, SheetChoice
from storage.intake.columns.mapped_table import map_columns
from storage.intake.memory import recall
from storage.intake.pipeline import plan_import
from storage.intake.read import Book, Sheet
from storage.intake.report import report, sentences
from storage.intake.rows.import_plan import FilePlan
from storage.intake.rows.row_planner import RowPlanner, matcher_of
from storage.intake.sources import Pasted
from storage.intake.tables.found_table import find_tables
from storage.intake.tables.person_evidence import PERSON_DOUBT
from storage.model.tables import SERVICE_RECORDS, VOLUNTEERS
from storage.progress import silent

UNIT = "盐边县渔门中学"
MOBILE = "13800000001"


def planned(store, rows, **choices):
    text = "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)
    source = Pasted(text, "粘贴的名册")
    made = plan_import(store, [source], UNIT, choices=Choices(**choices))
    assert made.files[0].failure is None
    return made


def outcomes(made):
    return {row.parsed.name: row.outcome for row in made.rows()}


def held_for(made, name):
    (row,) = (row for row in made.rows() if row.parsed.name == name)
    return [problem.message for problem in row.problems if problem.code == PERSON_DOUBT]


@pytest.mark.parametrize(
    "word", ["负责人", "审核人", "填表人", "联系人：", "说明", "合计", "2026年9月5日"]
)
@pytest.mark.parametrize("head", ["职务", "报名日期", "学校", "备注"])
def test_a_word_in_a_column_that_asks_for_it_is_a_value(store, head, word):
    rows = [[head, "姓名", "联系电话"], ["队员", "孙三", "13800000003"], [word, "赵一", MOBILE]]
    assert outcomes(planned(store, rows)) == {"孙三": "created", "赵一": "created"}


def test_a_school_that_is_numbered_is_no_note(store):
    rows = [["所在团支部", "姓名"], ["1.渔门中学团委会", "赵一"], ["一、市直属", "钱二"]]
    assert outcomes(planned(store, rows)) == {"赵一": "created", "钱二": "created"}


@pytest.mark.parametrize("word", ["负责人", "审核人", "平均"])
def test_a_name_with_a_word_in_the_number_column_is_held_and_reported(store, word):
    rows = [["序号", "姓名", "性别", "联系电话"], [1, "孙三", "男", MOBILE], [word, "赵一"]]
    made = planned(store, rows)
    assert outcomes(made) == {"孙三": "created", "赵一": "held"}
    (said,) = held_for(made, "赵一")
    assert said == (
        f"不知道“赵一”是不是名册里的人，这一行像合计、说明或签名（“{word}”），没有导入，请核对"
    )
    (problem,) = report(made, None)["files"][0]["problems"]
    assert (problem["row"], problem["message"]) == (3, said)
    assert any("第3行" in line and said in line for line in sentences(made, None))
    assert made.files[0].counts["held"] == 1


@pytest.mark.parametrize("head", ["序号", ""])
@pytest.mark.parametrize("post", ["校长", "组长", "宣传委员"])
def test_a_post_that_closes_no_table_belongs_to_a_person_in_any_column(store, head, post):
    rows = [[head, "姓名", "性别"], [1, "孙三", "男"], [post, "赵一"]]
    assert outcomes(planned(store, rows)) == {"孙三": "created", "赵一": "created"}


def test_a_name_with_such_a_word_is_a_person_where_the_row_has_personal_facts(store):
    rows = [
        ["序号", "姓名", "联系电话"],
        ["负责人", "赵一", MOBILE],
        ["总计", "王老师", "13800000002"],
    ]
    assert outcomes(planned(store, rows)) == {"赵一": "created", "王老师": "created"}


@pytest.mark.parametrize(
    "line",
    [
        ["填表人：张三"], ["填表人：", "周老师"], ["填表人：", "周倩", "", "审核人：李四"], ["合计", "45人"], ["合计", "男20", "女25"],
        ["总计", "45人", "男20", "女25"], ["45人", "男20"], ["", "合计", "45人"], ["", "以上人员均已核对无误"], ["共45人"],
        ["本班共45人，男20人，女25人"], ["单位负责人：张三"], ["负责人：", "", "联系电话："], ["2026年9月30日"], ["", "以下空白"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("first", [["序号"], []])
def test_a_closing_line_is_skipped_without_a_question(store, line, first):
    head = [*first, "姓名", "性别", "身份证号"]
    person = [*[1 for _ in first], "赵一", "男", id_number()]
    assert outcomes(planned(store, [head, person, [], line])) == {"赵一": "created"}


@pytest.mark.parametrize("hobby", ["如：唱歌", "例如：写作", "例：书法", "如:跑步"])
@pytest.mark.parametrize("head", ["特长", "爱好", "志愿意向"])
def test_a_hobby_that_is_written_like_an_example_is_a_hobby(store, head, hobby):
    rows = [["姓名", "身份证号", "班级", head], ["赵一", id_number(), "一班", hobby]]
    assert outcomes(planned(store, rows)) == {"赵一": "created"}


@pytest.mark.parametrize(
    "row",
    [
        ["例", "李某某", "男"],
        ["示例", "张三", "男"],
        [1, "例：张三", "男"],
        ["", "（例）张三", "男"],
    ],
)
def test_an_example_with_a_placeholder_name_is_skipped(store, row):
    rows = [["序号", "姓名", "性别"], row, [1, "罗轩远", "男"]]
    assert outcomes(planned(store, rows)) == {"罗轩远": "created"}


def test_an_example_with_somebodys_name_is_held(store):
    rows = [["序号", "姓名", "性别"], ["例", "罗轩远", "男"], [1, "赵一", "男"]]
    assert outcomes(planned(store, rows)) == {"罗轩远": "held", "赵一": "created"}


def test_a_row_that_repeats_a_word_above_the_header_is_a_person(store):
    rows = [
        ["2026年秋季", "盐边县渔门中学", "高一1班"], ["姓名", "学校", "班级"], ["赵一", "盐边县渔门中学", "高一1班"],
    ]  # fmt: skip
    assert outcomes(planned(store, rows)) == {"赵一": "created"}


def test_a_row_of_the_headers_words_with_a_name_is_held(store):
    rows = [["序号", "姓名", "性别", "身份证号"], [1, "赵一", "男", id_number()],
            ["序号", "王伟", "性别", "身份证号"], ["序号", "姓 名", "性别*"]]  # fmt: skip
    assert outcomes(planned(store, rows)) == {"赵一": "created", "王伟": "held"}


def test_people_above_the_header_are_held_and_a_teacher_named_there_is_not(store):
    rows = [
        ["班主任：", "周倩", "联系电话：", MOBILE],
        ["钱二", "女"],
        ["姓名", "性别"],
        ["赵一", "男"],
    ]
    made = planned(store, rows)
    assert outcomes(made) == {"钱二": "held", "赵一": "created"}
    assert [row.row for row in made.rows()] == [2, 4]


@pytest.mark.parametrize(
    "title", ["男生", "女生（住校）", "以下为转入学生", "指导教师", "第二小组", "教师志愿者"]
)
@pytest.mark.parametrize("first", [["序号"], []])
def test_a_title_between_people_is_no_record(store, title, first):
    head = [*first, "姓名", "性别", "身份证号"]
    people = [[*[1 for _ in first], name, "男", id_number()] for name in ("赵一", "钱二")]
    made = planned(store, [head, people[0], [title], people[1]])
    assert outcomes(made) == {"赵一": "created", "钱二": "created"}
    ((number, _reason),) = made.files[0].sheets[0].skipped
    assert number == 3


def test_a_name_alone_below_a_blank_row_is_held(store):
    rows = [["序号", "姓名", "性别"], [1, "赵一", "男"], ["", "钱二"], [], ["", "周倩"]]
    assert outcomes(planned(store, rows)) == {"赵一": "created", "钱二": "created", "周倩": "held"}


def test_of_tables_side_by_side_a_total_next_to_a_person_is_skipped(store):
    rows = [
        ["序号", "姓名", "性别"] * 2,
        [1, "赵一", "男", 3, "孙三", "男"],
        ["合计", "3人", "", 4, "李四", "女"],
    ]
    assert outcomes(planned(store, rows)) == {
        "赵一": "created",
        "孙三": "created",
        "李四": "created",
    }


def test_a_day_in_the_first_column_loses_nothing_of_another_list(store):
    rows = [["服务日期", "姓名", "时长"], ["2026年9月5日", "赵一", "2小时"], ["合计", "", "2小时"]]
    text = "\n".join("\t".join(row) for row in rows)
    made = plan_import(store, [Pasted(text, "时长")], UNIT, table=SERVICE_RECORDS)
    assert [row.row for row in made.rows()] == [2]


def test_the_clerk_includes_a_held_row_or_leaves_it_out(store):
    rows = [["序号", "姓名", "性别"], [1, "孙三", "男"], ["负责人", "赵一"], ["审核人", "钱二"]]
    made = planned(store, rows)
    assert outcomes(made) == {"孙三": "created", "赵一": "held", "钱二": "held"}
    file = made.files[0]
    choice = SheetChoice(included=frozenset({3}), left_out=frozenset({4}))
    made = planned(store, rows, sheets={(file.key, file.sheets[0].name): choice})
    assert outcomes(made) == {"孙三": "created", "赵一": "created"}
    assert made.files[0].sheets[0].skipped == [(4, "您选择不导入")]
    batch = apply_plan(store, made)
    assert (batch.counts["created"], batch.counts["held"]) == (2, 0)
    undo_batch(store, batch.id)
    assert store.count(VOLUNTEERS) == 0


def test_a_held_row_is_counted_in_the_batch_and_changes_nothing_when_it_comes_again(store):
    rows = [
        ["序号", "姓名", "性别", "身份证号"],
        [1, "孙三", "男", id_number()],
        ["负责人", "赵一"],
    ]
    batch = apply_plan(store, planned(store, rows))
    assert (batch.counts["created"], batch.counts["held"]) == (1, 1)
    assert outcomes(planned(store, rows)) == {"孙三": "unchanged", "赵一": "held"}


# Layouts as schools make them, of any people

SURNAMES, GIVEN = (
    "赵钱孙李周吴郑王和贺高马何时万明平盖",
    "一二三四五六小明时间计济示例标题总年均安强伟芳呷依",
)
NAMES = st.one_of(
    st.builds("{}{}".format, st.sampled_from(SURNAMES), st.text(GIVEN, min_size=1, max_size=2)),
    st.sampled_from(["吉克·阿依", "阿木伍呷", "沙马阿果", "吉克伍沙莫", "欧阳若兰"]),
).filter(lambda name: name not in ("平均", "王小明", "李小明", "李明") and name[0] != name[-1])
COLUMNS = st.sampled_from(
    [("姓名",), ("姓名", "性别"), ("序号", "姓名"), ("序号", "姓名", "性别"), ("职务", "姓名", "联系电话"), ("日期", "姓名"),
     ("姓名", "性别", "联系电话", "特长")]
)  # fmt: skip
TITLES = ("高一（1）班志愿者", "高一（2）班", "教师志愿者", "指导教师", "渔门中学青年志愿者名单")
BETWEEN = (["合计", "3人"], ["以上人员均已核对无误"], ["填表人：周老师"], [], ["共45人"], ["2026年9月30日"],
           ["男生"], ["说明：本表一式两份"])  # fmt: skip
VALUES = {
    "性别": ("男", "女", None), "联系电话": (MOBILE, None), "特长": ("如：唱歌", "例：书法", None),
    "职务": ("负责人", "队员", "审核人", "组长"), "日期": ("2026年9月5日", "2026-9-5"),
}  # fmt: skip


@st.composite
def layouts(draw):
    """Rows of a sheet, and the names of everybody in it."""
    names = draw(st.lists(NAMES, min_size=2, max_size=12, unique=True))
    rows, left = [], list(names)
    columns = draw(COLUMNS)
    while left:
        if draw(st.booleans()):
            rows.append([draw(st.sampled_from(TITLES))])
        rows.append(list(columns))
        number = draw(st.integers(1, len(left)))
        for at, name in enumerate(left[:number], 1):
            rows.append([_value(draw, column, name, at) for column in columns])
        left = left[number:]
        rows += draw(st.lists(st.sampled_from(BETWEEN), max_size=2))
        columns = draw(st.one_of(st.just(columns), COLUMNS))
    return [_trimmed(row) for row in rows], names


def _value(draw, column, name, at):
    if column in ("姓名", "序号"):
        return name if column == "姓名" else at
    return draw(st.sampled_from(VALUES[column]))


def _trimmed(row):
    while row and row[-1] is None:
        row = row[:-1]
    return row


def sheet_plans(store, rows):
    """Return the plans of a sheet with these rows, without a file."""
    plan = plan_import(store, [], UNIT)
    memories = recall(store, VOLUNTEERS, 0)
    tables = find_tables(Book("xlsx", (Sheet("全校", rows),)), VOLUNTEERS)
    mapped = map_columns(tables, VOLUNTEERS, "x", Choices(), memories.columns)
    planner = RowPlanner(store, plan, matcher_of(store, plan, memories), silent)
    return [planner.plan_rows(FilePlan(Path("x"), "x"), one, memories) for one in mapped]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(layouts())
def test_in_any_layout_every_person_is_stored_or_held_and_none_is_invented(store, layout):
    rows, names = layout
    found = [row for sheet in sheet_plans(store, rows) for row in sheet.rows]
    seen = {str(cell) for row in found for cell in row.raw if cell is not None}
    assert set(names) <= seen
    assert {row.parsed.name for row in found if row.outcome == "created"} <= set(names)
