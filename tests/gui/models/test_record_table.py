import pytest
from PySide6.QtCore import Qt

from gui.models.record_table import RecordTable
from storage.model.tables import VOLUNTEERS
from storage.store.listing import Query

COLUMNS = ("name", "phone", "id_number", "school", "registration_status", "note")


@pytest.fixture
def model(qtbot, session, people):
    made = RecordTable(session, VOLUNTEERS, COLUMNS, {"registration_status": {"已注册": "good"}})
    made.set_query(Query(VOLUNTEERS))
    qtbot.waitUntil(lambda: made.total == 3)
    return made


def shown(model, place, column):
    return model.index(place, column).data()


def test_the_model_follows_the_rules_of_qt(qtmodeltester, model):
    qtmodeltester.check(model, force_py=True)


def test_links_show_names_and_numbers_are_masked_until_revealed(model, session):
    assert shown(model, 0, 0) == "王雨欣"
    assert shown(model, 0, 1) == "138****0000"
    assert shown(model, 0, 3) == "平地镇"
    session.reveal(True)
    assert shown(model, 0, 1) == "13800000000"


def test_a_masked_cell_cannot_be_edited_nor_a_link(model, session):
    editable = [
        bool(model.flags(model.index(0, at)) & Qt.ItemFlag.ItemIsEditable) for at in range(6)
    ]
    assert editable == [True, False, False, False, True, False]
    session.reveal(True)
    assert model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable


def test_a_typed_value_is_shown_as_it_was_saved(model, session, people):
    assert model.setData(model.index(0, 0), "王 雨 星")
    assert shown(model, 0, 0) == "王雨星"
    assert session.store.get(VOLUNTEERS, people["王雨欣"]).name == "王雨星"


def test_a_problem_is_reported_and_nothing_is_saved(model, session, people):
    notices = []
    session.notice_posted.connect(notices.append)
    assert model.setData(model.index(0, 4), "注了册") is False
    assert "不在可选值中" in notices[-1].text
    assert shown(model, 0, 4) == "未注册"


def test_headers_come_from_the_declaration(model):
    across = Qt.Orientation.Horizontal
    labels = [model.headerData(at, across) for at in range(model.columnCount())]
    assert labels == [VOLUNTEERS.by_name[name].label for name in COLUMNS]
