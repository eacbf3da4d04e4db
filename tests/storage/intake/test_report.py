"""What the command line tells of an import."""

from openpyxl import Workbook

from people import id_number
from storage.intake.pipeline import plan_import
from storage.intake.report import report, sentences


def saved(tmp_path, hidden_sheet=False):
    made = Workbook()
    sheet = made.active
    sheet.title = "名册"
    for row in (
        ["序号", "姓名", "身份证号", "家庭住址"],
        [1, "甲", id_number(), "某路"],
        [2, "乙", id_number()],
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    if hidden_sheet:
        sheet.sheet_state = "hidden"
        made.create_sheet("说明").append(["请各校填写"])
    made.save(tmp_path / "名册.xlsx")
    return tmp_path / "名册.xlsx"


def test_hidden_rows_and_columns_that_stay_outside_are_reported(store, tmp_path):
    made = plan_import(store, [saved(tmp_path)], "盐边县渔门中学")
    told = list(sentences(made, None))
    assert "  工作表「名册」有 1 行是隐藏或筛选掉的，也读入了，请核对。" in told
    assert "  没有导入的栏目：家庭住址。" in told
    (file,) = report(made, None)["files"]
    assert file["sheets"][0]["left_out"] == {"家庭住址": "台账不收住址"}
    assert file["warnings"] == ["工作表「名册」有 1 行是隐藏或筛选掉的，也读入了，请核对。"]


def test_a_roster_on_a_hidden_sheet_alone_is_named(store, tmp_path):
    (file,) = plan_import(store, [saved(tmp_path, hidden_sheet=True)], "盐边县渔门中学").files
    assert file.failure == (
        "《名册.xlsx》里看得见的工作表没有名册；隐藏的“名册”没有读。要导入它，请在导入页勾上，"
        "或在 WPS 中取消隐藏再导入。"
    )
