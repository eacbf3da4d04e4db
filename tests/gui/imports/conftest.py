"""The import page of one school, and rosters to give it."""

from pathlib import Path

import pytest

from gui.imports.import_page import ImportPage
from people import volunteer
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from windows import click, show

HEADS = ("姓名", "身份证号", "政治面貌", "联系电话", "班级")
UNIT = "平地镇"


@pytest.fixture
def page(session, qtbot):
    return show(qtbot, ImportPage(session), 1130, 640)


@pytest.fixture
def roster(tmp_path):
    def write(*rows: tuple[str, ...], name: str = "高一1班.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(",".join(row) for row in (HEADS, *rows)), "utf-8-sig")
        return path

    return write


@pytest.fixture
def planned(page, qtbot):
    """Do something and wait until the roster is planned anew."""

    def until(do, *facts, **more):
        with qtbot.waitSignal(page._work.planned, timeout=20_000):
            do(*facts, **more)
        return page._work.lines

    return until


@pytest.fixture
def read(page, qtbot, planned):
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
