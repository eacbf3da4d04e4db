"""Fixtures of the tests of 年度工作要点."""

import pytest

from gui.plan.plan_page import PlanPage
from pages.plan import Q3
from people import volunteer
from storage.model.tables import VOLUNTEERS
from storage.plan.year_plan import plan_on, rows_of
from windows import show


@pytest.fixture
def page(session, qtbot):
    """The page over the plan of 2020, its figures counted."""
    session.choose_quarter(Q3)
    with session.edit("名册") as edit:
        edit.save(VOLUNTEERS, volunteer(backbone=True))
    made = show(qtbot, PlanPage(session))
    qtbot.waitUntil(lambda: made._counted, timeout=10_000)
    return made


@pytest.fixture
def rows(session):
    return {one.measure_number: one for one in rows_of(session.store, plan_on(session.store, 2026))}
