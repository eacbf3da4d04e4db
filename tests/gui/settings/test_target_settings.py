"""目标: the year's target of each indicator."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit

from gui.session import Route
from pages.settings import enter, find_field
from storage.counting.indicators import INDICATORS
from storage.counting.policy import target_of
from windows import click, text


def test_a_target_is_saved_on_leaving_its_field_and_removed_when_emptied(page, session, qtbot):
    page.show_route(Route("settings", table="target"))
    year = session.quarter.year
    line = find_field(page, "target_V02")
    assert line.placeholderText() == "未下达"
    enter(qtbot, line, "9000")
    assert target_of(session.store, year, "V02") == 9000
    enter(qtbot, find_field(page, "source_V02"), "No. 12")
    enter(qtbot, line, "9500")
    assert target_of(session.store, year, "V02") == 9500
    click(qtbot, page, "year_before")
    assert text(page, "target_year") == f"{year - 1} 年"
    assert line.text() == ""
    click(qtbot, page, "year_after")
    assert line.text() == "9500"
    enter(qtbot, line, "")
    assert target_of(session.store, year, "V02") is None


def test_a_target_that_is_no_number_is_refused_next_to_its_field(page, session, qtbot):
    page.show_route(Route("settings", table="target"))
    enter(qtbot, find_field(page, "target_V02"), "many")
    assert "不是整数" in page.findChild(QLabel, "target_fault_V02").text()
    assert target_of(session.store, session.quarter.year, "V02") is None


def test_every_indicator_with_a_number_can_have_a_target(page):
    page.show_route(Route("settings", table="target"))
    for one in INDICATORS:
        found = page.findChild(QLineEdit, f"target_{one.code}")
        assert (found is None) == (one.unit == "是否")
