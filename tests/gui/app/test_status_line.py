"""The line at the foot of the window."""

from datetime import date

from gui.app.status_line import StatusLine
from storage.model.tables import DISPATCHES
from storage.model.tables.dispatch import Dispatch
from windows import show, text


def test_the_status_line_shows_the_last_sending_and_the_reply(session, qtbot):
    line = show(qtbot, StatusLine(session), height=28)
    assert text(line, "status_sent") == ""
    sent = Dispatch(
        quarter="2026Q3",
        version=1,
        sent_on=date(2026, 10, 8),
        channel="复制文件",
        recipients="市里",
    )
    with session.edit("登记报送") as edit:
        number = edit.save(DISPATCHES, sent)
    assert text(line, "status_sent") == "上次报送 10 月 8 日 · 第 1 版 · 待回执"
    with session.edit("登记退回") as edit:
        back = {**DISPATCHES.draft(sent), "returned_on": "2026-10-12"}
        edit.save(DISPATCHES, DISPATCHES.parse(back, number))
    assert text(line, "status_sent") == "上次报送 10 月 8 日 · 第 1 版 · 10-12 退回"
