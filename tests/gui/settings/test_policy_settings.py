"""统计口径: the counting rules of each year."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel

from gui.session import Route
from pages.settings import enter, find_field
from storage.counting.policy import policy_on
from storage.model.tables.setting import POLICIES
from windows import click


def test_rules_of_counting_are_saved_by_year(page, session, qtbot):
    page.show_route(Route("settings", table="policy"))
    click(qtbot, page, "add_policy")
    this = date.today().year
    assert find_field(page, "year").text() == str(this)
    enter(qtbot, find_field(page, "youth_to"), "28")
    click(qtbot, page, "save_policy")
    assert policy_on(session.store, this).youth_to == 28
    assert policy_on(session.store, this - 1).youth_to == 35
    click(qtbot, page, "remove_policy")
    assert session.store.count(POLICIES) == 1
    session.undo()
    assert session.store.count(POLICIES) == 2


def test_a_wrong_number_is_reported_next_to_its_field(page, session, qtbot):
    page.show_route(Route("settings", table="policy"))
    find_field(page, "youth_to").setText("many")
    click(qtbot, page, "save_policy")
    assert "不是整数" in page.findChild(QLabel, "youth_to_problem").text()
    assert policy_on(session.store, 2026).youth_to == 35
