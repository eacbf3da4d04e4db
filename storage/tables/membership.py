"""Which volunteers belong to which organizations; one may belong to several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.kinds import DATE, choice, link
from storage.record import record
from storage.schema import Table, column

if TYPE_CHECKING:
    from datetime import date


@record(frozen=True, kw_only=True, slots=True)
class Membership:
    """One volunteer in one organization."""

    id: int | None = None
    volunteer: int = column(link("volunteer"), "志愿者", required=True)
    organization: int = column(link("organization"), "所属组织", required=True)
    role: str = column(choice("队员", "骨干", "负责人"), "职务", default="队员")
    joined_on: date | None = column(DATE, "加入日期")


MEMBERSHIPS = Table(
    Membership,
    name="membership",
    label="所属组织",
    title="organization",
    key=("volunteer", "organization"),
    indexes=(("organization",),),
)
