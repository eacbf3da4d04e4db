"""建团 in the panel: what the rule requires, why, and partners for a joint branch."""

from datetime import date

import docx
import pytest
from PySide6.QtWidgets import QFileDialog

from gui.ledgers.organization_page import OrganizationPage
from pages.ledgers import visible_texts
from storage.model.tables import HEADCOUNTS, ORGANIZATIONS
from storage.model.tables.organization import Headcount, Organization
from storage.sending.export_log import last_exports
from windows import click, show


@pytest.fixture
def small_pair(session):
    """Two small organizations, which must make a branch together."""
    with session.store.edit("录入") as edit:
        for name, members, code in (
            ("萤火助学会", 2, "51510411MJQ0000022"), ("青山社工站", 1, "51510411MJQ0000030"),
        ):  # fmt: skip
            body = Organization(name=name, kind="社会组织", registration="民政注册",
                                credit_code=code)  # fmt: skip
            number = edit.save(ORGANIZATIONS, body)
            edit.save(HEADCOUNTS, Headcount(organization=number, counted_on=date(2026, 1, 1),
                                            league_members=members))  # fmt: skip


def test_where_a_joint_branch_is_missing_partners_are_proposed_and_the_request_drafted(
    qtbot, session, small_pair, tmp_path, monkeypatch
):
    out = tmp_path / "请示.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(out), ""))
    page = show(qtbot, OrganizationPage(session))
    ledger = page.ledger(ORGANIZATIONS.name)
    qtbot.waitUntil(lambda: ledger.model.total == 2)
    ledger.grid.selectRow(1)
    qtbot.waitUntil(lambda: ledger.panel.isVisible())
    ledger.panel._bar.setCurrentIndex(1)
    qtbot.waitUntil(
        lambda: any("萤火助学会 2 人、青山社工站 1 人" in one for one in visible_texts(page))
    )
    with qtbot.waitSignal(session.notice_posted) as posted:
        click(qtbot, page, "draft_request")
    assert "名册里有团员 0 人，人数统计是 2 人" in posted.args[0].text
    words = [one.text for one in docx.Document(out).paragraphs]
    assert words[0] == "关于成立萤火助学会联合团支部的请示"
    assert last_exports(session.store)[0].name == "请示.docx"
