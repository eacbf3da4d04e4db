"""What belongs to a person besides the roster: guardians' consent, moves of school and league."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Problem
from storage.model.day_order import in_order
from storage.model.kinds import DATE, NAME, NOTE, PHONE, TEXT, choice, link
from storage.model.kinds.masks import initial
from storage.model.person_conditions import TO_PROCESS, TO_REGISTER, TO_SERVE
from storage.model.record import record
from storage.model.schema import Table, column
from storage.model.tables.volunteer import RELATION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

PURPOSE = choice(
    TO_REGISTER, TO_SERVE, TO_PROCESS,
    aliases={"注册": TO_REGISTER, "活动": TO_SERVE, "个人信息": TO_PROCESS, "信息处理": TO_PROCESS},
)  # fmt: skip


@record(frozen=True, kw_only=True, slots=True)
class Consent:
    """A guardian's consent to one thing (办法 §7; 个人信息保护法 §31), on paper."""

    id: int | None = None
    volunteer: int = column(
        link("volunteer"), "未成年人", required=True, synonyms=("志愿者", "姓名")
    )
    purpose: str = column(PURPOSE, "同意事项", required=True, synonyms=("事项",))
    activity: int | None = column(link("activity"), "同意参加的活动", synonyms=("活动", "活动名称"))
    guardian: str = column(
        NAME,
        "监护人",
        required=True,
        synonyms=("监护人姓名", "家长", "家长姓名"),
        leaves=initial,
    )
    relation: str | None = column(RELATION, "与本人关系", synonyms=("关系", "监护人关系"))
    phone: str | None = column(PHONE, "监护人电话", synonyms=("电话", "家长电话", "联系电话"))
    given_on: date = column(DATE, "同意日期", required=True, synonyms=("签字日期", "同意书日期"))
    paper_number: str | None = column(TEXT, "同意书编号", synonyms=("编号",))
    withdrawn_on: date | None = column(DATE, "撤回日期")
    note: str | None = column(NOTE, "备注")


def check_consent(consent: Consent) -> Iterator[Problem]:
    """A consent is withdrawn no sooner than given; one to serve at an activity names which."""
    yield from in_order(CONSENTS, consent, "given_on", "withdrawn_on")
    if consent.activity is not None and consent.purpose != TO_SERVE:
        label = CONSENTS.by_name["purpose"].label
        yield Problem("purpose", f"填了活动，{label}应为“{TO_SERVE}”")


CONSENTS = Table(
    Consent,
    name="consent",
    label="监护人同意",
    unit="份",
    title="volunteer",
    key=("volunteer", "purpose", "activity", "given_on"),
    search=("guardian", "phone", "paper_number"),
    through=("volunteer",),
    indexes=(("given_on",),),
    check=check_consent,
)

LEFT_SCHOOL = ("毕业", "休学", "退学", "参军")
STUDYING_AGAIN = ("复学", "转学", "升学")
MOVEMENT_KIND = choice(
    "转学", "升学", "毕业", "休学", "复学", "退学", "参军",
    "团组织关系转出", "团组织关系转入", "离团", "其他",
    aliases={"转出": "团组织关系转出", "转入": "团组织关系转入", "入伍": "参军", "超龄离团": "离团"},
)  # fmt: skip


@record(frozen=True, kw_only=True, slots=True)
class Movement:
    """One move of a person between schools, classes or league branches."""

    id: int | None = None
    volunteer: int = column(
        link("volunteer"), "变动的人", required=True, synonyms=("志愿者", "姓名")
    )
    kind: str = column(MOVEMENT_KIND, "变动类型", required=True, synonyms=("类型", "异动类型"))
    happened_on: date = column(DATE, "变动日期", required=True, synonyms=("日期", "异动日期"))
    from_unit: int | None = column(link("unit"), "原学校或单位", synonyms=("原学校", "转出学校"))
    to_unit: int | None = column(link("unit"), "现学校或单位", synonyms=("现学校", "转入学校"))
    from_class: str | None = column(TEXT, "原班级")
    to_class: str | None = column(TEXT, "现班级")
    note: str | None = column(NOTE, "备注")


MOVEMENTS = Table(
    Movement,
    name="movement",
    label="学籍与团籍变动",
    title="volunteer",
    key=("volunteer", "kind", "happened_on"),
    through=("volunteer",),
    indexes=(("happened_on",),),
)
