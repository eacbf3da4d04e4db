"""附表: the ledgers behind the figures, upright where they fit and lying where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from exports.pdf import annex, caption, note, turned
from exports.reports import branches, organizations, trainings
from exports.reports.report.laid_out import table_of
from exports.sheet import COUNTER, Heading, headings_of
from storage.tables.organization import ORGANIZATIONS
from storage.tables.training import TRAININGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.reports.material import Material
    from exports.sheet import Sheet

# What of each ledger goes on paper; the workbook has the rest
ORGANIZATION_NAMES = (
    "name", "kind", "unit", "credit_code", "domain", "leader", "members", "league_members",
    "platform_account",
)  # fmt: skip
TRAINING_NAMES = ("name", "category", "held_on", "hours", "place", "organiser", "people")


class Annexed(NamedTuple):
    """One table of the appendix."""

    title: str
    sheet: Sheet
    weights: tuple[float | None, ...]


def sheets(material: Material) -> list[Annexed]:
    """The tables that have rows."""
    made = (_organizations(material), _branches(material), _trainings(material))
    return [one for one in made if list(one.sheet.rows)]


def listed(tables: Sequence[Annexed]) -> str:
    """The list of tables that stands before the signature, in one paragraph that stays whole."""
    names = (f"{number}. {one.title}" for number, one in enumerate(tables, 1))
    return "附表：" + "\n　　　".join(names)


def pages(tables: Sequence[Annexed]) -> list[Any]:
    """The tables, lying, each with its name."""
    story: list[Any] = []
    for number, one in enumerate(tables, 1):
        story += turned(landscape=True)
        story += [annex(f"附表{number}"), caption(one.title)]
        story.append(table_of(one.sheet, one.weights))
        if one.sheet.notes:  # the others tell of columns that only the workbook has
            story.append(note("注：" + one.sheet.notes[0]))
    return story


def _organizations(material: Material) -> Annexed:
    sheet = _chosen(organizations.ledger(material), headings_of(ORGANIZATIONS, ORGANIZATION_NAMES))
    weights = (None, 3.0, None, 2.0, None, None, None, None, None, None)
    return Annexed("志愿服务组织台账", sheet, weights)


def _branches(material: Material) -> Annexed:
    """Approvals are named in the explanation."""
    secretary = branches.BRANCH["secretary"].label
    chosen = (branches.HEADINGS[1], branches.HEADINGS[3], branches.REQUIRED, branches.HEADINGS[5])
    heads = [*chosen, branches.SOUND, Heading(secretary), branches.WHY]
    weights = (26, 136, 44, 44, 44, 44, 48, 252)
    return Annexed("团组织建设情况", _chosen(branches.sheet(material), heads), weights)


def _trainings(material: Material) -> Annexed:
    heads = [*headings_of(TRAININGS, TRAINING_NAMES), trainings.THIS_QUARTER]
    weights = (None, 4.0, None, None, None, 2.0, 2.0, None, None)
    return Annexed("培训台账", _chosen(trainings.ledger(material), heads), weights)


def _chosen(sheet: Sheet, heads: Sequence[Heading]) -> Sheet:
    return sheet.picked([COUNTER.label, *(one.label for one in heads)])
