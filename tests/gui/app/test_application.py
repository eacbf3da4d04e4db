import errno
import sys

import pytest
from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication

from gui.app import application as app_module
from gui.app.main_window import MainWindow
from gui.app.recovery import RecoveryDialog
from storage.ledger.stray_copies import find_traces
from windows import text


@pytest.fixture
def description(monkeypatch):
    sentences = []
    monkeypatch.setattr(
        app_module, "show_message_box", lambda _parent, sentence: sentences.append(sentence)
    )
    return sentences


def test_it_opens_in_a_folder_with_a_chinese_name_and_writes_a_log(qtbot, tmp_path, description):
    folder = tmp_path / "团委 资料（2026）"

    def close():
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow):
                window.close()

    QTimer.singleShot(300, close)
    assert app_module.run(folder) == 0
    assert not description
    assert (folder / "ledger.db").exists()
    assert "opened" in (folder / "logs" / "qingzhi.log").read_text("utf-8")


def test_a_long_log_is_set_aside_and_the_previous_one_deleted(qtbot, tmp_path, description):
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "qingzhi.1.log").write_text("更早", "utf-8")
    (logs / "qingzhi.log").write_text("x" * 1_000_001, "utf-8")
    (tmp_path / "ledger.db").write_bytes(b"no database at all" * 300)
    app_module.run(tmp_path)
    assert "opened" in (logs / "qingzhi.log").read_text("utf-8")
    assert (logs / "qingzhi.1.log").read_text("utf-8") == "x" * 1_000_001


def test_a_second_window_over_the_same_folder_is_refused_in_a_sentence(
    qtbot, tmp_path, description
):
    lock = QLockFile(str(tmp_path / "ledger.lock"))
    assert lock.tryLock(100)
    assert app_module.run(tmp_path) == 2
    assert "已经打开了" in description[0]
    lock.unlock()


def test_a_damaged_file_is_refused_in_a_sentence(qtbot, tmp_path, description):
    (tmp_path / "ledger.db").write_bytes(b"no database at all" * 300)
    assert app_module.run(tmp_path) == 2
    assert "损坏" in description[0]


def test_the_log_holds_the_kind_and_places_of_an_error_but_no_values(qtbot, tmp_path, description):
    folder = tmp_path / "台账"

    def fail_and_close():
        try:
            raise ValueError("王伟 510411200805170012")
        except ValueError as error:
            sys.excepthook(ValueError, error, error.__traceback__)
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow):
                window.close()

    QTimer.singleShot(300, fail_and_close)
    assert app_module.run(folder) == 0
    log = (folder / "logs" / "qingzhi.log").read_text("utf-8")
    assert "ValueError" in log
    assert "fail_and_close" in log
    assert "王伟" not in log
    assert "510411" not in log


def test_a_first_start_that_fails_leaves_no_trace_of_a_ledger(
    qtbot, tmp_path, description, monkeypatch
):
    folder = tmp_path / "台账"

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert app_module.run(folder) == 2
    assert "只剩" in description[0]
    assert "space" not in description[0]
    assert not (folder / "ledger.db").exists()
    assert find_traces(folder) == []


def test_a_lock_that_cannot_be_created_is_not_reported_as_a_second_window(
    qtbot, tmp_path, description
):
    (tmp_path / "台账").mkdir()
    (tmp_path / "台账" / "ledger.lock").mkdir()  # nothing can be written there, even by root
    assert app_module.run(tmp_path / "台账") == 2
    assert "已经打开了" not in description[0]


def test_an_empty_file_in_the_ledgers_place_is_a_choice(qtbot, tmp_path, description):
    (tmp_path / "ledger.db").write_bytes(b"")
    seen = []

    def close():
        modal = QApplication.activeModalWidget()
        if isinstance(modal, RecoveryDialog):
            seen.append(text(modal, "recovering_reason"))
            modal.close()

    clock = QTimer()
    clock.timeout.connect(close)
    clock.start(50)
    assert app_module.run(tmp_path) == 2
    clock.stop()
    assert "是空的（0 字节）" in seen[0]
    assert (tmp_path / "ledger.db").read_bytes() == b""
    assert not description


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_what_the_window_writes_is_the_owners_alone(qtbot, tmp_path, description):
    folder = tmp_path / "台账"

    def close():
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow):
                modes.update({p: p.stat().st_mode & 0o777 for p in folder.rglob("*")})
                window.close()

    modes = {}
    QTimer.singleShot(300, close)
    assert app_module.run(folder) == 0
    modes.update({p: p.stat().st_mode & 0o777 for p in folder.rglob("*")})
    assert len(modes) > 3
    assert {path.name for path, mode in modes.items() if mode & 0o077} == set()
