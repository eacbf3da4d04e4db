"""The first page of an empty ledger: three steps, the next one marked."""

from gui.home.home_page import HomePage
from gui.session import Route
from storage.model.tables import OFFICES, UNITS
from storage.model.tables.setting import Office
from windows import click, show, text


def test_an_empty_ledger_begins_with_three_things(qtbot, session):
    made = show(qtbot, HomePage(session))
    with qtbot.waitSignal(session.route_requested) as wanted:
        click(qtbot, made, "begin_volunteer")
    assert wanted.args == [Route("import")]
    county = session.store.named(UNITS, "仁和区")
    with session.edit("设置") as edit:
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=county))
    qtbot.waitUntil(lambda: text(made, "begin_office") == "已完成")
