"""The sample county's office, targets and reporting units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.tables import OFFICES, TARGETS, UNITS
from storage.model.tables.setting import Office, Target
from storage.model.tables.unit import Unit

if TYPE_CHECKING:
    from storage.model.period import Quarter
    from storage.store.edit import Edit
    from storage.store.store import Store

COUNTY = "仁和区"
UNITS_OF_SAMPLES = {
    "附件2-渔门中学团员名册.xlsx": "盐边县渔门中学",
    "2026年秋季花名册（最终版2）.xls": "仁和区大河中学",
    "实验学校名单.csv": "仁和区实验学校",
}

# name, kind, township, duty, counted by, people to invent
SCHOOLS = (
    ("攀枝花市第三高级中学校", "中学", "仁和镇", "不要求", "市直", 150),
    ("仁和区大河中学", "中学", "大河中路街道", "鼓励", "本县", 190),
    ("仁和区平地中学", "中学", "平地镇", "鼓励", "本县", 110),
    ("盐边县渔门中学", "中学", "渔门镇", "鼓励", "本县", 90),
    ("仁和区实验学校", "中学", "仁和镇", "鼓励", "本县", 120),
    ("仁和区大田中学", "中学", "大田镇", "鼓励", "本县", 0),
    ("仁和区金江小学", "小学", "金江镇", "不要求", "本县", 40),
    ("攀枝花市建筑工程学校", "中职学校", "仁和镇", "必建", "本县", 130),
    ("仁和区职业技术学校", "中职学校", "前进镇", "必建", "本县", 60),
    ("攀西示例学院", "高校", "大河中路街道", "必建", "本县", 260),
    ("仁和区人民医院", "机关事业单位", "仁和镇", "必建", "本县", 45),
    ("钒钛示例材料有限公司", "企业", "金江镇", "必建", "本县", 50),
    ("南山循环经济园区", "园区", "前进镇", "鼓励", "本县", 35),
)


def add_office(store: Store, edit: Edit, quarter: Quarter) -> None:
    """Add the county committee and the city's targets; one target is left out on purpose."""
    county = store.named(UNITS, COUNTY) or 0
    edit.save(
        OFFICES,
        Office(
            name="共青团仁和区委员会（示例）",
            county=county,
            clerk="周嘉诚",
            leader="陈思远",
            phone="08120000000",
            sample=True,
        ),
    )
    edit.save(
        TARGETS,
        Target(year=quarter.year, indicator="V02", value=900, source="示例：攀青联办〔2026〕1号"),
    )


def add_schools(store: Store, edit: Edit) -> dict[str, tuple[int, str, int]]:
    """Add the reporting units; return by name their number, kind and people to invent."""
    schools = {}
    for name, kind, township, duty, counted_by, people in SCHOOLS:
        unit = Unit(
            name=name,
            kind=kind,
            parent=store.named(UNITS, township),
            duty=duty,
            counted_by=counted_by,
        )
        schools[name] = (edit.save(UNITS, unit), kind, people)
    return schools
