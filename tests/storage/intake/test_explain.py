"""What every stage decided for a row, in words: records, titles, totals, held and changed rows."""

import pytest
from openpyxl import Workbook

from people import id_number, volunteer
from storage.errors import UserError
from storage.intake.apply.batch import apply_plan
from storage.intake.choices import Choices, SheetChoice
from storage.intake.explain import RowPlace, explain_row, find_rows
from storage.intake.pipeline import BookCache, plan_import
from storage.intake.sources import Pasted, key
from storage.model.tables import UNITS, VOLUNTEERS

UNIT = "盐边县渔门中学"
HEADS = ("序号", "姓名", "性别", "身份证号", "联系电话", "班级")


@pytest.fixture
def book(tmp_path):
    """Write sheets of rows into a workbook."""

    def write(**sheets):
        made = Workbook()
        made.remove(made.active)
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
        made.save(tmp_path / "名册.xlsx")
        return tmp_path / "名册.xlsx"

    return write


@pytest.fixture
def explain(store):
    """Explain a row of a source as an import would plan it now."""

    def run(source, row, unit=UNIT, *, masked=True, **more):
        cache = BookCache()
        plan = plan_import(store, [source], unit, cache=cache, **more)
        places = find_rows(plan, str(row), cache)
        return "\n".join(explain_row(store, plan, one, masked=masked).text for one in places)

    return run


def roster(*rows, title="渔门中学志愿者花名册"):
    return [(title,), HEADS, *rows]


def test_a_new_row_is_explained_from_its_file_to_its_outcome(explain, book):
    number = id_number()
    text = explain(book(高一=roster((1, "赵一", "男", number, "13800000001", "高一1班"))), 3)
    assert text.startswith("《名册.xlsx》高一 第 3 行\n【读取】\n  格式：xlsx 表格")
    assert "表头在第 2 行，认出的栏目：“姓名”、“性别”、“身份证号”、“联系电话”、“班级”。" in text
    assert f"{UNIT}：导入时指定的，台账里还没有，导入时新建。" in text
    assert "“序号”一列：不导入：“1”" in text
    assert "“姓名”一列是姓名（表头一致）：“赵一”，照原样" in text
    assert "台账里没有对上的。" in text
    assert text.endswith("新增：台账里没有这一条，导入后新建。")


def test_numbers_are_masked_as_typed_and_as_understood(explain, book):
    number = id_number()
    path = book(高一=roster((1, "赵一", "男", number, "138-0000-0001", "高一1班")))
    text = explain(path, 3)
    assert number not in text
    assert "138-0000-0001" not in text
    assert "13800000001" not in text
    assert f"“{number}”，照原样" in explain(path, 3, masked=False)


def test_a_title_a_header_and_a_total_are_no_records_each_with_the_reason(explain, book):
    rows = roster((1, "赵一", "男", id_number(), "", "高一1班"), ("合计", "1人"))
    path = book(高一=rows)
    assert "这一行没有当作记录：像“标题行”，开头写的是“渔门中学志愿者花名册”。" in explain(path, 1)
    assert "这一行是表头。" in explain(path, 2)
    total = explain(path, 4)
    assert "这一行没有当作记录：像“合计、说明或签名”，开头写的是“合计”。" in total
    assert "这一行写着：合计 | 1人" in total


def test_a_held_row_is_explained_with_its_reason_and_candidates(store, explain, book):
    with store.edit("登记") as edit:
        school = edit.save(UNITS, UNITS.parse({"name": UNIT, "kind": "中学"}))
        edit.save(VOLUNTEERS, volunteer("赵一", phone="13800000001", school=school))
    text = explain(book(高一=roster((1, "赵一", "男", "", "13800000001", "高一1班"))), 3)
    assert "可能是 V000001 赵一：姓名、电话相同" in text
    assert "像是台账中的赵一" in text
    assert text.endswith("待核对：说不准，先不导入，等您决定。")


def test_a_doubtful_row_is_explained_by_what_it_looks_like(explain, book):
    path = book(高一=roster((1, "赵一", "男", id_number(), "", "高一1班"), ("负责人", "孙三")))
    text = explain(path, 4)
    assert "这一行像合计、说明或签名（“负责人”），没有导入，请核对" in text
    assert "待核对" in text


def test_a_rejected_row_names_the_cell_and_the_fault(explain, book):
    text = explain(book(高一=roster((1, "赵一", "男", "510411200801010000", "", "高一1班"))), 3)
    assert "必须改正：身份证号" in text
    assert "要改正的：身份证号" in text
    assert text.endswith("拒收：有必须改正的问题，不导入。")


def test_a_changed_person_shows_each_change_and_whether_it_is_taken(store, explain, book):
    number = id_number()
    row = (1, "赵一", "男", number, "13800000001", "高一1班")
    apply_plan(store, plan_import(store, [book(高一=roster(row))], UNIT))
    path = book(高一=roster((*row[:4], "13800000009", "高二1班")))
    kept = explain(path, 3)
    assert "对上台账里的 V000001 赵一（身份证号相同）" in kept
    assert "班级：台账“高一1班”，表里“高二1班”，不改（只补空白）" in kept
    assert kept.endswith("不变：台账里已有，这一行没有要改的。")
    changed = explain(path, 3, policy="update")
    assert "班级：台账“高一1班”，表里“高二1班”，改为表里的" in changed
    assert "联系电话：台账“138****0001”，表里“138****0009”，改为表里的" in changed
    assert changed.endswith("更新：台账里已有，导入后改动上面写明的各项。")
    assert "班级：台账“高一1班”，表里“高二1班”，不改（跳过）" in explain(path, 3, policy="skip")


def test_a_masked_cell_is_found_by_its_record_number(store, explain, book):
    with store.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer("赵一", phone="13800000001"))
    rows = [("台账编号", "姓名", "联系电话"), ("V000001", "赵一", "138****0001")]
    text = explain(book(高一=rows), 2, "")
    assert "“台账编号”一列是台账编号，按它找台账里的这一条：“V000001”" in text
    assert "对上台账里的 V000001 赵一（台账编号）" in text
    assert text.endswith("不变：台账里已有，这一行没有要改的。")


def test_tables_side_by_side_are_explained_one_by_one(explain, book):
    heads = ("姓名", "性别", "班级")
    rows = [heads * 2, ("赵一", "男", "高一1班", "钱二", "女", "高一2班")]
    text = explain(book(全校=rows), 2)
    assert "左右并排着 2 张同样的表，各自是一条。" in text
    first, second = text.split("【栏目和各格（第 4 到 6 列的表）】")
    assert "【栏目和各格（第 1 到 3 列的表）】" in first
    assert "“赵一”" in first
    assert "“钱二”" not in first
    assert "“钱二”" in second


def test_pasted_text_is_explained_like_a_file(explain):
    text = explain(Pasted(f"姓名\t身份证号\n赵一\t{id_number()}"), 2)
    assert "格式：粘贴的文本" in text
    assert "“赵一”" in text


def test_how_a_column_was_mapped_is_reported(store, explain, book):
    path = book(高一=[("学生姓名（必填）", "性别", "手机号码号"), ("赵一", "男", "13800000001")])
    text = explain(path, 2)
    assert "“学生姓名（必填）”一列是姓名（" in text
    choices = Choices(sheets={(key(path), "高一"): SheetChoice(columns={2: "phone"})})
    assert "（您指定的）" in explain(path, 2, choices=choices)
    apply_plan(store, plan_import(store, [path], UNIT, choices=choices))
    assert "（上次导入时定的）" in explain(path, 2)


def test_a_file_whose_unit_is_in_doubt_is_explained_so(explain, book):
    text = explain(book(高一=[HEADS, (1, "赵一", "男", id_number(), "", "")]), 2, "", by_file=True)
    assert "说不准：哪里都没有写是哪个学校或单位。" in text
    assert "整份文件都不导入，先定下单位。" in text


def test_a_row_is_looked_for_in_the_sheets_that_are_read(explain, book):
    row = (1, "赵一", "男", id_number(), "", "")
    path = book(说明=[("一",), ("二",), ("三",)], 高一=roster(row), 高二=roster())
    text = explain(path, 3)
    assert "《名册.xlsx》高一 第 3 行" in text
    assert "说明 第 3 行" not in text
    assert "没有认出名册的表头" in explain(path, "说明!3")


@pytest.mark.parametrize(
    ("row", "said"),
    [("三", "看不懂"), ("高一!", "看不懂"), ("9", "表里没有第 9 行"), ("高九!2", "“高九”里没有")],
)
def test_a_row_that_is_not_there_is_refused_in_words(explain, book, row, said):
    with pytest.raises(UserError, match=said):
        explain(book(高一=roster()), row)


def test_a_file_that_cannot_be_read_has_the_reason(explain, tmp_path):
    (tmp_path / "坏.xlsx").write_bytes(b"")
    with pytest.raises(UserError, match="空文件"):
        explain(tmp_path / "坏.xlsx", 1)


def test_a_row_of_a_plan_is_explained_without_its_book(store, book):
    plan = plan_import(store, [book(高一=roster((1, "赵一", "男", id_number(), "", "")))], UNIT)
    (file,) = plan.files
    (sheet,) = file.sheets
    place = RowPlace(file, sheet, 3, sheet.shown)
    assert "“赵一”" in explain_row(store, plan, place).text
