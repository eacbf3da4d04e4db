"""What a record is found by: pairs of Chinese characters, and the ends of numbers."""

import pytest

from people import volunteer
from storage.model.search_text import condition, table_name, tokens
from storage.model.tables import UNITS, VOLUNTEERS
from storage.model.tables.unit import Unit


def test_a_name_is_indexed_by_characters_and_pairs_and_a_number_by_its_end():
    assert tokens(["王雨欣", None, "51041120080517001X"]) == "王 雨 欣 王雨 雨欣 001x"


def test_a_text_with_letters_and_digits_is_taken_apart():
    assert tokens(["高一2班"]).split() == ["高", "一", "高一", "2", "班"]


def test_nothing_typed_is_no_condition():
    assert condition(VOLUNTEERS, " ，。 ") == ("", [])


@pytest.fixture
def found(store):
    with store.edit("录入") as edit:
        school = edit.save(UNITS, Unit(name="大河中学", kind="中学"))
        edit.save(VOLUNTEERS, volunteer("王雨欣", "2008-05-17", phone="13812345678", school=school))
        edit.save(VOLUNTEERS, volunteer("李雨", "2009-05-17", phone="13912340000"))

    def names(typed):
        clause, values = condition(VOLUNTEERS, typed)
        sql = f"SELECT t.name FROM volunteer t WHERE {clause} ORDER BY t.name"
        return [row["name"] for row in store.rows(sql, values)]

    return names


@pytest.mark.parametrize(("typed", "names"), [
    ("雨", ["李雨", "王雨欣"]), ("雨欣", ["王雨欣"]), ("王雨欣", ["王雨欣"]), ("欣雨", []),
    ("5678", ["王雨欣"]), ("138123", ["王雨欣"]), ("13812345678", ["王雨欣"]), ("１３８", ["王雨欣"]),
    ("雨 5678", ["王雨欣"]), ("李 5678", []), ("345", []),
])  # fmt: skip
def test_every_word_typed_narrows_what_is_found(found, typed, names):
    assert found(typed) == names


def test_the_index_bears_the_name_of_its_table():
    assert table_name(VOLUNTEERS) == "volunteer_search"
