"""W03: the organizations on the cut-off day, their sums, and the units that must have a brigade."""

from __future__ import annotations

from datetime import date

import pytest

from exports.reports import organizations_sheet
from exports.reports.report_context import ReportContext
from rows_by_hand import count_organizations
from sheets import rows_by_heading
from storage.model.period import Quarter
from storage.model.tables.organization import HEADCOUNTS, ORGANIZATIONS, Headcount, Organization
from storage.model.tables.unit import UNITS, Unit

THIRD = Quarter(2026, 3)


@pytest.fixture
def context(store):
    """Two organizations with members counted twice, and one founded after the cut-off."""
    with store.edit("组织") as edit:
        for name, founded, counts in (
            ("甲队", date(2020, 1, 1), (8, 12)),
            ("乙队", date(2026, 9, 30), (5, 3)),
            ("丙队", date(2026, 10, 1), (7, 7)),
        ):
            number = edit.save(
                ORGANIZATIONS, Organization(name=name, kind="志愿服务队", founded_on=founded)
            )
            for month, members in zip((3, 9), counts, strict=True):
                edit.save(
                    HEADCOUNTS,
                    Headcount(
                        organization=number,
                        counted_on=date(2026, month, 1),
                        members=members,
                        league_members=0,
                    ),
                )
    return ReportContext(store, THIRD, "masked", date(2026, 10, 8))


def test_figures_are_what_the_written_rows_come_to(book, summary):
    recounted = count_organizations(book)
    assert {code: summary[code]["数值"] for code in recounted} == recounted


def test_organizations_founded_by_the_cut_off_are_listed_with_their_last_headcount(context):
    first, second, total = rows_by_heading(organizations_sheet.ledger(context))
    assert (first["序号"], first["组织名称"], first["人数"]) == (1, "甲队", 12)
    assert (second["序号"], second["组织名称"], second["人数"]) == (2, "乙队", 3)
    assert (total["组织名称"], total["人数"]) == ("合计 2 个", 15)


def test_a_sheet_of_no_organizations_has_no_total(store):
    sheet = organizations_sheet.ledger(ReportContext(store, THIRD, "masked", date(2026, 10, 8)))
    assert (list(sheet.rows), sheet.size, sheet.remarks) == ([], 0, ())


def test_a_unit_that_must_have_a_brigade_is_listed_with_what_it_has(context):
    store = context.store
    with store.edit("单位") as edit:
        school = edit.save(UNITS, Unit(name="仁和中学", kind="中学", duty="必建"))
        edit.save(UNITS, Unit(name="仁和小学", kind="小学", duty="必建"))
        edit.save(UNITS, Unit(name="社区医院", kind="其他", duty="鼓励"))
        for name, kind in (("中学大队", "志愿服务大队"), ("中学二队", "志愿服务队")):
            edit.save(
                ORGANIZATIONS,
                Organization(name=name, kind=kind, unit=school, founded_on=date(2025, 1, 1)),
            )
    again = ReportContext(store, THIRD, "masked", date(2026, 10, 8))
    rows = {row["单位名称"]: row for row in rows_by_heading(organizations_sheet.units(again))}
    school, primary = rows["仁和中学"], rows["仁和小学"]
    assert (school["已建大队"], school["组织数"]) == ("是", 2)
    assert (primary["已建大队"], primary["组织数"]) == ("否", 0)
    assert "社区医院" not in rows
