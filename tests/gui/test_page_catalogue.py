"""The pages of the window: their order, shortcuts and tables."""

import pytest

from gui.page_catalogue import PAGES, page_with_table
from storage.model.schema import Table
from storage.model.tables import ATTENDANCES, STAR_RULES, UNITS, VOLUNTEERS


def test_the_first_ten_pages_open_by_digits_and_the_settings_by_a_comma():
    assert [page.shortcut for page in PAGES] == [
        *(f"Ctrl+{digit}" for digit in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)), "Ctrl+,",
    ]  # fmt: skip
    assert (PAGES[0].name, PAGES[-1].name) == ("home", "settings")


def test_no_table_is_on_two_pages_and_what_is_counted_is_on_its_page():
    tables: list[Table] = [table for page in PAGES for table in page.tables]
    assert len(tables) == len({table.name for table in tables})
    for page in PAGES:
        assert page.counted is None or page.counted in page.tables


def test_a_table_is_found_on_its_page():
    assert [page_with_table(one) for one in (VOLUNTEERS, UNITS, STAR_RULES)] == [
        "volunteers", "units", "ledgers",
    ]  # fmt: skip
    with pytest.raises(StopIteration):
        page_with_table(ATTENDANCES)  # shown beside a training only
