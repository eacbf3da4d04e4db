"""The import page, rosters to import, and steps that wait for its tasks."""

from pathlib import Path

import pytest

from gui.imports.import_page import ImportPage
from import_steps import UNIT
from people import volunteer
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click, show

HEADS = ("姓名", "身份证号", "政治面貌", "联系电话", "班级")


@pytest.fixture
def page(session, qtbot):
    return show(qtbot, ImportPage(session), 1130, 640)


@pytest.fixture
def table(tmp_path):
    """Write a CSV file of rows, the header among them."""

    def write(*rows: tuple[str, ...], name: str = "高一1班.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(",".join(row) for row in rows), "utf-8-sig")
        return path

    return write


@pytest.fixture
def roster(table):
    """Write a CSV file of rows under the header `HEADS`."""
    return lambda *rows, **name: table(HEADS, *rows, **name)


@pytest.fixture
def planned(page, qtbot):
    """Do something, wait for the next plan, and return its lines."""

    def until(do, *facts, **more):
        with qtbot.waitSignal(page._work.planned, timeout=20_000):
            do(*facts, **more)
        return page._work.lines

    return until


@pytest.fixture
def read(page, qtbot, planned):
    """Choose files and a unit, read them, and return the lines of their plan."""

    def choose(*paths, unit=UNIT):
        page.choose.add(paths)
        page.choose.unit.setText(unit)
        return planned(click, qtbot, page, "deed")

    return choose


@pytest.fixture
def held(session):
    """Two people of the ledger."""
    school = session.store.named(UNITS, UNIT)
    people = [
        volunteer(name, born, phone=phone, school=school, class_name="高一1班")
        for name, born, phone in (
            ("王雨欣", "2008-05-17", "13800138000"), ("李静", "2008-06-18", "13800138001"),
        )
    ]  # fmt: skip
    with session.edit("登记") as edit:
        for one in people:
            edit.save(VOLUNTEERS, one)
    return people
