"""A package on its way to the city: looked over, sent once, noted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest

from exports.mail.checklist import checks
from exports.mail.delivery import send, write_draft
from exports.package import write_package
from exports.package.package_files import required_package
from exports.package.verification import verify
from postoffice import CODE, USER, post_office
from received_packages import tones
from storage.errors import UserError
from storage.model.period import Quarter
from storage.model.tables import MAIL_ACCOUNTS
from storage.model.tables.mail import MailAccount
from storage.quarter.sealing import seal_unchecked
from storage.sending import outbox
from storage.sending.dispatch_log import load_dispatches

ROOT = Path(__file__).parents[3]
TO = ("zhiyuan@city.example.com",)
QUARTER = Quarter(2026, 3)
PASSWORD = "k7mq-x3ab-pp2d-9whs"


@pytest.fixture
def office(tmp_path):
    with post_office(tmp_path, "SSL") as (box, address):
        yield box, account_at(address)


def account_at(address) -> MailAccount:
    return MailAccount(
        enabled=True,
        sender=USER,
        host=address.host,
        port=address.port,
        security=address.security,
        recipients="\n".join(TO),
        ca_file=str(address.certificate),
    )


def test_a_sending_is_noted_with_channel_files_and_hashes(store, package, office):
    box, account = office
    send(store, package, account, CODE, TO, waits=())
    (noted,) = load_dispatches(store, QUARTER)
    assert (noted.channel, noted.recipients, noted.version) == ("邮件发送", TO[0], None)
    lines = dict(line.rsplit("  ", 1) for line in noted.files.splitlines())
    assert lines.keys() == {file.name for file in package.files}
    assert {name: lines[name] for name in package.hashes} == package.hashes
    assert len(box.letters) == 1


def test_a_sealed_quarter_is_noted_with_its_version(store, today, office, tmp_path):
    seal_unchecked(store, QUARTER, today)
    folder = tmp_path / "封存的"
    written = write_package(store, QUARTER, folder, "masked", on=today, zipped=True)
    assert all("_第1版." in one.path.name for one in written if one.what != "校验清单")
    package = required_package(folder)
    assert (package.version, package.privacy) == (1, "masked")
    assert package.archive == written[-1].path
    assert [one.kind for one in verify(folder) if one.kind != "good"] == []
    send(store, package, office[1], CODE, TO, waits=())
    assert load_dispatches(store, QUARTER)[0].version == 1


def test_what_was_made_before_the_seal_does_not_go_out_after_it(store, today, package, office):
    seal_unchecked(store, QUARTER, today)
    with pytest.raises(UserError, match="已封存第 1 版，这些文件却是封存以前的"):
        send(store, package, office[1], CODE, TO, waits=())
    assert office[0].letters == []


def test_an_address_that_is_not_on_the_list_gets_nothing(store, package, office):
    box, account = office
    with pytest.raises(UserError, match="不在设置的收件人名单"):
        send(store, package, account, CODE, ("wrong@city.example.com",), waits=())
    with pytest.raises(UserError, match="不是邮箱地址"):
        send(store, package, account, CODE, ("zhiyuan",), waits=())
    with pytest.raises(UserError, match="没有收件人"):
        send(store, package, account, CODE, (), waits=())
    assert box.letters == []
    assert load_dispatches(store, QUARTER) == []


def test_the_same_is_not_sent_twice_unless_it_is_said_so(store, package, office):
    box, account = office
    send(store, package, account, CODE, TO, waits=())
    with pytest.raises(outbox.AlreadySent, match="没有再发"):
        send(store, package, account, CODE, TO, waits=())
    assert len(box.letters) == 1
    send(store, package, account, CODE, TO, waits=(), again=True)
    first, second = (message_from_bytes(one)["Message-ID"] for one in box.letters)
    assert first == second
    assert len(load_dispatches(store, QUARTER)) == 2


def test_a_mail_that_was_refused_may_be_sent_again(store, package, office):
    box, account = office
    box.mood = lambda _server: "552 too big"
    with pytest.raises(UserError, match="附件太大"):
        send(store, package, account, CODE, TO, waits=())
    assert load_dispatches(store, QUARTER) == []
    box.mood = lambda _server: None
    send(store, package, account, CODE, TO, waits=())
    assert len(box.letters) == 1


def test_a_server_that_dies_after_the_data_is_not_written_to_again_silently(store, package, office):
    box, account = office
    box.mood = lambda server: server.transport.abort()
    with pytest.raises(UserError, match="可能已经寄到"):
        send(store, package, account, CODE, TO, waits=(0.0,))
    box.mood = lambda _server: None
    with pytest.raises(outbox.AlreadySent, match="可能已经寄到"):
        send(store, package, account, CODE, TO, waits=())
    assert len(box.letters) == 1
    assert load_dispatches(store, QUARTER) == []


SCRIPT = """
import sys
from pathlib import Path
from exports.mail.delivery import account_of, send
from exports.package.package_files import required_package
from storage.store.store import Store
ledger, folder, code, to = sys.argv[1:]
with Store(Path(ledger)) as store:
    send(store, required_package(Path(folder)), account_of(store), code, (to,), waits=())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills otherwise")
def test_a_program_killed_after_the_data_does_not_send_a_second_time(store, package, office):
    box, account = office
    with store.edit("设置") as edit:
        edit.save(MAIL_ACCOUNTS, account)
    child = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(store.path), str(package.folder), CODE, TO[0]],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )
    box.mood = lambda _server: os.kill(child.pid, signal.SIGKILL)
    assert child.wait(timeout=60) == -signal.SIGKILL
    box.mood = lambda _server: None
    assert len(box.letters) == 1
    with pytest.raises(outbox.AlreadySent, match="可能已经寄到"):
        send(store, package, account, CODE, TO, waits=())
    assert len(box.letters) == 1


def test_whole_numbers_leave_only_under_lock(store, today, office, tmp_path):
    box, account = office
    folder = tmp_path / "全量"
    write_package(
        store, QUARTER, folder, "full", on=today, reason="市里核对名册", password=PASSWORD
    )
    package = required_package(folder)
    send(store, package, account, CODE, TO, waits=())
    assert PASSWORD.encode() not in box.letters[0]
    text = message_from_bytes(box.letters[0]).get_payload(0).get_payload(decode=True).decode()
    assert "密码另行告知" in text
    assert PASSWORD not in text
    package.annex.write_bytes(b"PK\x03\x04 not locked")
    bad = tones(checks(store, package))
    assert (bad["隐私档位"], bad["附件"]) == ("bad", "bad")
    with pytest.raises(UserError, match="没有加密"):
        send(store, package, account, CODE, TO, waits=(), again=True)


def test_a_draft_is_written_and_noted(store, package, tmp_path):
    path = tmp_path / "报送.eml"
    write_draft(store, package, TO, path)
    read = message_from_bytes(path.read_bytes())
    assert (read["X-Unsent"], read["To"]) == ("1", TO[0])
    assert len([part for part in read.walk() if part.get_filename()]) == len(package.files)
    assert [one.channel for one in load_dispatches(store, QUARTER)] == ["邮件草稿"]


def test_another_recipient_or_other_files_are_another_mail(store, package, office):
    box, account = office
    send(store, package, account, CODE, TO, waits=())
    more = replace(account, recipients="zhiyuan@city.example.com b@city.example.com")
    send(store, package, more, CODE, ("b@city.example.com",), waits=())
    assert len(box.letters) == 2
