import pytest

from damage import zero_a_page
from gui.home.home_page import HomePage
from gui.session import Route
from gui.widgets.elided import ElidedLabel
from people import volunteer
from storage.model.tables import VOLUNTEERS
from storage.store.store import Store
from windows import click, session_over, show, text


@pytest.fixture
def page(qtbot, session, people):
    made = show(qtbot, HomePage(session))
    qtbot.waitUntil(lambda: "还差" in text(made, "page_sentence"))
    return made


def test_what_is_missing_is_stated_and_linked(qtbot, session, page):
    assert "条要点没有本季进展" in text(page, "page_sentence")
    assert [
        row.text() for row in page.findChildren(ElidedLabel) if "还没有填写本单位" in row.text()
    ]
    row = page.findChild(object, "figure_V02")
    with qtbot.waitSignal(session.route_requested) as wanted:
        row.click()
    route = wanted.args[0]
    assert (route.page, route.words) == ("volunteers", "注册青年志愿者数")
    assert route.selection.table.name == "volunteer"


def test_figures_are_recounted_after_a_change(qtbot, session, page, people):
    import dataclasses

    from storage.model.tables import VOLUNTEERS

    before = page.findChild(object, "figure_V08").accessibleName()
    with session.edit("改") as edit:
        record = session.store.get(VOLUNTEERS, people["李䶮"])
        edit.save(VOLUNTEERS, dataclasses.replace(record, political_status="共青团员"))
    qtbot.waitUntil(lambda: page.findChild(object, "figure_V08").accessibleName() != before)


def test_while_it_is_hidden_nothing_is_counted(qtbot, session, page):
    page.hide()
    asked = []
    session.figure_queries.submit = lambda *what: asked.append(what)
    session.changed.emit(())
    qtbot.wait(500)
    assert not asked
    page.show()
    qtbot.waitUntil(lambda: bool(asked))


def test_a_damaged_ledger_is_reported_and_a_restore_offered(qtbot, store, tmp_path):
    folder = store.path.parent
    with store.edit("录入") as edit:
        edit.save_new(VOLUNTEERS, [volunteer(f"王{n}", note="备注" * 9) for n in "一二三" * 50])
    store.close()
    zero_a_page(folder / "ledger.db", "volunteer")
    with Store(folder / "ledger.db") as broken, session_over(broken) as session:
        with qtbot.waitSignal(session.notice_posted) as noticed:
            made = show(qtbot, HomePage(session))
        assert "读不出来（文件已损坏）" in text(made, "page_sentence")
        assert "正在" not in text(made, "page_sentence")
        assert "已损坏" in noticed.args[0].text
        assert noticed.args[0].action == "去恢复"
        with qtbot.waitSignal(session.route_requested) as wanted:
            click(qtbot, made, "to_restore")
        assert wanted.args == [Route("settings", table="data")]
