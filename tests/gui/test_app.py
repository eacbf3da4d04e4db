import sys

import pytest
from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication

from gui import app as app_module
from gui.crash import Crashes
from gui.main_window import MainWindow
from storage.errors import UserError


@pytest.fixture
def told(monkeypatch):
    sentences = []
    monkeypatch.setattr(app_module, "tell", lambda _parent, sentence: sentences.append(sentence))
    return sentences


def test_it_opens_in_a_folder_with_a_chinese_name_and_keeps_a_log(qtbot, tmp_path, told):
    folder = tmp_path / "团委 资料（2026）"

    def close():
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow):
                window.close()

    QTimer.singleShot(300, close)
    assert app_module.run(folder) == 0
    assert not told
    assert (folder / "ledger.db").exists()
    assert "opened" in (folder / "logs" / "qingzhi.log").read_text("utf-8")


def test_a_long_log_is_put_aside_and_the_one_before_it_given_up(qtbot, tmp_path, told):
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "qingzhi.1.log").write_text("更早", "utf-8")
    (logs / "qingzhi.log").write_text("x" * 1_000_001, "utf-8")
    (tmp_path / "ledger.db").write_bytes(b"no database at all" * 300)
    app_module.run(tmp_path)
    assert "opened" in (logs / "qingzhi.log").read_text("utf-8")
    assert (logs / "qingzhi.1.log").read_text("utf-8") == "x" * 1_000_001


def test_a_second_window_over_the_same_folder_is_refused_in_a_sentence(qtbot, tmp_path, told):
    lock = QLockFile(str(tmp_path / "ledger.lock"))
    assert lock.tryLock(100)
    assert app_module.run(tmp_path) == 2
    assert "已经打开了" in told[0]
    lock.unlock()


def test_a_damaged_file_is_refused_in_a_sentence(qtbot, tmp_path, told):
    (tmp_path / "ledger.db").write_bytes(b"no database at all" * 300)
    assert app_module.run(tmp_path) == 2
    assert "损坏" in told[0]


def test_an_error_nobody_caught_is_logged_told_and_survived(qtbot, caplog):
    crashes = Crashes()
    heard = []
    crashes.happened.connect(heard.append)
    with crashes.caught():
        sys.excepthook(RuntimeError, RuntimeError("boom"), None)
        sys.excepthook(UserError, UserError("磁盘已满。"), None)
    assert heard == ["程序出了点问题，已保存的数据没有受影响；经过已记入日志。", "磁盘已满。"]
    assert "boom" in caplog.text
