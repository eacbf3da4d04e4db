"""`import` on real folders of several schools."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

import main
from people import id_number
from storage.ledger.database import FILE_NAME
from storage.model.tables import UNITS, VOLUNTEERS
from storage.store.store import Store

ROSTERS = Path(main.__file__).parent / "tests" / "reference" / "rosters"
FISH, RED = "盐边县渔门中学", "盐边县红格中学"
HEADS = ("姓名", "身份证号", "班级")


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "数据"
    with Store(folder / FILE_NAME) as store, store.edit("登记") as edit:
        for name in (FISH, RED):
            edit.save(UNITS, UNITS.parse({"name": name, "kind": "中学"}))
    return folder


@pytest.fixture
def folder(tmp_path):
    """渔门中学 in .xlsx, 红格中学 in .csv, and one of which nobody can say whose it is."""
    place = tmp_path / "报来 名册"
    place.mkdir()
    book = openpyxl.Workbook()
    book.active.append(["盐边县渔门中学志愿者花名册"])
    book.active.append(HEADS)
    book.active.append(["王雨欣", id_number(), "高一1班"])
    book.save(place / "附件1.xlsx")
    for name, person in (("红格中学高二.csv", "李静"), ("花名册.csv", "张伟")):
        row = f"{person},{id_number()},高二1班"
        (place / name).write_text("\n".join((",".join(HEADS), row)), "gb18030")
    return place


@pytest.fixture
def call(data, capsys):
    def run(*words):
        code = main.main([*map(str, words), "--data", str(data)])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def held(data):
    def people():
        with Store(data / FILE_NAME) as store:
            names = {unit.id: unit.name for unit in store.select(UNITS)}
            return {one.name: names.get(one.school) for one in store.select(VOLUNTEERS)}

    return people


def test_each_file_of_a_folder_goes_to_its_own_unit_and_unsure_ones_are_held(call, folder, held):
    code, out, err = call("import", folder)
    assert code == 1
    assert held() == {"王雨欣": FISH, "李静": RED}
    assert "《花名册.csv》哪里都没有写是哪个学校或单位，没有导入" in out
    assert "--unit" in err


def test_a_script_is_reported_which_files_are_held_and_why(call, folder):
    code, out, _err = call("import", folder, "--json")
    files = {one["file"]: one for one in json.loads(out)["files"]}
    assert code == 1
    assert files["附件1.xlsx"]["unit"] == FISH
    assert files["附件1.xlsx"]["unit_reason"] == f"标题里有“{FISH}”"
    assert files["花名册.csv"]["unit"] is None
    assert files["花名册.csv"]["held_because"]
    assert files["花名册.csv"]["problems"][0]["severity"] == "error"


def test_a_file_that_names_another_school_than_the_option_is_held_until_forced(call, folder, held):
    code, out, err = call("import", folder, "--unit", FISH)
    assert (code, held()) == (1, {"王雨欣": FISH, "张伟": FISH})
    assert f"选的是“{FISH}”，可文件名里有“红格中学”" in out
    assert "--force-unit" in err
    code, _out, _err = call("import", folder / "红格中学高二.csv", "--unit", FISH, "--force-unit")
    assert (code, held()["李静"]) == (0, FISH)


def test_a_single_file_that_names_another_school_is_held_as_well(call, folder, held):
    code, out, _err = call("import", folder / "红格中学高二.csv", "--unit", FISH)
    assert (code, held()) == (1, {})
    assert "没有导入任何数据" in out


def test_a_unit_that_is_only_named_is_created_on_request(call, tmp_path, held):
    place = tmp_path / "新报"
    place.mkdir()
    for school, person in (("盐边县永兴中学", "王雨欣"), ("盐边县新九中学", "李静")):
        row = f"{person},{id_number()},高二1班"
        (place / f"{school}.csv").write_text("\n".join((",".join(HEADS), row)), "utf-8")
    code, out, err = call("import", place)
    assert (code, held()) == (1, {})
    assert "可能是盐边县永兴中学" in out
    assert "--new-units" in err
    code, _out, _err = call("import", place, "--new-units")
    assert (code, held()) == (0, {"王雨欣": "盐边县永兴中学", "李静": "盐边县新九中学"})


def test_an_old_workbook_in_a_folder_named_for_its_school_is_that_schools(call, tmp_path):
    place = tmp_path / "报来" / "红格中学"
    place.mkdir(parents=True)
    shutil.copy(ROSTERS / "old_xls.xls", place / "高一.xls")
    shutil.copy(ROSTERS / "plain.xlsx", place / "渔门中学补报.xlsx")
    _code, out, _err = call("import", tmp_path / "报来", "--dry-run", "--json")
    files = {one["file"]: one for one in json.loads(out)["files"]}
    assert (files["高一.xls"]["unit"], files["高一.xls"]["held_because"]) == (RED, "")
    assert "文件夹名里有“红格中学”" in files["渔门中学补报.xlsx"]["held_because"]
    assert files["渔门中学补报.xlsx"]["rows"] == 0


def test_a_row_is_explained_and_nothing_is_imported(call, data, folder):
    path = folder / "附件1.xlsx"
    code, out, err = call("import", path, "--unit", FISH, "--explain", "3")
    assert (code, err) == (0, "")
    assert "《附件1.xlsx》Sheet 第 3 行" in out
    assert "“王雨欣”" in out
    with Store(data / FILE_NAME) as store:
        assert store.count(VOLUNTEERS) == 0


@pytest.mark.parametrize("row", ["99", "第三行", "没有的表!1"])
def test_a_row_that_is_not_there_is_no_success(call, folder, row):
    code, out, err = call("import", folder / "附件1.xlsx", "--unit", FISH, "--explain", row)
    assert code == 2
    assert out == ""
    assert err.strip()
