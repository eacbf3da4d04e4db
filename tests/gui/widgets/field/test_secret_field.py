import pytest

from gui.widgets.field.secret_field import SecretField
from storage.model.tables import VOLUNTEERS
from windows import show

PHONE = "13800000000"


@pytest.fixture
def field(session, qtbot):
    field = show(qtbot, SecretField(session, VOLUNTEERS.by_name["phone"]), 300, 40)
    field.set_value(PHONE)
    return field


def state(field):
    return field.text(), field.isReadOnly(), field.value()


def test_a_number_is_masked_and_read_only(field):
    assert state(field) == ("138****0000", True, PHONE)


def test_the_eye_reveals_this_number_and_logs_it(field, session, monkeypatch):
    noted = []
    monkeypatch.setattr(session, "log_reveal", noted.append)
    field.reveal_number()
    assert state(field) == (PHONE, False, PHONE)
    assert noted == ["phone"]
    assert session.masked


def test_it_follows_the_session_unless_it_is_being_edited(field, session):
    session.reveal(True)
    assert state(field) == (PHONE, False, PHONE)
    session.reveal(False)
    assert state(field) == ("138****0000", True, PHONE)
    session.reveal(True)
    field.setText("139")
    field.setModified(True)
    session.reveal(False)
    assert state(field) == ("139", False, "139")


def test_an_empty_field_can_be_filled_in(field):
    field.set_value("")
    assert state(field) == ("", False, "")
