from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pages.settings import find_field
from storage.counting.policy import office_of
from storage.model.tables.setting import OFFICES
from windows import click, text


def test_the_first_step_is_the_county_and_its_committee(page, session, qtbot):
    assert "第一步" in text(page, "page_sentence")
    click(qtbot, page, "county_510411")
    assert find_field(page, "name").text() == "共青团仁和区委员会"
    click(qtbot, page, "county_510421")
    assert find_field(page, "name").text() == "共青团米易县委员会"
    click(qtbot, page, "save_office")
    office = office_of(session.store)
    assert office.name == "共青团米易县委员会"
    assert office.recipient == OFFICES.by_name["recipient"].default
    assert text(page, "page_sentence") == office.name
    assert (
        page.findChild(QWidget, "county_510411") is None
        or not page.findChild(QWidget, "county_510411").isVisible()
    )
