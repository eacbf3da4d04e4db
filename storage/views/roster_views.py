"""Rosters: ledgers of people that are no tables of their own but views of the volunteers.

Nothing is copied: removing a name from 团员名册 makes a volunteer a non-member.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storage.counting import counting_rules as who
from storage.model.person_conditions import CONSENT_TAKEN_BACK, OVERAGE_MEMBER
from storage.model.tables.volunteer import AT_SCHOOL, VOLUNTEERS
from storage.views.view import View, view

if TYPE_CHECKING:
    from collections.abc import Mapping

_STUDENTS = ("中小学生", "中职学生", "大学生")


@dataclass(frozen=True, slots=True)
class Roster(View):
    """A view that is presented as a ledger of its own.

    `columns` are the fields of its lists and sheets, in order. `constants` are field texts that
    hold for every row of an imported sheet of this kind; `preset` are those of a new record.
    """

    columns: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    preset: Mapping[str, str] = field(default_factory=dict)
    views: tuple[View, ...] = ()

    @property
    def word(self) -> str:
        """The name on the command line."""
        return self.name.replace("_", "-")


def _roster(
    name: str, label: str, condition: str, columns: str, *views: View, **facts: Mapping[str, str]
) -> Roster:
    base = view(VOLUNTEERS, name, label, who.PRESENT, condition)
    return Roster(
        base.name, base.label, base.table, base.condition, tuple(columns.split()), views=views,
        **facts,
    )  # fmt: skip


def _among(name: str, label: str, *conditions: str) -> View:
    return view(VOLUNTEERS, name, label, *conditions)


LEAGUE_MEMBERS = _roster(
    "league_members", "团员名册", who.MEMBER,
    "name sex age school class_name league_branch league_joined_on league_number league_post"
    " overage registration_status phone id_number",
    _among("unregistered", "未注册志愿者", f"NOT {who.REGISTERED_BY_NOW}"),
    _among("overage", "超龄", f"{OVERAGE_MEMBER} IS 1"),
    _among("post", "有团内职务", "t.league_post IS NOT NULL"),
    _among("branchless", "没有写团支部", "t.league_branch IS NULL"),
    _among("undated", "没有写入团时间", "t.league_joined_on IS NULL"),
    constants={"league_member": "是"}, preset={"league_member": "是"},
)  # fmt: skip
STUDENTS = _roster(
    "students", "学生名册", f"t.identity_class IN {_STUDENTS!r}",
    "name sex age identity_class school department grade class_name student_number study_status"
    " registration_status phone id_number",
    _among("adults", "18岁以上在校大学生", who.ADULT_STUDENT),
    _among("unregistered", "大学生未注册", who.ADULT_STUDENT, f"NOT {who.REGISTERED_BY_NOW}"),
    _among("away", "休学、毕业、参军、退学", f"NOT {who.STUDYING}"),
    _among("untold", "没有写学籍状态", "t.identity_class = '大学生'", "t.study_status IS NULL"),
    _among("classless", "没有写班级", "t.class_name IS NULL"),
    constants={"study_status": AT_SCHOOL},
    preset={"identity_class": "大学生", "study_status": AT_SCHOOL},
)  # fmt: skip
GUARDIANS = _roster(
    "guardians", "监护人与同意", who.MINOR,
    "name age school class_name guardian_name guardian_relation guardian_phone consent_state"
    " consented_on consent_withdrawn_on registration_status",
    _among("wanting", "待补同意", f"NOT {who.CONSENTED}"),
    _among("withdrawn", "已撤回", f"NOT {who.CONSENTED}", CONSENT_TAKEN_BACK),
    _among("registered", "已注册而无同意", who.REGISTERED_BY_NOW, f"NOT {who.CONSENTED}"),
    _among("young", "未满14周岁", f"{who.AGE} < {who.REGISTRABLE_FROM}"),
    _among("unreachable", "没有监护人电话", "t.guardian_phone IS NULL"),
    preset={"identity_class": "中小学生"},
)  # fmt: skip

ROSTERS = (LEAGUE_MEMBERS, STUDENTS, GUARDIANS)
BY_NAME = {roster.name: roster for roster in ROSTERS}
