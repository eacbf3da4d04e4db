"""A held row, decided against its candidates."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.imports.import_state import COMPARE
from import_steps import person
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click, text


@pytest.mark.parametrize(
    ("key", "outcome"),
    [(Qt.Key.Key_1, "updated"), (Qt.Key.Key_2, "created"), (Qt.Key.Key_3, "held")],
)
def test_a_held_row_is_decided_by_one_key(page, qtbot, read, roster, held, key, outcome):
    person_ = (held[0].name, "", "共青团员", held[0].phone, "高一1班")
    lines = read(roster(person_))
    assert lines.rows[0].outcome == "held"
    click(qtbot, page, "deed")
    assert page._at == COMPARE
    assert "像是台账中的王雨欣" in text(page, "pair_why")
    assert page.compare.pairs.hasFocus()
    if outcome == "held":
        qtbot.keyClick(page.compare.pairs, key)
        assert not page._work.busy
    else:
        with qtbot.waitSignal(page._work.planned, timeout=20_000):
            qtbot.keyClick(page.compare.pairs, key)
    assert page._work.lines.rows[0].outcome == outcome


@pytest.mark.parametrize(("key", "people"), [(Qt.Key.Key_1, 1), (Qt.Key.Key_2, 2)])
def test_two_rows_of_one_name_become_one_person_or_two(page, qtbot, read, roster, key, people):
    lines = read(roster(person("王雨欣", ""), person("王雨欣", "", phone="13800138000")))
    assert lines.counts["held"] == 1
    click(qtbot, page, "deed")
    assert "像是同一人" in text(page, "pair_why")
    page.compare.pairs.setFocus()
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        qtbot.keyClick(page.compare.pairs, key)
    assert page._work.lines.counts["created"] == people
    assert page._work.lines.counts["held"] == 0


def test_a_class_that_changed_schools_is_confirmed_at_once(
    page, session, qtbot, read, planned, roster, held
):
    read(
        roster(*[(one.name, one.id_number, "群众", "", "高一1班") for one in held]),
        unit="仁和区",
    )
    assert page._work.lines.counts["held"] == 2
    page._go(COMPARE)
    assert text(page, "all_moved") == "这样的 2 人都是转入"
    lines = planned(click, qtbot, page, "all_moved")
    assert lines.counts["updated"] == 2
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert {one.school for one in session.store.select(VOLUNTEERS)} == {
        session.store.named(UNITS, "仁和区")
    }
