from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from gui.ledgers.panel.evidence_list import EvidenceList
from gui.widgets.elided import ElidedLabel
from storage.model.tables import ATTACHMENTS, PLAN_ROWS, UNITS
from storage.store.attachments import attach
from windows import click, show

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def files(qtbot, session):
    made = show(qtbot, EvidenceList(session, UNITS), 340, 400)
    made.measure = "3.3a"
    made.show_record_id(session.store.named(UNITS, "平地镇"))
    return made


def dropped(path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                      Qt.KeyboardModifier.NoModifier), data  # fmt: skip


def test_a_file_dropped_is_attached_and_saved_again_byte_for_byte(
    qtbot, session, files, tmp_path, monkeypatch
):
    path = tmp_path / "活动照片（一）.jpg"
    path.write_bytes(b"jpeg" * 300)
    event, _data = dropped(path)
    with qtbot.waitSignal(session.changed):
        files.dropEvent(event)
    (attached,) = session.store.find(ATTACHMENTS)
    assert (attached.owner_table, attached.measure, attached.file_name) == (
        "unit",
        "3.3a",
        "活动照片（一）.jpg",
    )
    qtbot.waitUntil(lambda: files.findChild(object, "save_evidence") is not None)
    copy = tmp_path / "另存.jpg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(copy), ""))
    qtbot.waitUntil(lambda: files.findChild(object, "save_evidence").isVisible())
    click(qtbot, files, "save_evidence")
    assert copy.read_bytes() == b"jpeg" * 300


def test_what_is_there_already_is_not_added_again(qtbot, session, files, tmp_path):
    path = tmp_path / "名单.txt"
    path.write_text("一", "utf-8")
    with qtbot.waitSignal(session.changed):
        files.attach_files([path])
    qtbot.waitUntil(lambda: session.writing is None)
    with qtbot.waitSignal(session.notice_posted) as posted:
        files.attach_files([path])
    assert "没有重复添加" in posted.args[0].text
    assert session.store.count(ATTACHMENTS) == 1


def test_a_row_of_the_plan_lists_evidence_attached_to_any_record(qtbot, session, tmp_path):
    store = session.store
    row = next(store.select(PLAN_ROWS, "measure_number = '8.1'"))
    town = store.named(UNITS, "平地镇")
    for name, table, number, measure in (
        ("办法.pdf", PLAN_ROWS, row.id, "8.1"), ("名单.pdf", UNITS, town, "8.1"),
        ("照片.jpg", UNITS, town, None),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(name.encode())
        attach(store, table, number, [tmp_path / name], date(2026, 9, 1), measure)
    made = show(qtbot, EvidenceList(session, PLAN_ROWS), 340, 400)
    made.show_record_id(row.id)
    tooltips = [label.toolTip() for label in made.findChildren(ElidedLabel)]
    assert tooltips == ["办法.pdf　2026-09-01 加入", "报送单位的名单.pdf　2026-09-01 加入"]
