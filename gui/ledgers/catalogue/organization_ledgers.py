"""The ledgers of organizations and of their league branches."""

from __future__ import annotations

from gui.ledgers.catalogue.child_lists import child_list
from gui.ledgers.ledger import Ledger
from gui.ledgers.panel.panel_tabs import PanelTab
from storage.model.tables import INSURANCE_POLICIES, MEETINGS, PROJECTS
from storage.model.tables.league_branch import BRANCH_COVERS, JOINT, LEAGUE_BRANCHES, OWN
from storage.model.tables.organization import CIVIL, HEADCOUNTS, MEMBERSHIPS, ORGANIZATIONS
from storage.model.tables.unit import UNITS
from storage.views import views_of

UNIT_LEDGER = Ledger(
    UNITS,
    views=views_of(UNITS),
    columns=(
        "name", "kind", "parent", "duty", "counted_by", "volunteers", "contact", "phone", "active",
    ),
    groups=(
        ("", (
            "name", "kind", "code", "parent", "duty", "counted_by", "volunteers", "aliases",
            "active",
        )),
        ("联络", ("contact", "phone", "note")),
    ),
    purpose="县、乡镇、学校和企业等向你报送的单位；志愿者和组织都归在它们名下。",
    icon="building-2",
    subtitle=("kind", "parent", "volunteers"),
    tones={"duty": {"必建": "link"}},
)  # fmt: skip


ORGANIZATION_LEDGER = Ledger(
    ORGANIZATIONS,
    views=views_of(ORGANIZATIONS),
    columns=(
        "name", "kind", "unit", "registration", "members", "league_members", "leader",
        "phone",
    ),
    groups=(
        ("", (
            "name", "kind", "unit", "parent", "domain", "founded_on", "closed_on",
        )),
        ("民政登记", (
            "registration", "credit_code", "registrar", "registered_on", "guiding_unit",
        )),
        ("联络与平台", (
            "leader", "phone", "platform_account", "platform_built_on", "sub_accounts",
        )),
        ("队伍", (
            "members", "league_members", "party_members", "backbone_team",
            "demonstration_post", "note",
        )),
    ),
    purpose="志愿服务协会、大队、服务队和社会组织；登记以后，这里会判断哪些应当建团。",
    icon="network",
    subtitle=("kind", "registration", "league_members"),
    tones={"registration": {CIVIL: "good", "单位内部": "link"}},
    tabs=(
        PanelTab("人数", child_list(
            HEADCOUNTS, "organization", "counted_on members league_members party_members",
            "counted_on members league_members party_members youth employees",
            order="counted_on",
        )),
        PanelTab("成员", child_list(
            MEMBERSHIPS, "organization", "volunteer role joined_on", person="volunteer",
        )),
        PanelTab("项目", child_list(
            PROJECTS, "organization", "name published_on year_place",
            "name brand domain platform_number published_on direct_recruitment status",
            order="published_on",
        )),
        PanelTab("会议", child_list(
            MEETINGS, "organization", "topic body held_on",
            "topic body held_on people minutes_number", order="held_on",
        )),
        PanelTab("保险", child_list(
            INSURANCE_POLICIES, "organization", "number until_on people",
            "number insurer kind from_on until_on people amount", order="until_on",
        )),
    ),
    title="组织与团建",
)  # fmt: skip

BRANCH_LEDGER = Ledger(
    LEAGUE_BRANCHES,
    views=views_of(LEAGUE_BRANCHES),
    columns=(
        "organization", "built", "name", "secretary", "approval_number", "founded_on", "covers",
    ),
    groups=(
        ("", ("organization", "built", "name", "approval_number", "founded_on", "secretary")),
        ("班子与换届", (
            "committee", "elected_on", "next_election_on", "verified_on", "league_code",
            "party_body", "covers", "closed_on",
        )),
        ("还没有建的", ("reason", "planned_on", "responsible", "note")),
    ),
    purpose="每个组织建团的情况：单独、联合还是未建，批复、书记和换届时间。",
    icon="network",
    subtitle=("built", "secretary"),
    tones={"built": {OWN: "good", JOINT: "link"}},
    tabs=(
        PanelTab(
            BRANCH_COVERS.label, child_list(BRANCH_COVERS, "branch", "organization joined_on")
        ),
    ),
    title="组织与团建",
)  # fmt: skip
