"""Uncaught exceptions: one sentence for the clerk, the outline in the log."""

import sys

from gui.app.crash import CrashHandler
from storage.errors import UserError


def test_an_uncaught_error_is_logged_shown_and_survived(qtbot, caplog):
    crashes = CrashHandler()
    heard = []
    crashes.crashed.connect(heard.append)
    with crashes.installed():
        sys.excepthook(RuntimeError, RuntimeError("boom"), None)
        sys.excepthook(UserError, UserError("磁盘已满。"), None)
    assert heard == ["程序出了点问题，已保存的数据没有受影响；经过已记入日志。", "磁盘已满。"]
    assert "boom" in caplog.text
