"""The sheet that holds the rows behind a figure."""

from __future__ import annotations

import pytest

from exports.reports import sheets_of
from exports.reports.report_context import ReportContext
from exports.reports.sheet_lookup import IN_LEDGER, find_sheet_name


@pytest.fixture(scope="module")
def context(county, quarter, today):
    return ReportContext(county, quarter, "masked", today)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("V01", "W05 志愿者统计"),
        ("V08", "W11 团员学生注册率"),  # by its code, before its table
        ("B03", "W06.2 品牌活动"),
        ("P02", "W07 组织年度项目达标"),
        ("L01", "W04 团组织建设"),  # by its family, though counted from organizations
        ("T02", "W09 培训"),
        ("O01", "W03 组织台账"),
        ("O04", "W03.1 建队单位"),
        ("A01", "W13.1 表彰奖励"),
        ("D04", IN_LEDGER),
    ],
)
def test_a_figure_is_found_on_its_sheet(context, code, name):
    assert find_sheet_name(context.measured[code]) == name


def test_every_sheet_named_is_in_the_workbook(context):
    names = {one.name for one in sheets_of(context)}
    named = {find_sheet_name(one) for one in context.measured.values()}
    assert named <= names | {IN_LEDGER}


def test_no_figure_that_a_sheet_proves_is_left_to_the_ledger(context):
    proved = {proof.code for one in sheets_of(context) for proof in one.proofs}
    assert proved
    assert [code for code in proved if find_sheet_name(context.measured[code]) == IN_LEDGER] == []
