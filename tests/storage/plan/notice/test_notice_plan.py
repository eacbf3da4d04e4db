from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import notices
from storage.errors import UserError
from storage.intake.read import read_text
from storage.plan.notice import notice_of, read_notice

SAMPLE = Path(__file__).parents[3] / "reference" / "notice-2027.txt"
TITLE = "示例市2027年工作要点"
ROWS = (
    ("一、健全体制", "1. 协调机制", "召开会议，按季度通报。", "市文明办、团市委", "市民政局"),
    ("一、健全体制", "2. 基层组织", "县（区）团委指导协会换届。", "团市委", "市民政局、各县（区）"),
    ("一、健全体制", "2. 基层组织", "组织应建尽建团组织。", "团市委", "市委组织部"),
    ("二、强化保障", "1. 加强投入", "安排经费不少于10万元。", "市财政局", "团市委"),
)


def facts(notice):
    return [
        (r.measure_number, r.section, r.item, r.wording, r.lead_units, r.part_units)
        for r in notice.rows
    ]


@pytest.fixture(scope="module")
def sample():
    return read_notice(SAMPLE)


def test_a_notice_has_title_year_number_day_and_issuer(sample):
    plan = sample.plan
    assert (plan.year, plan.title) == (2027, "示例市青年志愿服务2027年工作要点")
    assert (plan.number, plan.issued_on) == ("示青联〔2027〕3号", date(2027, 3, 5))
    assert plan.issuer == "示例市青年工作联席会议办公室"


def test_every_row_is_read_once_with_its_number(sample):
    assert [row.measure_number for row in sample.rows] == [
        "1.1",
        "1.2a",
        "1.2b",
        "2.1",
        "2.2",
        "3.1",
    ]
    assert [row.ordering for row in sample.rows] == [1, 2, 3, 4, 5, 6]
    assert sample.sections == 3
    assert {row.section for row in sample.rows} == {"健全组织体系", "提升服务能力", "强化保障"}
    assert sample.rows[3].item == "壮大队伍"


def test_split_names_are_joined_and_double_leads_are_two(sample):
    assert sample.rows[0].lead_units == "市文明办、团市委"
    assert sample.rows[0].part_units == "市委组织部、市委宣传部、市教育和体育局、市民政局"
    assert sample.rows[4].lead_units == "市委宣传部"
    assert "“上下联动 左右协同”" in sample.rows[0].wording


def test_measures_that_name_the_county_are_led_by_it(sample):
    assert [row.role for row in sample.rows] == ["○", "●", "○", "○", "○", "●"]


def test_targets_are_the_notices_own_words(sample):
    assert sample.rows[3].target == "全市注册青年志愿者总数达到5万人；推动在校大学生全部注册"
    assert sample.rows[4].target == "举办应急、赛会志愿者培训班不少于6期"
    assert sample.rows[5].target is None


def test_text_below_the_table_is_skipped_and_reported(sample):
    assert sample.doubts == ("第 29 行“抄送：各县（区）团委。”不在表里，没有读入",)


@pytest.mark.parametrize("make", [notices.as_text, notices.as_docx, notices.as_xlsx])
def test_text_word_and_workbook_are_read_alike(tmp_path, make):
    path = make(tmp_path / f"要点.{make.__name__[3:].replace('text', 'txt')}", TITLE, ROWS)
    notice = read_notice(path)
    assert facts(notice) == [
        ("1.1", "健全体制", "协调机制", ROWS[0][2], "市文明办、团市委", "市民政局"),
        ("1.2a", "健全体制", "基层组织", ROWS[1][2], "团市委", "市民政局、各县（区）"),
        ("1.2b", "健全体制", "基层组织", ROWS[2][2], "团市委", "市委组织部"),
        ("2.1", "强化保障", "加强投入", ROWS[3][2], "市财政局", "团市委"),
    ]
    assert notice.plan.year == 2027


def test_cells_wrapped_in_content_controls_are_read(tmp_path):
    path = notices.as_docx(tmp_path / "要点.docx", TITLE, ROWS, wrapped=True)
    assert len(read_notice(path).rows) == 4


def test_units_merged_over_several_rows_are_those_of_each(tmp_path):
    path = tmp_path / "2027.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([notices.HEADER, *ROWS]):
            sheet.write_row(at, 0, row)
        sheet.merge_range(2, 3, 4, 3, "市民政局")
        sheet.merge_range(1, 4, 2, 4, "市妇联")
    rows = read_notice(path).rows
    assert [row.lead_units for row in rows] == ["市文明办、团市委", *["市民政局"] * 3]
    assert [row.part_units for row in rows] == ["市妇联", "市妇联", "市委组织部", "团市委"]


def test_lines_broken_within_a_cell_are_joined():
    text = (
        f"{TITLE}\n工作任务\t任务分解\t具体措施\t牵头单位\t参加单位\n"
        "一、健全体制\t1. 协调机制\t召开联席会议，\t市教育和\t市民\n"
        "\t\t按季度通报。\t\t\n"
        "\t\t\t体育局\t政局\n"
    )
    (row,) = notice_of(read_text(text)).rows
    assert row.wording == "召开联席会议，按季度通报。"
    assert (row.lead_units, row.part_units) == ("市教育和体育局", "市民政局")


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("重点任务\t工作措施\t责任单位\t配合单位", ("甲", "做完。", "团市委", "市民政局")),
        ("主要任务\t主要措施\t牵头单位\t责任单位", ("甲", "做完。", "团市委", "市民政局")),
        (
            "工作任务\t具体措施（2027年）\t牵头部门\t参与单位",
            ("甲", "做完。", "团市委", "市民政局"),
        ),
    ],
)
def test_headers_are_recognized_in_the_words_of_notices(header, told):
    text = f"{TITLE}\n序号\t{header}\n1\t一、甲\t做完。\t团市委\t市民政局\n"
    (row,) = notice_of(read_text(text)).rows
    assert (row.section, row.wording, row.lead_units, row.part_units) == told
    assert row.measure_number == "1.1"


def test_a_deadline_and_a_person_in_the_notice_are_taken_over():
    text = (
        f"{TITLE}\n工作任务\t任务分解\t具体措施\t牵头单位\t责任人\t完成时限\n"
        "一、甲\t1. 乙\t做完。\t团市委\t周 嘉诚\t2027年6月30日\n"
        "\t2. 丙\t再做。\t团市委\t\t年底前\n"
    )
    notice = notice_of(read_text(text))
    assert (notice.rows[0].responsible, notice.rows[0].deadline) == ("周嘉诚", date(2027, 6, 30))
    assert notice.rows[1].deadline is None
    assert notice.doubts == ("第 4 行的时限“年底前”不是日期，没有读入",)


def test_a_row_without_a_lead_unit_is_read_and_reported():
    text = f"{TITLE}\n工作任务\t任务分解\t具体措施\t牵头单位\n一、健全\t1. 机制\t召开会议。\t\n"
    notice = notice_of(read_text(text))
    assert len(notice.rows) == 1
    assert notice.doubts == ("第 3 行（1.1）没有牵头单位",)


def test_gaps_in_the_numbers_are_reported():
    lines = ("一、甲\t1. 子", "\t3. 丑", "三、乙\t1. 寅", "四、丙\t2. 卯")
    text = f"{TITLE}\n工作任务\t任务分解\t具体措施\t牵头单位\n" + "".join(
        f"{line}\t做第{at}件事。\t团市委\n" for at, line in enumerate(lines)
    )
    assert notice_of(read_text(text)).doubts == (
        "第 4 行是 1.3，上一条是 1.1，中间的编号没有",
        "第 5 行是 3.1，上一条是 1.3，中间的编号没有",
        "第 6 行是 4.2，上一条是 3.1，中间的编号没有",
    )


def test_the_year_is_taken_from_the_file_or_the_clerk(tmp_path):
    plain = notices.as_text(tmp_path / "要点.txt", "工作要点", ROWS)
    with pytest.raises(UserError, match="《要点.txt》里没有写明是哪一年"):
        read_notice(plain)
    assert read_notice(plain, 2028).plan.year == 2028
    named = notices.as_text(tmp_path / "2029要点.txt", "工作要点", ROWS)
    assert read_notice(named).plan.year == 2029


def test_a_file_without_such_a_table_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "名册.txt"
    path.write_text("姓名\t班级\n张三\t一班\n", "utf-8")
    with pytest.raises(UserError, match="^《名册.txt》里没有找到工作要点的表.*。$"):
        read_notice(path)


CLAUSE = st.text("健全完善推动落实服务组织项目平台队伍", min_size=2, max_size=12)
UNIT = st.sampled_from(
    ("市文明办", "团市委", "市民政局", "市委组织部", "市教育和体育局", "市财政局")
)
UNITS = st.lists(UNIT, min_size=1, max_size=3, unique=True).map("、".join)
NUMERALS = "一二三四五六七八九"


@st.composite
def tables(draw):
    """Sections, items and measures of a notice that nobody has written."""
    rows = []
    for section in range(1, draw(st.integers(1, 5)) + 1):
        heading = f"{NUMERALS[section - 1]}、{draw(CLAUSE)}{section}"
        for item in range(1, draw(st.integers(1, 4)) + 1):
            name = f"{item}. {draw(CLAUSE)}{item}"
            for _ in range(draw(st.integers(1, 3))):
                wording = f"{draw(CLAUSE)}，{draw(CLAUSE)}。"
                rows.append((heading, name, wording, draw(UNITS), draw(UNITS)))
    return tuple(rows)


def assert_read_back(notice, rows):
    assert [(r.wording, r.lead_units, r.part_units) for r in notice.rows] == [
        row[2:] for row in rows
    ]
    numbers = [row.measure_number for row in notice.rows]
    assert len(set(numbers)) == len(numbers)
    assert [r.section_number for r in notice.rows] == [
        NUMERALS.index(row[0][0]) + 1 for row in rows
    ]
    assert [int(n.split(".")[1].rstrip("abc")) for n in numbers] == [int(r[1][0]) for r in rows]


@settings(max_examples=80, deadline=None)
@given(tables())
def test_any_notice_is_read_back_row_by_row(rows):
    lines = [TITLE, "\t".join(notices.HEADER), *("\t".join(r) for r in notices.blanked(rows))]
    assert_read_back(notice_of(read_text("\n".join(lines))), rows)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tables())
def test_any_file_of_a_notice_is_read_back_row_by_row(tmp_path, rows):
    for make in (notices.as_text, notices.as_docx, notices.as_xlsx):
        assert_read_back(read_notice(make(tmp_path / f"n.{make.__name__[3:]}", TITLE, rows)), rows)


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n"),
        max_size=400,
    )
)
def test_any_text_is_a_notice_or_a_sentence(text):
    try:
        book = read_text(f"工作任务\t任务分解\t具体措施\t牵头单位\n{text}")
        notice = notice_of(book, "2027", None)
    except UserError as error:
        assert str(error).endswith("。")
    else:
        assert all(row.wording and row.measure_number for row in notice.rows)
