from datetime import date

from gui.app.top_bar import QuarterPicker
from storage.quarter.sealing import seal_unchecked
from windows import show


def test_a_sealed_quarter_is_marked(qtbot, session):
    picker = show(qtbot, QuarterPicker(session))
    before = picker.icon().cacheKey()
    assert "已封存" not in picker.toolTip()
    seal_unchecked(session.store, session.quarter, date.today())
    session.changed.emit(())
    assert "已封存第 1 版" in picker.toolTip()
    assert picker.icon().cacheKey() != before
    picker._fill()
    marked = [action.text() for action in picker.menu().actions() if "已封存" in action.text()]
    assert len(marked) == 1
    assert session.quarter.label in marked[0]
