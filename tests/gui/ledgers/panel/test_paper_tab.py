from datetime import date

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from gui.ledgers.panel.paper_tab import PaperTab
from people import volunteer
from storage.model.tables import (
    ACTIVITIES,
    CERTIFICATES,
    ORGANIZATIONS,
    SERVICE_RECORDS,
    VOLUNTEERS,
)
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.store import listing
from storage.store.listing import Query
from windows import show

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def tab(qtbot, session, tmp_path, monkeypatch):
    """The papers of somebody who served four hours."""
    today = date.today()
    with session.store.edit("录入") as edit:
        person = edit.save(VOLUNTEERS, volunteer("王雨欣", "2004-03-14"))
        one = edit.save(ORGANIZATIONS, Organization(name="青禾服务队", kind="志愿服务队"))
        activity = edit.save(
            ACTIVITIES, Activity(name="护江", organization=one, held_on=today, place="仁和镇")
        )
        edit.save(SERVICE_RECORDS, ServiceRecord(volunteer=person, activity=activity, served_on=today, hours=240,
                                                 recorder="周老师", recorded_on=today))  # fmt: skip
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "证明.pdf"), "")
    )
    made = show(qtbot, PaperTab(session), 360, 600)
    made.show_record(listing.rows_of(session.store, VOLUNTEERS, [person], today)[0])
    return made


def button(tab, words):
    return next(
        one for one in tab.findChildren(QPushButton) if words in one.text() and one.isVisible()
    )


def test_a_proof_is_written_and_entered_in_the_register(qtbot, session, tab, tmp_path):
    with qtbot.waitSignal(session.changed):
        button(tab, "志愿服务记录证明").click()
    qtbot.waitUntil(lambda: (tmp_path / "证明.pdf").exists())
    (entry,) = session.store.find(CERTIFICATES)
    document = pypdfium2.PdfDocument(tmp_path / "证明.pdf")
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert entry.number in text
    assert "青禾服务队" in text
    qtbot.waitUntil(lambda: any(entry.number in label.text() for label in tab.findChildren(QLabel)))


def test_what_was_issued_can_be_printed_again_without_a_new_number(qtbot, session, tab, tmp_path):
    with qtbot.waitSignal(session.changed):
        button(tab, "志愿者卡").click()
    qtbot.waitUntil(lambda: session.writing is None)
    qtbot.waitUntil(
        lambda: any(
            "再打印" in one.text() and one.isVisible() for one in tab.findChildren(QPushButton)
        )
    )
    (tmp_path / "证明.pdf").unlink()
    button(tab, "再打印").click()
    qtbot.waitUntil(lambda: (tmp_path / "证明.pdf").exists())
    assert listing.count(session.store, Query(CERTIFICATES)) == 1


def test_days_without_service_are_reported(qtbot, session, tab, tmp_path):
    tab._first.setText("2020-01-01")
    tab._last.setText("2020-12-31")
    with qtbot.waitSignal(session.notice_posted) as posted:
        button(tab, "志愿服务记录证明").click()
    assert "没有可以证明的服务记录" in posted.args[0].text
    assert not (tmp_path / "证明.pdf").exists()


def test_somebody_without_service_is_offered_no_proof(qtbot, session, tab, people):
    tab.show_record(listing.rows_of(session.store, VOLUNTEERS, [people["李䶮"]], date.today())[0])
    offered = [
        one.text()
        for one in tab.findChildren(QPushButton)
        if one.objectName().startswith("issue_") and not one.isHidden()
    ]
    assert any("志愿者卡" in text for text in offered)
    assert tab._form.isHidden()
