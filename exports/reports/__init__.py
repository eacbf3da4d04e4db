"""The papers of a quarter: its workbook, sheet by sheet, its roster, its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.draft_mark import headed
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

    from exports.reports.report_context import Material
    from exports.sheet import Sheet


def _made(material: Material) -> Iterator[Sheet]:
    """The only list of the workbook's sheets, in its order, between cover and reconciliation."""
    yield figures_sheet.sheet(material)
    yield plan_sheet.sheet(material)
    yield organizations_sheet.ledger(material)
    yield organizations_sheet.units(material)
    yield branches_sheet.sheet(material)
    yield volunteers_sheet.sheet(material)
    yield from ledger_sheets.sheets(material, "W06")
    yield split_sheets.sheet(material, "W06.2 品牌活动")
    yield projects_sheet.sheet(material)
    yield split_sheets.sheet(material, "W08 时长与星级")
    yield from ledger_sheets.sheets(material, "W08")
    yield split_sheets.sheet(material, "W08.2 服务时长")
    yield trainings_sheet.ledger(material)
    yield trainings_sheet.categories(material)
    yield from ledger_sheets.sheets(material, "W10")
    yield split_sheets.sheet(material, "W11 团员学生注册率")
    yield split_sheets.sheet(material, "W12 未成年人同意")
    for family in families_sheet.NAMES:
        yield from families_sheet.sheets(material, family)
    yield from ledger_sheets.sheets(material, "W15")
    yield comparison_sheet.sheet(material)


def sheets_of(material: Material) -> list[Sheet]:
    """The quarter's workbook, sheet by sheet."""
    sheets = list(_made(material))
    sheets.append(reconciliation_sheet.sheet(material, sheets))
    made = [cover_sheet.sheet(material, sheets), *sheets]
    return [headed(one) for one in made] if material.draft else made
