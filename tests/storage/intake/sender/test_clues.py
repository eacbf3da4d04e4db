"""What the places of a file say of whose it is."""

from pathlib import Path

import pytest

from storage.intake.read import Book, Sheet
from storage.intake.sender.clues import Clues
from storage.intake.sender.units import Directory
from storage.intake.sources import Pasted
from storage.intake.tables.found_table import find_tables
from storage.model.tables import UNITS, VOLUNTEERS
from storage.model.tables.unit import Unit

HEADS = ["姓名", "性别", "学校"]


@pytest.fixture
def clues(store):
    """Return the clues of a book with one sheet, as sentences."""
    with store.edit("登记") as edit:
        edit.save(UNITS, Unit(name="盐边县渔门中学", kind="中学"))
        edit.save(UNITS, Unit(name="盐边县红格中学", kind="中学"))
    directory = Directory(store)

    def find(*rows, name="名册", source=None, hidden=False):
        book = Book("xlsx", (Sheet(name, [list(one) for one in rows], hidden=hidden),))
        tables = find_tables(book, VOLUNTEERS)
        found = Clues(store, directory).of(source or Pasted(""), tables, "")
        return [(one.sentence(directory), one.exact, one.weak) for one in found]

    return find


def test_a_file_name_counts_and_a_folder_only_weakly(clues):
    found = clues(HEADS, ["赵一", "男", ""], source=Path("红格中学/渔门中学名册.xlsx"))
    assert ("文件名里有“渔门中学”", False, False) in found
    assert ("文件夹名里有“红格中学”", False, True) in found


def test_a_title_a_sheets_name_and_the_line_that_asks_for_the_unit(clues):
    rows = (["渔门中学团员名册"], ["填报单位：", "红格中学"], HEADS, ["赵一", "男", ""])
    found = clues(*rows, name="渔门中学")
    assert ("填报单位写的是“红格中学”", True, False) in found
    assert ("标题里有“渔门中学”", False, False) in found
    assert ("工作表名里有“渔门中学”", False, False) in found


def test_the_line_below_the_table_counts_as_well(clues):
    found = clues(HEADS, ["赵一", "男", ""], ["填报单位：渔门中学"])
    assert found == [("填报单位写的是“渔门中学”", True, False)]


def test_the_column_of_schools_names_them_all(clues):
    found = clues(HEADS, ["赵一", "男", "渔门中学"], ["钱二", "女", "红格中学"])
    assert found == [("学校一栏写的是“渔门中学”、“红格中学”", True, False)]


def test_a_county_is_no_clue_where_a_school_is_named(clues):
    found = clues(["盐边县志愿者名册"], HEADS, ["赵一", "男", "渔门中学"])
    assert [sentence for sentence, *_ in found] == ["学校一栏写的是“渔门中学”"]


def test_a_hidden_sheet_gives_no_clue(clues):
    assert clues(["渔门中学名册"], HEADS, ["赵一", "男", ""], hidden=True) == []
