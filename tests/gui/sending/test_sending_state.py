"""The state of a sending: the package in its folder, its checks, the letter and the account."""

from datetime import date

from exports.package import write_package
from gui.sending.sending_state import DEFAULT_CITY, load_state
from pages.ledgers import add
from pages.sending import QUARTER, TO, mail_account, save_account
from storage.model.period import Quarter
from storage.model.tables import CORRECTIONS, OFFICES, UNITS

TODAY = date(2026, 10, 8)


def test_an_empty_folder_has_no_package_and_is_not_ready(session, tmp_path):
    state = load_state(session.store, QUARTER, tmp_path, TODAY)
    assert (state.package, state.checks, state.subject, state.text) == (None, (), "", "")
    assert not state.ready
    assert state.city == DEFAULT_CITY


def test_a_package_is_checked_against_its_list(session, folder):
    state = load_state(session.store, QUARTER, folder, TODAY)
    assert state.ready
    assert "【草稿】" in state.subject
    assert "附件：" in state.text
    next(folder.glob("*季度报表.xlsx")).write_bytes(b"changed")
    assert not load_state(session.store, QUARTER, folder, TODAY).ready


def test_the_package_of_another_quarter_does_not_count(session, folder, tmp_path):
    other = tmp_path / "二季度"
    write_package(session.store, Quarter(2026, 2), other, "summary", on=TODAY)
    assert load_state(session.store, QUARTER, other, TODAY).package is None
    assert load_state(session.store, Quarter(2026, 2), other, TODAY).package is not None


def test_mail_is_possible_once_the_account_is_enabled(session, tmp_path):
    save_account(session, mail_account())
    state = load_state(session.store, QUARTER, tmp_path, TODAY)
    assert (state.recipients, state.can_mail, state.code, state.can_store_code) == (
        (TO,), False, "", False,
    )  # fmt: skip
    save_account(session, mail_account(id=1, enabled=True, sender="1@qq.com", host="smtp.qq.com"))
    assert load_state(session.store, QUARTER, tmp_path, TODAY).can_mail


def test_the_city_is_named_as_in_the_settings_and_open_corrections_are_listed(session, tmp_path):
    add(
        session, OFFICES, name="共青团仁和区委员会", recipient="团市委",
        county=session.store.named(UNITS, "仁和区"),
    )  # fmt: skip
    for decision, done in (("接受", ""), ("接受", "2026-10-07"), ("不接受", "")):
        add(
            session, CORRECTIONS, quarter=str(QUARTER), sheet="W03", cell=f"B{decision}{done}",
            decision=decision, decided_on="2026-10-06", done_on=done,
        )  # fmt: skip
    state = load_state(session.store, QUARTER, tmp_path, TODAY)
    assert state.city == "团市委"
    assert [one.cell for one in state.open_corrections] == ["B接受"]
