"""The papers of a quarter: its workbook, sheet by sheet, its roster, its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.draft import headed
from exports.reports import (
    branches,
    comparison,
    cover,
    families,
    figures,
    ledgers,
    organizations,
    plan,
    reconciliation,
    splits,
    trainings,
    volunteers,
    yearly,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.reports.material import Material
    from exports.sheet import Sheet


def _made(material: Material) -> Iterator[Sheet]:
    """The only list of the workbook's sheets, in its order, between cover and reconciliation."""
    yield figures.sheet(material)
    yield plan.sheet(material)
    yield organizations.ledger(material)
    yield organizations.units(material)
    yield branches.sheet(material)
    yield volunteers.sheet(material)
    yield from ledgers.sheets(material, "W06")
    yield splits.sheet(material, "W06.2 品牌活动")
    yield yearly.sheet(material)
    yield splits.sheet(material, "W08 时长与星级")
    yield from ledgers.sheets(material, "W08")
    yield splits.sheet(material, "W08.2 服务时长")
    yield trainings.ledger(material)
    yield trainings.categories(material)
    yield from ledgers.sheets(material, "W10")
    yield splits.sheet(material, "W11 团员学生注册率")
    yield splits.sheet(material, "W12 未成年人同意")
    for family in families.NAMES:
        yield from families.sheets(material, family)
    yield from ledgers.sheets(material, "W15")
    yield comparison.sheet(material)


def sheets_of(material: Material) -> list[Sheet]:
    """The quarter's workbook, sheet by sheet."""
    sheets = list(_made(material))
    sheets.append(reconciliation.sheet(material, sheets))
    made = [cover.sheet(material, sheets), *sheets]
    return [headed(one) for one in made] if material.draft else made
