import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from gui.widgets.evidence_list import EvidenceList
from storage.tables import ATTACHMENTS, UNITS
from windows import click, show

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def files(qtbot, session):
    made = show(qtbot, EvidenceList(session, UNITS), 340, 400)
    made.measure = "3.3a"
    made.show_number(session.store.named(UNITS, "平地镇"))
    return made


def dropped(path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                      Qt.KeyboardModifier.NoModifier), data  # fmt: skip


def test_a_file_dropped_is_kept_for_the_record_and_saved_again_as_it_was(
    qtbot, session, files, tmp_path, monkeypatch
):
    path = tmp_path / "活动照片（一）.jpg"
    path.write_bytes(b"jpeg" * 300)
    event, _data = dropped(path)
    with qtbot.waitSignal(session.changed):
        files.dropEvent(event)
    (kept,) = session.store.find(ATTACHMENTS)
    assert (kept.owner_table, kept.measure, kept.file_name) == (
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
        files.take([path])
    qtbot.waitUntil(lambda: session.writing is None)
    with qtbot.waitSignal(session.noticed) as said:
        files.take([path])
    assert "没有重复添加" in said.args[0].text
    assert session.store.count(ATTACHMENTS) == 1
