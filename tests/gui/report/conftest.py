"""Fixtures of the tests of 报表与报送."""

from __future__ import annotations

from datetime import date

import pytest

from gui.report.export_options import FOLDER
from gui.report.report_page import ReportPage
from storage.demo import make_county
from storage.model.tables import EXPLANATIONS, PLAN_PROGRESS
from storage.model.tables.plan import PlanProgress
from storage.model.tables.quarter import Explanation
from storage.plan.year_plan import plan_on, rows_of
from storage.quarter.readiness import check_readiness
from storage.quarter.sealing import seal_unchecked
from storage.store.listing import every
from windows import show


@pytest.fixture
def sealed_county(session):
    """A sample county with the quarter before sealed."""
    quarter = make_county(session.store, date.today())
    seal_unchecked(session.store, quarter.previous, quarter.first)
    return session.store


@pytest.fixture
def ready_county(sealed_county, session):
    """The same with nothing left that blocks, and one person whose status will change."""
    from storage.model.tables import UNITS
    from storage.quarter.check import CheckContext
    from storage.quarter.comparison import compare
    from storage.quarter.coverage import MISSING_UNITS, save_zero_reports

    quarter, today = session.quarter, date.today()
    silent = CheckContext(sealed_county, quarter, today).select(UNITS, MISSING_UNITS)
    with sealed_county.edit("补齐") as edit:
        save_zero_reports(edit, quarter, [one.record.id for one in every(sealed_county, silent.query(quarter))],
                  today, "周嘉诚")  # fmt: skip
        filled_rows = {one.row for one in sealed_county.find(PLAN_PROGRESS, quarter=str(quarter))}
        for row in rows_of(sealed_county, plan_on(sealed_county, quarter.year)):
            if row.id not in filled_rows:
                edit.save(
                    PLAN_PROGRESS, PlanProgress(row=row.id, quarter=str(quarter), state="未启动")
                )
        for line in compare(sealed_county, quarter).decreased:
            words = Explanation(quarter=str(quarter), indicator=line.code, text="毕业离校。")
            edit.save(EXPLANATIONS, words)
    assert check_readiness(sealed_county, quarter, today).blockers == ()
    return sealed_county


@pytest.fixture
def county(store):
    """A sample county in the ledger."""
    make_county(store, date.today())


@pytest.fixture
def page(session, county, qtbot, tmp_path):
    """The page with its report made, writing into a temporary folder."""
    session.settings.setValue(FOLDER, str(tmp_path / "给 市里"))
    made = show(qtbot, ReportPage(session))
    qtbot.waitUntil(lambda: made.preview.view.file is not None, timeout=30_000)
    return made
