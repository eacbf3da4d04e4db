"""The ledgers of people: all of them, and the rosters that show them for one purpose each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gui.ledgers.catalogue.volunteer_ledger import VOLUNTEER_LEDGER
from gui.ledgers.ledger import Ledger, PageAction
from gui.session import Route
from storage.model.person_conditions import VALID, WANTING, WITHDRAWN
from storage.model.tables.person import CONSENTS
from storage.model.tables.volunteer import AT_SCHOOL, VOLUNTEERS
from storage.views.roster_views import GUARDIANS, LEAGUE_MEMBERS, STUDENTS

if TYPE_CHECKING:
    from storage.views.roster_views import Roster

_TONES = {
    "overage": {"是": "warn"},
    "consent_state": {VALID: "good", WITHDRAWN: "bad", WANTING: "warn"},
    "study_status": {AT_SCHOOL: "good"},
}


def _ledger(
    roster: Roster, tab: str, purpose: str, icon: str, first: str, subtitle: str, columns: str
) -> Ledger:
    """Return a roster's ledger: the form of volunteers, with the roster's own group at the top."""
    (_untitled, basic), *groups = VOLUNTEER_LEDGER.groups
    about = next(group for group in groups if group[0] == first)
    others = (one for one in groups if one is not about)
    return replace(
        VOLUNTEER_LEDGER,
        roster=roster,
        tab=tab,
        title=VOLUNTEERS.label,
        views=roster.views,
        columns=tuple(columns.split()),
        groups=(("", basic[:2]), about, ("身份", basic[2:]), *others),
        purpose=purpose,
        icon=icon,
        subtitle=tuple(subtitle.split()),
        tones={**VOLUNTEER_LEDGER.tones, **_TONES},
        actions=(PageAction("导入", "file-input", Route("import", table=roster.name)),),
    )


PEOPLE_LEDGERS = (
    replace(VOLUNTEER_LEDGER, title=VOLUNTEERS.label, tab="全部"),
    _ledger(
        LEAGUE_MEMBERS,
        "团员",
        "谁是团员、在哪个支部、哪年入团；满 28 周岁又没有职务的标出来。",
        "id-card",
        "团籍",
        "league_branch league_joined_on registration_status",
        "name age school class_name league_branch league_joined_on league_post overage"
        " registration_status",
    ),
    _ledger(
        STUDENTS,
        "学生",
        "谁在哪里就读、是在读还是休学；18 岁以上的大学生都要注册。",
        "graduation-cap",
        "就读或工作",
        "school class_name study_status",
        "name age identity_class school department grade class_name study_status"
        " registration_status",
    ),
    _ledger(
        GUARDIANS,
        CONSENTS.by_name["guardian"].label,
        "未成年人的家长是谁、怎么联系、同意了没有；同意书在“同意”页里一张一张登记。",
        "shield-check",
        "联系与监护",
        "age guardian_name consent_state",
        "name age school class_name guardian_name guardian_relation guardian_phone consent_state"
        " consented_on",
    ),
)
