"""本单位: the county, the committee and the clerk."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from pages.settings import find_field
from storage.counting.policy import office_of
from storage.model.tables.setting import OFFICES
from windows import click


def test_a_name_that_was_typed_is_not_replaced(page, qtbot):
    find_field(page, "name").setText("共青团仁和区委")
    click(qtbot, page, "county_510411")
    assert find_field(page, "name").text() == "共青团仁和区委"


def test_an_office_without_a_name_is_not_saved(page, session, qtbot):
    click(qtbot, page, "save_office")
    label = OFFICES.by_name["name"].label
    assert page.findChild(QLabel, "name_problem").text() == f"{label}不能为空"
    assert office_of(session.store) is None


def test_a_later_change_edits_the_same_record(page, session, qtbot):
    click(qtbot, page, "county_510411")
    click(qtbot, page, "save_office")
    find_field(page, "clerk").setText("王雨欣")
    click(qtbot, page, "save_office")
    assert session.store.count(OFFICES) == 1
    assert office_of(session.store).clerk == "王雨欣"
