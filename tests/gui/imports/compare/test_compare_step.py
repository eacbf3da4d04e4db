"""The compare step: policies, and when it is passed."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from gui.imports.import_state import CHECK, DONE
from import_steps import person
from people import volunteer
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click, text


def test_a_field_follows_a_policy_of_its_own(page, qtbot, read, planned, roster, held):
    read(roster(person("王雨欣", held[0].id_number, phone="13900139000", class_name="高二1班")))
    click(qtbot, page, "step_6")
    click(qtbot, page.compare, "view_updated")
    page.compare.list.choose("phone")
    rule = page.compare.findChild(QComboBox, "field_policy") or page.findChild(
        QComboBox, "field_policy"
    )
    rule.setCurrentIndex(rule.findData("update"))
    lines = planned(rule.activated.emit, rule.currentIndex())
    record = lines.rows[0].record
    assert (record.phone, record.class_name) == ("13900139000", "高一1班")
    assert page.compare.list.chosen_key() == "phone"


def test_the_step_is_passed_where_everybody_is_new(page, qtbot, read, roster):
    read(roster(person()))
    assert text(page, "deed") == "导入 1 人"
    with qtbot.waitSignal(page._work.applied, timeout=20_000):
        click(qtbot, page, "deed")
    assert page._at == DONE


def test_another_policy_for_known_people_is_planned_at_once(page, session, qtbot, table, read):
    held = volunteer("王雨欣", phone="13800138000")
    with session.edit("登记") as edit:
        edit.save(VOLUNTEERS, held)
    path = table(("姓名", "身份证号", "联系电话"), ("王雨欣", held.id_number, "13900139000"))
    read(path, unit="仁和区")
    rule = page.findChild(QComboBox, "policy")
    with qtbot.waitSignal(page._work.planned, timeout=20_000):
        rule.setCurrentIndex(1)
        rule.activated.emit(1)
    assert page._work.lines.rows[0].record.phone == "13900139000"
    assert page._at == CHECK
