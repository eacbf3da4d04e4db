"""Exporting the quarter from the report page: what is written, logged and refused."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from pages.report import export
from storage.sending import export_log
from windows import click, text


def test_the_quarter_is_written_listed_and_logged(page, session, qtbot):
    export(qtbot, page)
    files = sorted(page.export_side.options.folder.iterdir())
    assert len(files) == 6
    assert page.export_side.results.isVisible()
    assert page.export_side.results.title.text() == "已导出 6 个文件"
    for one in page.export_side.results._written:
        assert hashlib.sha256(one.path.read_bytes()).hexdigest() == one.sha256
    assert {one.privacy for one in export_log.last_exports(session.store)} == {"masked"}
    qtbot.waitUntil(lambda: "上次导出" in text(page, "page_sentence"))
    assert "脱敏" in text(page, "page_sentence")


def test_a_summary_gives_no_roster(page, qtbot):
    click(qtbot, page, "to_giving")
    click(qtbot, page, "privacy_summary")
    qtbot.waitUntil(
        lambda: page.preview.task is None and not page._timer.isActive(), timeout=30_000
    )
    export(qtbot, page)
    assert not [one for one in page.export_side.results._written if "名册" in one.path.name]


def test_full_numbers_need_a_reason_which_is_logged(page, session, qtbot):
    click(qtbot, page, "to_giving")
    click(qtbot, page, "privacy_full")
    click(qtbot, page, "export")
    assert "向谁提供" in text(page, "export_fault")
    assert not page.export_side.options.folder.exists()
    qtbot.keyClicks(page.export_side.options.reason, "city committee")
    with qtbot.waitSignal(page.export_side.written, timeout=60_000):
        qtbot.keyClick(page.export_side.options.reason, Qt.Key.Key_Return)
    assert page.export_side.results.isVisible()
    assert page.focusWidget().objectName() == "open_folder"
    first = page.export_side.results._files.itemAt(0).widget()
    assert "附册打开密码" in text(first, "annex_password")
    (reason,) = {one.reason for one in export_log.last_exports(session.store)}
    assert reason == "city committee"
    assert page.export_side.options.reason.text() == ""


def test_a_failing_export_shows_its_sentence_and_leaves_nothing(page, session, qtbot):
    page.export_side.options.folder.parent.parent.mkdir(exist_ok=True)
    page.export_side.options.folder.parent.write_bytes(b"")  # a file where the folder should be
    notices = []
    session.notice_posted.connect(notices.append)
    export(qtbot, page)
    assert "建不了文件夹" in page.findChild(QLabel, "export_fault").text()
    assert notices[-1].tone == "bad"
    assert list(export_log.last_exports(session.store)) == []
    assert not page.export_side.results.isVisible()
