"""W07: the projects each organization has published this year, of those it must."""

from __future__ import annotations

from datetime import date

import pytest

from exports.reports import projects_sheet
from exports.reports.ledger_sheets import TICK
from exports.reports.report_context import ReportContext
from sheets import rows_by_heading
from storage.model.tables import ORGANIZATIONS, PROJECTS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Project


@pytest.fixture
def context(store, quarter, today):
    """Three projects published by the first, one by the second; the third is of this year."""
    with store.edit("录入") as edit:
        for name, founded, published in (
            ("甲队", date(2020, 1, 1), 3), ("乙队", date(2020, 1, 1), 1),
            ("新队", date(2026, 2, 1), 0),
        ):  # fmt: skip
            number = edit.save(ORGANIZATIONS, Organization(
                name=name, kind="志愿服务队", leader="李芳", founded_on=founded))  # fmt: skip
            for at in range(published):
                edit.save(PROJECTS, Project(
                    name=f"{name}{at}", organization=number, platform_number=f"{name}{at}",
                    published_on=date(2026, 3, 5), direct_recruitment=True,
                ))  # fmt: skip
    return ReportContext(store, quarter, "masked", today)


def test_each_organization_has_its_count_its_shortfall_and_its_status(context):
    rows = rows_by_heading(projects_sheet.sheet(context))
    labels = ("组织名称", "平台发布项目", "应发布", "差额", "进度", "当年新成立")
    assert [tuple(row[label] for label in labels) for row in rows] == [
        ("甲队", 3, 3, 0, "达标", "否"),
        ("乙队", 1, 3, 2, "落后", "否"),
        ("新队", 0, 3, 3, "未发布", "是"),
    ]


def test_ticks_are_the_records_behind_the_figures(context):
    rows = rows_by_heading(projects_sheet.sheet(context))
    ticked = {code: [row["组织名称"] for row in rows if row[code] == TICK]
              for code in (*projects_sheet.MARKED, projects_sheet.BASE)}  # fmt: skip
    assert ticked["P02"] == ["甲队"]
    assert ticked["P02母"] == ["甲队", "乙队"]  # a new one need not in its first year
    for code in projects_sheet.MARKED:
        assert len(ticked[code]) == len(context.numbers(context.measured[code].part))


def test_the_note_names_the_number_required_and_every_ticked_figure(context):
    (note,) = projects_sheet.sheet(context).notes
    assert "不少于 3 场" in note
    for code in projects_sheet.MARKED:
        assert f"{code} {context.measured[code].label}" in note
