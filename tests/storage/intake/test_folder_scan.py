import pytest

from storage.errors import UserError
from storage.intake.folder_scan import MOST, find_files


@pytest.fixture
def folder(tmp_path):
    """Makes files in a folder of schools."""

    def make(*names):
        for name in names:
            path = tmp_path / "各校" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x")
        return tmp_path / "各校"

    return make


def test_a_folder_gives_the_files_of_all_its_schools_in_order(folder):
    place = folder("乙校/名册.xls", "甲校.xlsx", "甲校.et", "无扩展名", "丙校.csv")
    names = [path.relative_to(place).as_posix() for path in find_files([place]).files]
    assert names == ["丙校.csv", "无扩展名", "甲校.et", "甲校.xlsx", "乙校/名册.xls"]


def test_what_is_no_roster_is_passed_over_with_the_reason(folder):
    place = folder(
        "甲.xlsx", "~$甲.xlsx", ".甲.xlsx", "Thumbs.db", "通知.pdf", "照片.JPG",
        ".git/甲.xlsx", "__MACOSX/甲.xlsx",
    )  # fmt: skip
    found = find_files([place])
    assert [path.name for path in found.files] == ["甲.xlsx"]
    assert {path.name: reason for path, reason in found.left_out} == {
        "~$甲.xlsx": "打开表格时留下的临时文件",
        ".甲.xlsx": "隐藏文件",
        "Thumbs.db": "隐藏文件",
        "通知.pdf": "不是表格",
        "照片.JPG": "不是表格",
    }


def test_a_file_named_by_itself_is_always_taken_and_taken_once(folder):
    place = folder("甲.xlsx", "通知.pdf")
    found = find_files([place / "通知.pdf", place / "甲.xlsx", place])
    assert [path.name for path in found.files] == ["通知.pdf", "甲.xlsx"]
    assert find_files([place / "没有.xlsx"]).files == (place / "没有.xlsx",)


def test_a_folder_without_rosters_is_refused(folder):
    with pytest.raises(UserError, match="文件夹《各校》里没有可以导入的表格。"):
        find_files([folder("通知.pdf")])


def test_a_folder_of_far_too_many_files_is_not_begun(folder):
    place = folder(*(f"{number}.csv" for number in range(MOST + 1)))
    with pytest.raises(UserError, match=f"有 {MOST + 1} 个文件，一次最多 {MOST} 个"):
        find_files([place])
