"""W00: whose report this is, for which quarter, counted how, and who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.draft import MAY_CHANGE, WORD
from exports.reports.wording import PRIVACY_SENTENCES, always, switches
from exports.sheet import Band, Heading, Sheet
from storage.tables.setting import OFFICES, POLICIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.reports.material import Material
    from exports.sheet import Line

OFFICE, POLICY = OFFICES.by_name, POLICIES.by_name
NARROW, BROAD = 18, 76


def sheet(material: Material, others: Sequence[Sheet]) -> Sheet:
    """The cover; `others` are the sheets behind it."""
    return Sheet(
        name="W00 封面与口径",
        title=f"{material.title}季度报表",
        headings=(Heading("项目", least=NARROW), Heading("说明", wide=BROAD, least=BROAD)),
        rows=list(_lines(material, others)),
        form=True,
    )


def _lines(material: Material, others: Sequence[Sheet]) -> Iterator[Line]:
    office, quarter = material.office, material.quarter
    yield Band("一、填报信息")
    yield OFFICE["name"].label, office.name
    yield OFFICE["recipient"].label, office.recipient
    yield "报告期", f"{quarter.label}（{quarter.first:%Y-%m-%d} 至 {quarter.cut_off:%Y-%m-%d}）"
    yield "统计截止日", quarter.cut_off
    yield "生成日期", material.made_on
    for name in ("clerk", "leader"):
        yield f"{OFFICE[name].label}（签字）", getattr(office, name)
    yield OFFICE["phone"].label, office.phone
    yield ("单位盖章", "\n\n\n") if not material.draft else (WORD, f"{MAY_CHANGE}；不盖章。")
    yield Band("二、统计口径")
    policy = material.scene.policy
    yield from (*switches(policy), *always(material))
    yield f"口径{POLICY['note'].label}", f"{policy.note or ''}（自 {policy.year} 年起用）"
    yield Band("三、隐私档位")
    yield material.privacy_word, PRIVACY_SENTENCES[material.privacy]
    yield Band("四、本册各表")
    for one in others:
        name, _, what = one.name.partition(" ")
        yield name, f"{what}：{one.title}"
