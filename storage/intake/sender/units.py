"""The school or unit a roster comes from: known by name or alias, or made with the import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.model.tables.unit import UNITS

if TYPE_CHECKING:
    from storage.model.tables.unit import Unit
    from storage.store.store import Store

_PUPILS = {"中学": "中小学生", "小学": "中小学生", "中职学校": "中职学生", "高校": "大学生"}
_UNIT_WORDS = (
    ("小学", "小学"), ("职业", "中职学校"), ("职中", "中职学校"), ("技工", "中职学校"),
    ("中专", "中职学校"), ("工程学校", "中职学校"), ("卫校", "中职学校"), ("学院", "高校"),
    ("大学", "高校"), ("高等专科", "高校"), ("学校", "中学"), ("中学", "中学"), ("中心校", "小学"),
    ("街道", "乡镇街道"), ("镇", "乡镇街道"), ("乡", "乡镇街道"), ("社区", "村社区"),
    ("村", "村社区"), ("公司", "企业"), ("厂", "企业"), ("园区", "园区"), ("局", "机关事业单位"),
    ("医院", "机关事业单位"),
)  # fmt: skip
BROAD = (
    "县区",
    "乡镇街道",
    "村社区",
    "机关事业单位",
)  # places and offices that schools stand under
SHORTEST, ALIKE = 3, 80  # characters of a name that says something; how alike, of 100


def unit_kind(name: str) -> str:
    """The kind of unit that a name speaks of; a guess the clerk can change."""
    return next((kind for word, kind in _UNIT_WORDS if word in name), "其他")


def unit_constants(store: Store, name: str, unit_id: int, *, new: bool) -> dict[str, Any]:
    """What every row of a unit's roster has in common."""
    if not name:
        return {}
    kind = unit_kind(name) if new else store.get(UNITS, unit_id).kind
    constants: dict[str, Any] = {"school": unit_id}
    if kind in _PUPILS:
        constants["identity_class"] = _PUPILS[kind]
    return constants


def unit_called(store: Store, name: str) -> int | None:
    """The unit of that name or alias, or None."""
    found = store.named(UNITS, name)
    if found is not None or not name:
        return found
    sql = "SELECT id FROM unit WHERE '、' || replace(aliases, ' ', '') || '、' LIKE ? LIMIT 1"
    by_alias = store.value(sql, (f"%、{name}、%",))
    return None if by_alias is None else int(by_alias)


def alike(store: Store, name: str) -> Unit | None:
    """A unit that is likely meant by a name that is none: the name is part of it, or nearly it."""
    from rapidfuzz import fuzz, process  # here, as the window opens sooner without it

    if len(name) < SHORTEST:
        return None
    units = {unit.name: unit for unit in store.select(UNITS)}
    holding = [whole for whole in units if name in whole]
    if len(holding) == 1:
        return units[holding[0]]
    found = process.extractOne(name, list(units), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return units[found[0]] if found else None


def make_unit(name: str) -> Any:
    """The record of a unit that is named in an import and not yet in the ledger."""
    if not name:
        raise UserError("请先填写名册来自哪个学校或单位。")
    return UNITS.parse({"name": name, "kind": unit_kind(name)})
