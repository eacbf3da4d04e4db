"""组织与团建: the organizations, and what each has done about its league branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.pages.ledger import Ledger
from gui.pages.ledger_page import LedgerPage
from gui.session import Place
from gui.widgets.child_list import ChildList
from gui.widgets.judgement_view import JudgementView
from gui.widgets.record_panel import Tab
from gui.widgets.segments import Segments
from storage.tables.league_branch import BRANCH_COVERS, JOINT, LEAGUE_BRANCHES, OWN
from storage.tables.membership import MEMBERSHIPS
from storage.tables.organization import CIVIL, HEADCOUNTS, ORGANIZATIONS
from storage.views import views_of

if TYPE_CHECKING:
    from gui.session import Session
    from storage.league_rule import Judgement

PAGE = "organizations"


class OrganizationPage(QWidget):
    """Two ledgers behind one switch."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stack = QStackedWidget()
        self._ledgers = {
            ORGANIZATIONS.name: LedgerPage(session, self._organizations()),
            LEAGUE_BRANCHES.name: LedgerPage(session, BRANCH_LEDGER),
        }
        self._segments: list[Segments] = []
        for name, page in self._ledgers.items():
            switch = Segments([(t.name, t.label) for t in (ORGANIZATIONS, LEAGUE_BRANCHES)])
            switch.choose(name)
            switch.chosen.connect(self.show_ledger)
            page.head.add_beside_title(switch)
            self._segments.append(switch)
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setFocusProxy(self._ledgers[ORGANIZATIONS.name])

    def ledger(self, name: str) -> LedgerPage:
        """The page of one of the two tables."""
        return self._ledgers[name]

    @Slot(str)
    def show_ledger(self, name: str) -> None:
        """Switch to one of the two."""
        for name_, switch in zip(self._ledgers, self._segments, strict=True):
            switch.choose(name_)
        self._stack.setCurrentWidget(self._ledgers[name])
        self.setFocusProxy(self._ledgers[name])
        self._ledgers[name].setFocus()

    def arrive(self, place: Place) -> None:
        """Show what another page asks for."""
        name = place.table or ORGANIZATIONS.name
        self.show_ledger(name)
        self._ledgers[name].arrive(place)

    def _organizations(self) -> Ledger:
        return Ledger(
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
                Tab("建团判断", self._judgement),
                Tab(HEADCOUNTS.label, _headcounts),
                Tab("成员", _members),
            ),
            title="组织与团建",
        )  # fmt: skip

    def _judgement(self, session: Session) -> JudgementView:
        view = JudgementView(session)
        view.branch_wanted.connect(self._show_branch)
        return view

    @Slot(object)
    def _show_branch(self, found: Judgement) -> None:
        table = LEAGUE_BRANCHES.name
        if found.branch is not None:
            self.arrive(Place(PAGE, table=table, record_id=found.branch.id))
        else:
            mine = self._session.store.find(LEAGUE_BRANCHES, organization=found.organization.id)
            if mine:
                self.arrive(Place(PAGE, table=table, record_id=mine[0].id))
            else:
                preset = {"organization": found.organization.id}
                self.arrive(Place(PAGE, table=table, new=True, preset=preset))


def _headcounts(session: Session) -> ChildList:
    return ChildList(
        session, HEADCOUNTS, "organization",
        ("counted_on", "members", "league_members", "party_members"),
        ("counted_on", "members", "league_members", "party_members", "youth", "employees"),
        order="counted_on",
    )  # fmt: skip


def _members(session: Session) -> ChildList:
    columns = ("volunteer", "role", "joined_on")
    return ChildList(session, MEMBERSHIPS, "organization", columns, columns, person="volunteer")


def _covers(session: Session) -> ChildList:
    columns = ("organization", "joined_on")
    return ChildList(session, BRANCH_COVERS, "branch", columns, columns)


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
    tabs=(Tab(BRANCH_COVERS.label, _covers),),
    title="组织与团建",
)  # fmt: skip
