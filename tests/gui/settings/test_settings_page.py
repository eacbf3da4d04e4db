from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from exports.mail import password_store
from gui import notice
from gui.session import Route, Session
from gui.settings import data_settings, restore
from gui.settings.data_settings import DataPart
from gui.settings.import_memory import MemoryPart
from gui.settings.settings_page import SettingsPage
from gui.widgets.elided import ElidedLabel
from people import volunteer
from postoffice import CODE, USER, post_office
from storage.counting.indicators import INDICATORS
from storage.counting.policy import office_of, policy_on, target_of
from storage.intake import memory
from storage.model.tables.mail import MAIL_ACCOUNTS, MailAccount
from storage.model.tables.setting import OFFICES, POLICIES
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.backup import automatic, backup
from storage.store.store import Store
from windows import click, show, text


@pytest.fixture
def page(session, qtbot):
    return show(qtbot, SettingsPage(session))


def field(page: QWidget, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def write(qtbot, line: QLineEdit, words: str) -> None:
    """Type in place of what was there, and leave the field by Enter."""
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_the_first_step_is_the_county_and_its_committee(page, session, qtbot):
    assert "第一步" in text(page, "page_sentence")
    click(qtbot, page, "county_510411")
    assert field(page, "name").text() == "共青团仁和区委员会"
    click(qtbot, page, "county_510421")
    assert field(page, "name").text() == "共青团米易县委员会"
    click(qtbot, page, "save_office")
    office = office_of(session.store)
    assert office.name == "共青团米易县委员会"
    assert office.recipient == OFFICES.by_name["recipient"].default
    assert text(page, "page_sentence") == office.name
    assert (
        page.findChild(QWidget, "county_510411") is None
        or not page.findChild(QWidget, "county_510411").isVisible()
    )


def test_a_name_that_was_typed_is_not_replaced(page, qtbot):
    field(page, "name").setText("共青团仁和区委")
    click(qtbot, page, "county_510411")
    assert field(page, "name").text() == "共青团仁和区委"


def test_an_office_without_a_name_is_not_kept(page, session, qtbot):
    click(qtbot, page, "save_office")
    label = OFFICES.by_name["name"].label
    assert page.findChild(QLabel, "name_problem").text() == f"{label}不能为空"
    assert office_of(session.store) is None


def test_a_later_change_edits_the_same_record(page, session, qtbot):
    click(qtbot, page, "county_510411")
    click(qtbot, page, "save_office")
    field(page, "clerk").setText("王雨欣")
    click(qtbot, page, "save_office")
    assert session.store.count(OFFICES) == 1
    assert office_of(session.store).clerk == "王雨欣"


def test_rules_of_counting_are_kept_by_year(page, session, qtbot):
    page.show_route(Route("settings", table="policy"))
    click(qtbot, page, "add_policy")
    this = date.today().year
    assert field(page, "year").text() == str(this)
    write(qtbot, field(page, "youth_to"), "28")
    click(qtbot, page, "save_policy")
    assert policy_on(session.store, this).youth_to == 28
    assert policy_on(session.store, this - 1).youth_to == 35
    click(qtbot, page, "remove_policy")
    assert session.store.count(POLICIES) == 1
    session.undo()
    assert session.store.count(POLICIES) == 2


def test_a_wrong_number_is_named_beside_its_field(page, session, qtbot):
    page.show_route(Route("settings", table="policy"))
    field(page, "youth_to").setText("many")
    click(qtbot, page, "save_policy")
    assert "不是整数" in page.findChild(QLabel, "youth_to_problem").text()
    assert policy_on(session.store, 2026).youth_to == 35


def test_a_target_is_kept_when_its_field_is_left_and_removed_when_emptied(page, session, qtbot):
    page.show_route(Route("settings", table="target"))
    year = session.quarter.year
    line = field(page, "target_V02")
    assert line.placeholderText() == "未下达"
    write(qtbot, line, "9000")
    assert target_of(session.store, year, "V02") == 9000
    write(qtbot, field(page, "source_V02"), "No. 12")
    write(qtbot, line, "9500")
    assert target_of(session.store, year, "V02") == 9500
    click(qtbot, page, "year_before")
    assert text(page, "target_year") == f"{year - 1} 年"
    assert line.text() == ""
    click(qtbot, page, "year_after")
    assert line.text() == "9500"
    write(qtbot, line, "")
    assert target_of(session.store, year, "V02") is None


def test_a_target_that_is_no_number_is_refused_beside_it(page, session, qtbot):
    page.show_route(Route("settings", table="target"))
    write(qtbot, field(page, "target_V02"), "many")
    assert "不是整数" in page.findChild(QLabel, "target_fault_V02").text()
    assert target_of(session.store, session.quarter.year, "V02") is None


def test_every_indicator_with_a_number_can_have_a_target(page):
    page.show_route(Route("settings", table="target"))
    for one in INDICATORS:
        found = page.findChild(QLineEdit, f"target_{one.code}")
        assert (found is None) == (one.unit == "是否")


def test_a_backup_is_made_where_the_clerk_says(page, session, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_facts: str(tmp_path / "U 盘"))
    page.show_route(Route("settings", table="data"))
    assert "还没有备份过" in text(page, "last_backup")
    with qtbot.waitSignal(session.notice_posted, timeout=20_000) as heard:
        click(qtbot, page, "make_backup")
    assert "已备份并核对无误" in heard.args[0].text
    (copy,) = (tmp_path / "U 盘").iterdir()
    with Store(copy) as opened:
        assert opened.count(POLICIES) == 1
    assert "上次备份" in text(page, "last_backup")
    assert page.findChild(QWidget, "restore_this") is not None


def test_a_backup_that_fails_says_why(page, session, qtbot, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    session.settings.setValue(data_settings.FOLDER, str(tmp_path / "file"))
    page.show_route(Route("settings", table="data"))
    with qtbot.waitSignal(session.notice_posted, timeout=20_000) as heard:
        page._parts["data"].back_up()
    assert heard.args[0].tone == "bad"
    assert "备份没有做成" in heard.args[0].text


def test_nothing_is_restored_without_asking(page, session, monkeypatch):
    asked = []
    monkeypatch.setattr(notice, "confirm", lambda *words: bool(asked.append(words)))
    page.show_route(Route("settings", table="data"))
    page._parts["data"].restore(session.store.path)
    assert "恢复前" in asked[0][2]
    assert session.store.count(POLICIES) == 1


@pytest.fixture
def closing(store, qapp):
    """A session that the test itself closes."""
    return Session(store)


def test_a_backup_is_put_in_the_ledgers_place_and_the_program_starts_again(closing, tmp_path):
    copy = backup(closing.store, tmp_path / "备份")
    with closing.edit("登记") as edit:
        edit.save(VOLUNTEERS, volunteer())
    live, started = closing.store.path, []
    window = SimpleNamespace(close=closing.close)
    restore.restore_and_restart(window, closing, copy, started.append)
    with Store(live) as opened:
        assert opened.count(VOLUNTEERS) == 0
    assert started
    aside = [path for path in live.parent.iterdir() if "恢复前" in path.name]
    with Store(aside[0]) as opened:
        assert opened.count(VOLUNTEERS) == 1


def test_a_damaged_backup_changes_nothing_and_says_so(closing, tmp_path, monkeypatch):
    copy = tmp_path / "坏的.db"
    copy.write_bytes(b"not a ledger at all" * 100)
    told, started, live = [], [], closing.store.path
    monkeypatch.setattr(
        restore, "show_message_box", lambda _parent, sentence: told.append(sentence)
    )
    window = SimpleNamespace(close=closing.close)
    restore.restore_and_restart(window, closing, copy, started.append)
    assert "没有恢复" in told[0]
    assert started
    with Store(live) as opened:
        assert opened.count(POLICIES) == 1


def test_about_tells_the_version_and_the_licences(page, qtbot):
    page.show_route(Route("settings", table="about"))
    assert text(page, "about_title").startswith("青志台账 ")
    assert "Qt" in page.findChild(QWidget, "licences").toPlainText()
    click(qtbot, page, "copy_version")
    copied = QGuiApplication.clipboard().text()
    assert "数据格式" in copied
    assert str(Path.home()) not in copied


def test_recipients_are_kept_without_an_account_and_nothing_is_asked_of_the_keyring(
    page, session, qtbot
):
    page.list.choose("mail")
    part = page._parts["mail"]
    part.form.field_widget("recipients").setPlainText("zhiyuan@city.example.com")
    click(qtbot, page, "save_mail")
    (kept,) = session.store.find(MAIL_ACCOUNTS)
    assert (kept.allowed, kept.enabled) == (("zhiyuan@city.example.com",), False)
    assert not part.code.isVisible()


def test_an_address_that_is_none_is_told_under_its_field(page, session, qtbot):
    page.list.choose("mail")
    part = page._parts["mail"]
    part.form.field_widget("recipients").setPlainText("zhiyuan")
    click(qtbot, page, "save_mail")
    assert "不是邮箱地址" in part.form.findChild(QLabel, "recipients_problem").text()
    assert session.store.find(MAIL_ACCOUNTS) == []


def test_where_there_is_no_keyring_the_code_is_asked_for_each_time(page, session, qtbot):
    with session.store.edit("设置") as edit:
        edit.save(MAIL_ACCOUNTS, MailAccount(enabled=True, sender="1@qq.com", host="smtp.qq.com"))
    page.list.choose("mail")
    part = page._parts["mail"]
    assert part.code.isVisible()
    if password_store.system_keyring() is None:
        assert "没有可靠的密码保管" in text(page, "code_state")
        assert not part._save.isVisible()


def test_the_login_is_tried_and_its_outcome_told(page, session, qtbot, tmp_path):
    heard = []
    session.notice_posted.connect(heard.append)
    with post_office(tmp_path, "SSL") as (box, address):
        facts = {"host": address.host, "port": address.port, "ca_file": str(address.certificate)}
        with session.store.edit("设置") as edit:
            edit.save(MAIL_ACCOUNTS, MailAccount(enabled=True, sender=USER, **facts))
        page.list.choose("mail")
        part = page._parts["mail"]
        for code, told in ((CODE, "登录成功"), ("wrong", "授权码")):
            part.code.setText(code)
            click(qtbot, page, "try_login")
            qtbot.waitUntil(
                lambda told=told: any(told in one.text for one in heard), timeout=20_000
            )
            heard.clear()
        assert box.letters == []


def test_what_was_decided_at_an_import_is_listed_changed_and_forgotten(page, session, qtbot):
    facts = [
        (memory.VALUE, 0, "乾", "sex", "男"),
        (memory.COLUMN, 0, "寻呼", "", "phone"),
    ]
    with session.store.edit("导入"):
        memory.remember(session.store, VOLUNTEERS, facts)
    page.list.choose("memory")
    part = page.findChild(MemoryPart)
    value, column = memory.load_all(session.store)[::-1]
    part.list.choose(value.id)
    assert part.answer.text() == "男"
    part.answer.setText("女")
    click(qtbot, page, "change_memory")
    assert memory.load_all(session.store)[-1].answer == "女"
    part.list.choose(column.id)
    assert not part.answer.isVisible()
    click(qtbot, page, "forget_memory")
    assert [one.id for one in memory.load_all(session.store)] == [value.id]


def test_the_automatic_copies_are_offered_too(session, qtbot, tmp_path):
    session.settings.setValue("backup/folder", str(tmp_path / "没有"))
    made = automatic(session.store, "导入前")
    page = show(qtbot, DataPart(session))
    assert [one.full_text() for one in page.findChildren(ElidedLabel)][-1] == made.name
    assert page.findChild(QWidget, "restore_this") is not None
