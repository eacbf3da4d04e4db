import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from gui.appearance import theme
from gui.ledgers.catalogue.service_ledgers import TRAINING_LEDGER
from gui.ledgers.catalogue.volunteer_ledger import VOLUNTEER_LEDGER
from gui.ledgers.ledger_page import LedgerPage
from gui.models.list_query import Condition
from gui.session import Route
from people import volunteer
from storage.counting.indicators.indicator import Selection
from storage.model.tables import VOLUNTEERS
from storage.store.listing import Filter
from windows import click, show, text

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, session, people):
    made = show(qtbot, LedgerPage(session, VOLUNTEER_LEDGER))
    qtbot.waitUntil(lambda: made.model.total == 3)
    made.grid.setFocus()
    return made


def test_the_head_states_how_many_there_are_and_how_many_match(qtbot, page):
    assert text(page, "page_sentence") == "共 3 人"
    page.search.insert("李䶮")
    page.search.search_now()
    qtbot.waitUntil(lambda: text(page, "page_sentence") == "找到 1 人，共 3 人")


def test_views_are_offered_with_their_counts_and_empty_ones_are_not(qtbot, session, page):
    gone = page.findChild(QPushButton, "view_gone")
    qtbot.waitUntil(lambda: text(page, "view_roster") == "在册  3")
    assert not gone.isVisible()
    with session.edit("毕业") as edit:
        edit.save(VOLUNTEERS, volunteer("毕业了", status="毕业"))
    qtbot.waitUntil(gone.isVisible)
    click(qtbot, page, "view_gone")
    qtbot.waitUntil(lambda: page.model.total == 1)


def test_filters_show_as_chips_that_go_away_when_clicked(qtbot, page):
    column = "class_name"
    page.list_query.replace_conditions(
        column, [Condition("班级 含 “高二”", Filter(column, "contains", "高二"))]
    )
    qtbot.waitUntil(lambda: page.model.total == 0)
    assert text(page, "message_text") == "没有符合条件的记录"
    click(qtbot, page, "filter_class_name")
    qtbot.waitUntil(lambda: page.model.total == 3)


def test_nothing_found_offers_to_show_everything(qtbot, page):
    page.search.insert("没有这个人")
    page.search.search_now()
    qtbot.waitUntil(lambda: page.model.total == 0)
    click(qtbot, page, "message_button")
    qtbot.waitUntil(lambda: page.model.total == 3)
    assert page.search.text() == ""


def test_an_empty_ledger_states_its_purpose_and_leads_to_the_first_action(qtbot, session):
    made = show(qtbot, LedgerPage(session, VOLUNTEER_LEDGER))
    qtbot.waitUntil(lambda: text(made, "message_text") == "还没有志愿者")
    with qtbot.waitSignal(session.route_requested) as wanted:
        click(qtbot, made, "message_button")
    assert wanted.args == [Route("import")]
    trainings = show(qtbot, LedgerPage(session, TRAINING_LEDGER))
    qtbot.waitUntil(lambda: text(trainings, "message_button") == "新增培训")
    click(qtbot, trainings, "message_button")
    assert trainings.panel.isVisible()


def test_a_chosen_row_is_shown_in_the_panel_and_esc_closes_it(qtbot, page):
    page.grid.selectRow(1)
    qtbot.waitUntil(lambda: page.panel.isVisible())
    assert text(page, "panel_title") == "吉克·阿果"
    qtbot.keyPress(page.grid, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()


def test_f4_closes_the_panel_for_good_and_brings_it_back(qtbot, page):
    page.grid.selectRow(0)
    qtbot.waitUntil(lambda: page.panel.isVisible())
    qtbot.keyPress(page.grid, Qt.Key.Key_F4)
    page.grid.selectRow(1)
    qtbot.wait(80)
    assert not page.panel.isVisible()
    qtbot.keyPress(page.grid, Qt.Key.Key_F4)
    assert page.panel.isVisible()
    assert text(page, "panel_title") == "吉克·阿果"


def test_a_new_record_appears_in_the_grid_and_is_chosen(qtbot, session, page):
    qtbot.keyPress(page.grid, Qt.Key.Key_N, CONTROL)
    field = page.panel.findChild(QLineEdit, "name")
    assert field.hasFocus()
    field.setText("新来的")
    qtbot.keyPress(field, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: page.model.total == 4)
    qtbot.waitUntil(lambda: page.grid.currentIndex().data() == "新来的")


def test_ctrl_f_goes_into_the_search_and_an_arrow_back_to_the_grid(qtbot, page):
    qtbot.keyPress(page.grid, Qt.Key.Key_F, CONTROL)
    assert page.search.hasFocus()
    qtbot.keyPress(page.search, Qt.Key.Key_Down)
    assert page.grid.hasFocus()


def test_delete_removes_the_chosen_and_the_notice_brings_them_back(qtbot, session, page):
    notices = []
    session.notice_posted.connect(notices.append)
    page.grid.selectAll()
    qtbot.keyPress(page.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.total == 0)
    assert notices[-1].text == "已删除志愿者 3 人"
    notices[-1].do()
    qtbot.waitUntil(lambda: page.model.total == 3)


def test_an_invalid_form_cannot_be_left(qtbot, page, people):
    page.grid.selectRow(0)
    qtbot.waitUntil(lambda: page.panel.isVisible())
    page.panel.findChild(QLineEdit, "name").clear()
    page.grid.selectRow(1)
    qtbot.waitUntil(lambda: text(page, "name_problem") == "姓名不能为空")
    assert page.grid.current_id() == people["王雨欣"]
    page.panel.discard()


def test_the_head_of_a_column_sorts_and_shows_it(qtbot, page):
    page.grid.head.sort_requested.emit(0)
    qtbot.waitUntil(lambda: page.model.index(2, 0).data() == "王雨欣")
    assert page.grid.head.sorted == (0, False)


def test_another_page_leads_to_a_view_a_record_or_a_new_one(qtbot, page, people):
    page.show_route(Route("volunteers", record_id=people["李䶮"]))
    assert text(page, "panel_title") == "李䶮"
    qtbot.waitUntil(lambda: page.grid.currentIndex().row() == 2)
    page.show_route(Route("volunteers", new=True))
    assert text(page, "panel_title") == "新增志愿者"
    page.show_route(Route("volunteers", view="gone"))
    qtbot.waitUntil(lambda: page.model.total == 0)


def test_the_list_of_an_earlier_route_does_not_hide_the_record_of_the_next(qtbot, page, people):
    counted = Selection(VOLUNTEERS, "t.name = :name", {"name": "王雨欣"})
    page.show_route(Route("volunteers", selection=counted, words="1 人缺学历"))
    qtbot.waitUntil(lambda: page.model.total == 1)
    page.list_query.search("欣")
    page.show_route(Route("volunteers", record_id=people["李䶮"]))
    assert page.list_query.conditions == ()
    assert page.list_query.typed == "欣"  # what she typed herself stays
    page.show_route(Route("volunteers", view="gone"))
    assert page.list_query.typed == ""


def test_every_control_has_a_name_for_screen_readers(qtbot, page):
    page.grid.selectRow(0)
    qtbot.waitUntil(lambda: page.panel.isVisible())
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox

    nameless = [
        widget
        for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
        for widget in page.findChildren(kind)
        if widget.isVisible() and not _named(widget)
    ]
    assert not nameless, [(type(w).__name__, w.objectName()) for w in nameless]


def _named(widget: QWidget):
    owner = widget.parentWidget()
    inner = (
        owner is not None
        and bool(owner.accessibleName())
        and widget.objectName() in ("", "qt_spinbox_lineedit")
    )
    text_ = getattr(widget, "text", str)() if isinstance(widget, QPushButton) else ""
    return bool(widget.accessibleName() or widget.toolTip() or text_ or inner)


def test_a_long_filter_is_elided_and_shown_in_full_on_hover(qtbot, page):
    words = "市里更正《W03 组织台账》B6：" + "仁和区阳光社工服务中心" * 6
    counted = Selection(VOLUNTEERS, "t.name = :name", {"name": "王雨欣"})
    page.show_route(Route("volunteers", selection=counted, words=words))
    chip = page.findChild(QPushButton, "filter_")
    assert chip.visible_text().endswith("…")
    assert chip.fontMetrics().horizontalAdvance(chip.visible_text()) <= theme.MAX_CHIP
    assert chip.toolTip() == f"{words}\n点一下去掉这个筛选"
    page.show_route(Route("volunteers", selection=counted, words="1 人缺学历"))
    assert page.chips._filters[0].text() == "1 人缺学历"
