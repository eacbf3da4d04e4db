"""组织与团建: the organizations, and the league branch of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from gui.ledgers.catalogue.organization_ledgers import BRANCH_LEDGER, ORGANIZATION_LEDGER
from gui.ledgers.family_page import FamilyPage
from gui.ledgers.panel.league_judgement import JudgementView
from gui.ledgers.panel.panel_tabs import PanelTab
from gui.session import Route
from storage.model.tables.league_branch import LEAGUE_BRANCHES

if TYPE_CHECKING:
    from gui.session import Session
    from storage.counting.rules.league_branches import Judgement

PAGE = "organizations"


class OrganizationPage(FamilyPage):
    """Organizations and league branches; a judgement on the panel leads to the branch."""

    def __init__(self, session: Session) -> None:
        judged = (PanelTab("建团", self._judgement), *ORGANIZATION_LEDGER.tabs)
        super().__init__(session, (replace(ORGANIZATION_LEDGER, tabs=judged), BRANCH_LEDGER))

    def _judgement(self, session: Session) -> JudgementView:
        view = JudgementView(session)
        view.branch_requested.connect(self._show_branch)
        return view

    @Slot(object)
    def _show_branch(self, judgement: Judgement) -> None:
        table = LEAGUE_BRANCHES.name
        if judgement.branch is not None:
            self.show_route(Route(PAGE, table=table, record_id=judgement.branch.id))
        else:
            mine = self._session.store.find(LEAGUE_BRANCHES, organization=judgement.organization.id)
            if mine:
                self.show_route(Route(PAGE, table=table, record_id=mine[0].id))
            else:
                preset = {"organization": judgement.organization.id}
                self.show_route(Route(PAGE, table=table, new=True, preset=preset))
