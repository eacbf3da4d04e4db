"""What the city finds when it looks at a package: whether it is whole, and what was changed."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from exports.package import hidden_sheet, write_package
from exports.package.verification import is_draft, verify
from exports.package.workbook_diff import called, hidden_in
from storage.errors import UserError
from storage.intake.read import read_book
from storage.model.tables import OFFICES, ORGANIZATIONS, UNITS
from storage.model.tables.organization import Organization
from storage.model.tables.setting import Office
from storage.model.tables.unit import Unit
from storage.quarter.sealing import seal_unchecked
from storage.sending.answer_item import column_letters


@pytest.fixture
def folder(package, tmp_path):
    """A copy of the package, to be tampered with."""
    copy = tmp_path / "市里收到的"
    shutil.copytree(package["季度报表"].parent, copy)
    return copy


def workbook_in(folder):
    return next(folder.glob("*季度报表.xlsx"))


def amiss(found) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in found if one.kind != "good"]


def alter(file, sheet: str, change) -> None:
    """Have another program change a sheet and save the workbook."""
    book = load_workbook(file)
    change(next(book[name] for name in book.sheetnames if name.startswith(sheet)))
    book.save(file)


def test_an_untouched_package_is_good_in_every_respect(folder):
    found = verify(folder)
    assert amiss(found) == []
    assert len(found) == 8
    assert [one.text for one in found][-1].startswith("草稿：这个季度还没有封存")
    assert is_draft(found)
    assert any("每页都印着校验码" in one.text for one in found)


def test_a_package_in_a_zip_is_looked_at_too(county, quarter, today, tmp_path):
    *_files, archive = write_package(county, quarter, tmp_path, "summary", on=today, zipped=True)
    assert amiss(verify(archive.path)) == []
    assert amiss(verify(tmp_path)) == []


def test_one_changed_cell_is_named(folder):
    file = workbook_in(folder)
    place = {}

    def change(page) -> None:
        row = next(row for row in page.iter_rows() if row[0].value == "V02")
        place["cell"] = row[5].coordinate
        row[5].value = 123456

    alter(file, "W01", change)
    found = verify(folder)
    (cell,) = [one for one in found if one.kind == "cell"]
    assert (cell.sheet, cell.cell) == ("W01 指标汇总", place["cell"])
    assert "（V02　注册青年志愿者数，数值）改成了“123456”" in cell.text
    kinds = [kind for kind, _text in amiss(found)]
    assert kinds == ["changed", "cell", "figures"]


def test_a_row_more_and_a_row_less_are_told_and_nothing_else(folder):
    def change(page) -> None:
        page.insert_rows(8)
        page.cell(8, 2, "新来的组织")
        page.delete_rows(12)

    alter(workbook_in(folder), "W03 ", change)
    cells = [one for one in verify(folder) if one.kind == "cell"]
    assert [one.text.split("第")[1] for one in cells if "多出来" in one.text] == [
        "8行是多出来的：新来的组织"
    ]
    assert len([one for one in cells if "不见了" in one.text]) == 1
    assert len(cells) == 2


def test_saving_without_changing_shows_a_changed_file_and_no_cell(folder):
    alter(workbook_in(folder), "W01", lambda _page: None)
    assert [kind for kind, _ in amiss(verify(folder))] == ["changed"]


def test_a_report_of_other_figures_does_not_belong(store, quarter, today, folder, tmp_path):
    write_package(store, quarter, tmp_path / "别的", "summary", on=today)
    other = next((tmp_path / "别的").glob("*季度报告.pdf"))
    report = next(folder.glob("*季度报告.pdf"))
    shutil.copy(other, report)
    told = [text for kind, text in amiss(verify(folder)) if kind == "figures"]
    assert len(told) == 1
    assert "校验码与报表不一致" in told[0]


def test_missing_and_strange_files_are_named(folder):
    next(folder.glob("*附册*")).unlink()
    (folder / "多的.xlsx").write_bytes(b"x")
    assert [(one.kind, one.file) for one in verify(folder) if one.kind != "good"] == [
        ("missing", "2026Q3_仁和区_草稿_附册_志愿者名册(脱敏).xlsx"),
        ("extra", "多的.xlsx"),
    ]


def test_without_the_hidden_sheet_it_says_that_it_cannot_tell(folder):
    file = workbook_in(folder)
    book = load_workbook(file)
    del book[hidden_sheet.NAME]
    book.save(file)
    assert any("隐藏表不在了" in text for _kind, text in amiss(verify(folder)))


def test_figures_changed_in_the_hidden_sheet_betray_themselves(folder):
    def change(page) -> None:
        row = next(row for row in page.iter_rows() if row[0].value == hidden_sheet.FIGURE)
        row[2].value = "999"

    alter(workbook_in(folder), hidden_sheet.NAME, change)
    told = [text for kind, text in amiss(verify(folder)) if kind == "figures"]
    assert any("自己的校验码不符" in text for text in told)


def test_what_is_no_package_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="不是报送包"):
        verify(tmp_path)
    with pytest.raises(UserError, match="找不到"):
        verify(tmp_path / "没有")
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(UserError, match="打不开"):
        verify(tmp_path / "a.zip")


def test_names_in_a_zip_lead_nowhere(folder, tmp_path):
    packed = tmp_path / "恶意.zip"
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("../../escape.txt", "x")
        for file in folder.iterdir():
            made.write(file, file.name)
    found = verify(packed)
    assert [(one.kind, one.file) for one in found] == [("packing", "../../escape.txt")]
    assert not (tmp_path.parent / "escape.txt").exists()


def test_the_hidden_sheet_is_hidden_and_holds_no_cell_of_a_ledger(package, county):
    book = read_book(package["季度报表"])
    sheet = next(one for one in book.sheets if one.name == hidden_sheet.NAME)
    assert sheet.hidden
    assert load_workbook(package["季度报表"])[hidden_sheet.NAME].sheet_state == "veryHidden"
    words = {str(cell) for row in sheet.rows for cell in row}
    ledger = next(one for one in book.sheets if one.name.startswith("W03 "))
    names = {str(row[1]) for row in ledger.rows if len(row) > 1 and row[1]}
    assert len(names) > 10
    assert not words & names
    known = hidden_in(book)
    assert known.facts["version"] == "0"
    assert known.facts["quarter"] == "2026Q3"


@pytest.mark.parametrize(
    ("place", "word"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_lettered(place, word):
    assert column_letters(place) == word


def test_a_row_is_called_by_its_words_and_not_by_its_numbers():
    assert called(["性别", "男", "598", "0.472"], 2) == "性别　男"
    assert called(["1", "青年协会", "社会组织", "仁和区"], 1) == "社会组织　仁和区"
    assert called(["V02", "注册青年志愿者数", "717"], 2) == "V02　注册青年志愿者数"


ODD_TEXTS = (
    "_x0041_x000D_",
    "_x005F_x0041_",
    "_x000D_\r\n二行\r三行",
    "  前后有空格  ",
    "\t=1+1",
    "控\x00制\x1f符\ufffe",
    "<r>_x0041_</r>",
    "𠮷_xD83D__xDE00_😀",
)


def test_a_fresh_package_is_accused_of_nothing_whatever_stands_in_it(store, quarter, tmp_path):
    with store.edit("录入") as edit:
        for number, odd in enumerate(ODD_TEXTS):
            name = f"{odd}队{number}"
            edit.save(ORGANIZATIONS, Organization(name=name, kind="志愿服务队", note=odd))
            edit.save(UNITS, Unit(name=name, kind="中学"))
    for draft in (True, False):
        out = tmp_path / str(draft)
        write_package(store, quarter, out, "masked", on=date(2026, 10, 8), zipped=True)
        assert amiss(verify(out)) == []
        seal_unchecked(store, quarter, date(2026, 10, 8))


def test_a_county_with_a_long_and_rare_name_has_a_letter_that_is_understood(
    store, quarter, tmp_path
):
    county = store.named(UNITS, "仁和区")
    with store.edit("改名") as edit:
        whole = store.get(UNITS, county)
        edit.save(UNITS, replace(whole, name="𬭎㛃 彝族自治-县" * 4))
        edit.save(OFFICES, Office(name="共青团委员会", county=county))
    write_package(store, quarter, tmp_path / "报送", "summary", on=date(2026, 10, 8))
    assert amiss(verify(tmp_path / "报送")) == []
