import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.report.export_options import fill_form
from storage.counting.figures import one_figure
from windows import show

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def marked(tmp_path):
    book = Workbook()
    book.active["B2"] = "{V01}"
    book.save(tmp_path / "市表.xlsx")
    return tmp_path / "市表.xlsx"


def choose(monkeypatch, form, out):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(form), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(out), ""))


def test_a_marked_form_is_filled_in_a_copy(qtbot, session, people, marked, tmp_path, monkeypatch):
    out = tmp_path / "填好.xlsx"
    choose(monkeypatch, marked, out)
    with qtbot.waitSignal(session.notice_posted) as posted:
        fill_form(show(qtbot, QWidget()), session)
    assert "已填 1 处" in posted.args[0].text
    wanted = one_figure(session.store, session.quarter, "V01").value
    assert load_workbook(out).active["B2"].value == wanted
    assert load_workbook(marked).active["B2"].value == "{V01}"


def test_the_marked_form_is_never_written_over(qtbot, session, marked, monkeypatch):
    choose(monkeypatch, marked, marked)
    with qtbot.waitSignal(session.notice_posted) as posted:
        fill_form(show(qtbot, QWidget()), session)
    assert "不要盖掉" in posted.args[0].text
    assert load_workbook(marked).active["B2"].value == "{V01}"
