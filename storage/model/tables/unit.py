"""Reporting units: the county, its townships, schools, enterprises and parks."""

from __future__ import annotations

from storage.model.kinds import COUNT, NOTE, PHONE, TEXT, YES_NO, choice, link
from storage.model.record import record
from storage.model.schema import Derived, Table, column

UNIT_KIND = choice(
    "县区", "乡镇街道", "高校", "中职学校", "中学", "小学", "企业", "机关事业单位", "园区",
    "村社区", "社会组织", "其他",
    aliases={"学校": "中学", "中小学": "中学", "大学": "高校", "中职": "中职学校", "社区": "村社区",
             "村": "村社区", "街道": "乡镇街道", "乡镇": "乡镇街道", "事业单位": "机关事业单位"},
)  # fmt: skip
SCHOOLS = ("高校", "中职学校", "中学", "小学")
TOWNSHIP = "乡镇街道"
DUTY = choice("必建", "鼓励", "不要求")
COUNTED_BY = choice("本县", "市直", "省属")


@record(frozen=True, kw_only=True, slots=True)
class Unit:
    """A body that reports: its people and organizations are counted under it."""

    id: int | None = None
    name: str = column(TEXT, "单位名称", required=True, synonyms=("单位", "名称", "学校名称"))
    kind: str = column(UNIT_KIND, "单位类别", required=True, synonyms=("类别", "性质"))
    code: str | None = column(
        TEXT, "代码", synonyms=("区划代码", "学校标识码"), hint="区划码或学校标识码"
    )
    parent: int | None = column(link("unit"), "所属区域", synonyms=("上级", "所属乡镇"))
    duty: str = column(DUTY, "建队要求", default="不要求", hint="志愿服务大队：必建的计入覆盖率")
    counted_by: str = column(
        COUNTED_BY, "统计归属", default="本县", hint="市直、省属单位由市里统计"
    )
    contact: str | None = column(TEXT, "联系人")
    phone: str | None = column(PHONE, "联系人电话", synonyms=("电话", "联系电话"))
    aliases: str | None = column(TEXT, "别名", hint="名册里的其他叫法，用顿号分开")
    active: bool = column(YES_NO, "启用", default=True)
    note: str | None = column(NOTE, "备注")


UNITS = Table(
    Unit,
    name="unit",
    label="报送单位",
    unit="个",
    key=("name",),
    search=("name", "code", "aliases"),
    derived=(
        Derived(
            "volunteers",
            "在册人数",
            COUNT,
            "(SELECT count(*) FROM volunteer v WHERE v.school = t.id AND v.status = '在册')",
        ),
    ),
)
