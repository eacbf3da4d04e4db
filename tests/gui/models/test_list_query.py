from datetime import date

import pytest
from PySide6.QtCore import QObject

from gui.models.list_query import ALL, Condition, ListQuery
from storage.counting.indicators.indicator import Selection
from storage.errors import UserError
from storage.model.tables import VOLUNTEERS
from storage.store.listing import Filter
from storage.views import views_of

ON = date(2026, 9, 30)


@pytest.fixture
def inquiry(qtbot):
    parent = QObject()
    yield ListQuery(VOLUNTEERS, views_of(VOLUNTEERS), parent)
    parent.deleteLater()


def test_a_view_the_search_text_and_filters_are_combined(inquiry):
    inquiry.choose_view("without_id")
    inquiry.search("王")
    inquiry.replace_conditions(
        "class_name", [Condition("", Filter("class_name", "contains", "高一"))]
    )
    query = inquiry.query(ON)
    assert (query.typed, query.filters) == ("王", (Filter("class_name", "contains", "高一"),))
    assert "id_number IS NULL" in query.condition
    assert inquiry.filtered == {"class_name"}


def test_conditions_on_a_column_replace_the_former_ones(inquiry):
    first, second = (Condition("", Filter("sex", "is", sex)) for sex in "男女")
    inquiry.replace_conditions("sex", [first])
    inquiry.replace_conditions("sex", [second])
    assert inquiry.conditions == (second,)
    inquiry.remove_condition(second)
    assert not inquiry.is_narrowed


def test_a_selection_is_queried_with_its_parameters(inquiry):
    inquiry.choose_view("gone")
    inquiry.show_selection(Selection(VOLUNTEERS, "t.sex = :which", {"which": "女"}), "女志愿者")
    query = inquiry.query(ON)
    assert (inquiry.view, query.condition) == (ALL, "(t.sex = :which)")
    assert query.parameters == {"which": "女"}
    inquiry.clear()
    assert inquiry.query(ON).condition == ""


def test_sorting_toggles_ascending_descending_and_off(inquiry):
    seen = []
    for _ in range(3):
        inquiry.toggle_sort("name", 100)
        seen.append((inquiry.order, inquiry.descending))
    assert seen == [("name", False), ("name", True), ("", False)]


def test_a_long_list_is_not_sorted_by_a_column_without_an_index(inquiry):
    with pytest.raises(UserError, match="先筛选"):
        inquiry.toggle_sort("class_name", 1_000_000)
    inquiry.toggle_sort("name", 1_000_000)
    assert inquiry.order == "name"
