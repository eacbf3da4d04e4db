"""The switch between the import of files and the reconciliation with the platform."""

import pytest
from PySide6.QtWidgets import QLabel

from gui.app.main_window import MainWindow
from gui.imports.intake_page import IntakePage
from gui.session import Route
from people import id_number
from windows import click, show


def test_the_switch_leads_to_the_comparison_and_its_export_is_imported_as_a_roster(
    session, qtbot, table
):
    export = table(("志愿者姓名", "证件号码", "累计时长"), ("周航", id_number(), "1"))
    window = show(qtbot, MainWindow(session), 1366, 738)
    window.go(Route("volunteers"))
    window.go(Route("import", view="reconcile"))
    intake = window._pages["import"]
    assert intake.reconciling.isVisible()
    click(qtbot, intake.reconciling, "segment_import")
    assert intake.importing.isVisible()
    click(qtbot, intake.importing, "segment_reconcile")
    with qtbot.waitSignal(intake.reconciling.work.compared, timeout=20_000):
        intake.reconciling.read_files((export,))
    click(qtbot, intake.reconciling, "as_roster")
    assert intake.importing.choose.sources == (export,)
    assert intake.importing.isVisible()
    click(qtbot, intake.importing, "segment_reconcile")
    labels = [one.text() for one in intake.reconciling.findChildren(QLabel)]
    assert any("没有这个身份证号" in one for one in labels)


@pytest.fixture
def intake(session, qtbot):
    return show(qtbot, IntakePage(session), 1130, 640)


def test_a_route_opens_the_page_it_names(intake, session):
    intake.show_route(Route("import", view="reconcile"))
    assert intake.reconciling.isVisible()
    assert not intake.importing.isVisible()
    intake.show_route(Route("import", table="award"))
    assert intake.importing.isVisible()
    assert intake.importing.choose.target.table == "award"


def test_an_export_does_not_replace_an_unfinished_import(intake, session, table):
    unfinished = table(("姓名", "性别"), ("王雨欣", "女"))
    intake.importing.choose.add((unfinished,))
    notices = []
    session.notice_posted.connect(notices.append)
    intake.show_part("reconcile")
    intake.reconciling.roster_requested.emit((table(("姓名",), name="志愿四川.csv"),))
    assert intake.importing.isVisible()
    assert intake.importing.choose.sources == (unfinished,)
    assert "还有一份没导完的名册" in notices[-1].text
