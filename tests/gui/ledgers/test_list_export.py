from PySide6.QtWidgets import QFileDialog

from gui.ledgers.catalogue.governance_ledgers import MEETING_LEDGER
from gui.ledgers.ledger_page import LedgerPage
from storage.intake.pipeline import plan_import
from storage.model.tables import MEETINGS
from windows import click, show


def test_the_list_as_it_is_narrowed_is_written_and_comes_back_by_import(
    qtbot, busy, tmp_path, monkeypatch
):
    path = tmp_path / "会议.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    notices = []
    busy.notice_posted.connect(lambda notice: notices.append((notice.text, notice.tone)))
    page = show(qtbot, LedgerPage(busy, MEETING_LEDGER))
    page.list_query.choose_view("quarter")
    qtbot.waitUntil(lambda: page.model.total == 3)
    click(qtbot, page, "export_list")
    qtbot.waitUntil(lambda: notices == [(f"已导出：{path.name}", "good")], timeout=10_000)
    planned = plan_import(busy.store, [path], table=MEETINGS, policy="update")
    assert planned.counts["unchanged"] == 3
    assert sum(planned.counts.values()) == 3


def test_thinking_better_of_it_writes_nothing(qtbot, busy, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    page = show(qtbot, LedgerPage(busy, MEETING_LEDGER))
    before = busy.store.value("SELECT count(*) FROM export_log")
    click(qtbot, page, "export_list")
    assert busy.writing is None
    assert busy.store.value("SELECT count(*) FROM export_log") == before
