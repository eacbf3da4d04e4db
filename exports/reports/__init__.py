"""The papers of a quarter: its workbook, sheet by sheet, its roster, its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.draft_mark import with_draft_title
from exports.reports import (
    branches_sheet,
    comparison_sheet,
    cover_sheet,
    families_sheet,
    figures_sheet,
    ledger_sheets,
    organizations_sheet,
    plan_sheet,
    projects_sheet,
    reconciliation_sheet,
    split_sheets,
    trainings_sheet,
    volunteers_sheet,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.reports.report_context import ReportContext
    from exports.sheet import Sheet


def _sheets(context: ReportContext) -> Iterator[Sheet]:
    """The only list of the workbook's sheets, in its order, between cover and reconciliation."""
    yield figures_sheet.sheet(context)
    yield plan_sheet.sheet(context)
    yield organizations_sheet.ledger(context)
    yield organizations_sheet.units(context)
    yield branches_sheet.sheet(context)
    yield volunteers_sheet.sheet(context)
    yield from ledger_sheets.sheets(context, "W06")
    yield split_sheets.sheet(context, "W06.2 品牌活动")
    yield projects_sheet.sheet(context)
    yield split_sheets.sheet(context, "W08 时长与星级")
    yield from ledger_sheets.sheets(context, "W08")
    yield split_sheets.sheet(context, "W08.2 服务时长")
    yield trainings_sheet.ledger(context)
    yield trainings_sheet.categories(context)
    yield from ledger_sheets.sheets(context, "W10")
    yield split_sheets.sheet(context, "W11 团员学生注册率")
    yield split_sheets.sheet(context, "W12 未成年人同意")
    for family in families_sheet.NAMES:
        yield from families_sheet.sheets(context, family)
    yield from ledger_sheets.sheets(context, "W15")
    yield comparison_sheet.sheet(context)


def sheets_of(context: ReportContext) -> list[Sheet]:
    """Build the sheets of the quarter's workbook, cover first; a draft's are marked."""
    sheets = list(_sheets(context))
    sheets.append(reconciliation_sheet.sheet(context, sheets))
    made = [cover_sheet.sheet(context, sheets), *sheets]
    return [with_draft_title(one) for one in made] if context.draft else made
