"""The papers of a quarter: its workbook, sheet by sheet, its roster, its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.reports import branches, cover, figures, organizations, plan, trainings, volunteers

if TYPE_CHECKING:
    from exports.reports.material import Material
    from exports.sheet import Sheet

# The only list of the workbook's sheets, in its order, behind the cover
SHEETS = (
    figures.sheet,
    plan.sheet,
    organizations.ledger,
    organizations.units,
    branches.sheet,
    volunteers.sheet,
    trainings.ledger,
    trainings.categories,
)


def sheets_of(material: Material) -> list[Sheet]:
    """The quarter's workbook, sheet by sheet."""
    sheets = [make(material) for make in SHEETS]
    return [cover.sheet(material, sheets), *sheets]
