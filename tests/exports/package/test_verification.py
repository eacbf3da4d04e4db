"""What the city finds when it looks at a package: whether it is whole, and what was changed."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from openpyxl import load_workbook

from exports.package import hidden_sheet, write_package
from exports.package.verification import is_draft, verdict, verify
from received_packages import LIST, alter, faults, workbook_in
from storage.errors import UserError
from storage.model.tables import ORGANIZATIONS, UNITS
from storage.model.tables.organization import Organization
from storage.model.tables.unit import Unit
from storage.quarter.sealing import seal_unchecked
from storage.sending.answer_item import column_letters


def test_an_untouched_package_is_good_in_every_respect(folder):
    found = verify(folder)
    assert faults(found) == []
    assert len(found) == 8
    assert [one.text for one in found][-1].startswith("草稿：这个季度还没有封存")
    assert is_draft(found)
    assert any("每页都印着校验码" in one.text for one in found)


def test_a_package_in_a_zip_is_verified_too(county, quarter, today, tmp_path):
    *_files, archive = write_package(county, quarter, tmp_path, "summary", on=today, zipped=True)
    assert faults(verify(archive.path)) == []
    assert faults(verify(tmp_path)) == []


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
    kinds = [kind for kind, _text in faults(found)]
    assert kinds == ["changed", "cell", "figures"]


def test_an_added_and_a_removed_row_are_reported_and_nothing_else(folder):
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
    assert [kind for kind, _ in faults(verify(folder))] == ["changed"]


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
    assert any("隐藏表不在了" in text for _kind, text in faults(verify(folder)))


def test_what_is_no_package_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="不是报送包"):
        verify(tmp_path)
    with pytest.raises(UserError, match="找不到"):
        verify(tmp_path / "没有")
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(UserError, match="打不开"):
        verify(tmp_path / "a.zip")


@pytest.mark.parametrize(
    ("place", "word"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_lettered(place, word):
    assert column_letters(place) == word


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
        assert faults(verify(out)) == []
        seal_unchecked(store, quarter, date(2026, 10, 8))


def test_a_sealed_package_agrees_with_its_list_and_no_more_is_claimed(sealed, files, packed):
    for whole in (sealed, next(sealed.glob("*.zip")), packed(files.items())):
        found = verify(whole)
        assert [one.text for one in found if one.is_fault] == []
        assert verdict(found).startswith("与清单一致")
        assert "也能另写清单" in verdict(found)
        assert "盖了章的报送函" in verdict(found)
        assert "没有改动" not in verdict(found)
        assert not is_draft(found)
        for name in (name for name in files if name != LIST):
            sha256 = hashlib.sha256(files[name]).hexdigest()
            assert any(sha256[:16] in one.text for one in found)
