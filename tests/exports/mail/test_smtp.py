"""Mail handed to a real server on this machine, over TLS, with an account."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest

from exports.mail.message import Mail, format_sent
from exports.mail.smtp import Server, Uncertain, deliver, try_login
from postoffice import CODE, USER, post_office
from storage.errors import Cancelled, UserError

AT = datetime(2026, 10, 8, 9, 30, tzinfo=UTC)
TO = ("zhiyuan@city.example.com",)
NUMBER = "<0123456789abcdef@qq.com>"


@pytest.fixture(params=["SSL", "STARTTLS"])
def office(request, tmp_path):
    with post_office(tmp_path, request.param) as made:
        yield made


def server_at(address, **facts) -> Server:
    facts = {"ca_file": str(address.certificate), "timeout": 5.0, **facts}
    return Server(address.host, address.port, address.security, USER, **facts)


def raw_of(files) -> bytes:
    return format_sent(Mail(USER, "共青团仁和区委", TO, "季报", "正文\n.\n", files), NUMBER, AT)


def send(address, files, code: str = CODE, *, to=TO, **facts) -> None:
    server = facts.pop("server", None) or server_at(address)
    deliver(server, code, USER, to, raw_of(files), waits=facts.pop("waits", ()), **facts)


def test_what_was_sent_is_received_and_the_long_name_reads_back(office, files):
    box, address = office
    send(address, files)
    (received,) = (message_from_bytes(one) for one in box.letters)
    attached = [part for part in received.walk() if part.get_filename()]
    names = [str(make_header(decode_header(part.get_filename()))) for part in attached]
    assert names == [file.name for file in files]
    assert [part.get_payload(decode=True) for part in attached] == [f.read_bytes() for f in files]
    assert received["Message-ID"] == NUMBER
    assert box.senders == [USER]


def test_a_wrong_code_is_reported_as_the_authorization_code(office, files):
    box, address = office
    with pytest.raises(UserError, match="授权码") as told:
        send(address, files, "password1")
    assert "535" in str(told.value)
    assert box.letters == []


def test_settings_can_be_tried_without_a_mail(office):
    box, address = office
    try_login(server_at(address), CODE)
    with pytest.raises(UserError, match="授权码"):
        try_login(server_at(address), "wrong")
    assert box.letters == []


def test_a_server_that_cannot_encrypt_gets_neither_code_nor_mail(tmp_path, files):
    with post_office(tmp_path, "plain") as (box, address):
        for security, told in (("STARTTLS", "不支持加密"), ("SSL", "谈不成加密")):
            server = replace(server_at(address), security=security)
            with pytest.raises(UserError, match=told):
                send(address, files, server=server)
        assert box.letters == []


def test_an_unknown_certificate_is_refused(office, files):
    box, address = office
    with pytest.raises(UserError, match="证书"):
        send(address, files, server=server_at(address, ca_file=""))
    assert box.letters == []


def test_a_certificate_of_another_host_is_refused(tmp_path, files):
    with (
        post_office(tmp_path, "SSL", host="mail.elsewhere.test") as (box, address),
        pytest.raises(UserError, match="证书"),
    ):
        send(address, files)
    assert box.letters == []


def test_a_file_that_is_no_certificate_is_a_sentence(office, files, tmp_path):
    _box, address = office
    for path in (files[1], tmp_path / "没有.pem"):
        with pytest.raises(UserError, match="PEM"):
            send(address, files, server=server_at(address, ca_file=str(path)))


def test_a_temporary_failure_is_retried_and_then_reported(office, files):
    box, address = office
    answers = ["451 greylisted", "421 busy"]
    box.mood = lambda _server: answers.pop(0) if answers else None
    send(address, files, waits=(0.0, 0.0))
    assert (box.tries, len(box.letters)) == (3, 1)
    box.mood = lambda _server: "451 greylisted"
    with pytest.raises(UserError, match="451 greylisted.*试了 2 次"):
        send(address, files, waits=(0.0,))
    assert len(box.letters) == 1


@pytest.mark.parametrize(
    ("answer", "told"),
    [("552 too much mail data", "附件太大"), ("550 spam", "垃圾邮件"), ("535 code", "授权码")],
)
def test_a_refusal_is_reported_once_with_the_next_step(office, files, answer, told):
    box, address = office
    box.mood = lambda _server: answer
    with pytest.raises(UserError, match=told):
        send(address, files, waits=(0.0, 0.0))
    assert box.tries == 1


def test_a_file_larger_than_the_server_takes_is_not_begun(tmp_path, files):
    with post_office(tmp_path, "SSL", data_size_limit=10_000) as (box, address):
        with pytest.raises(UserError, match="附件太大"):
            send(address, files)
        assert box.tries == 0


def test_one_refused_address_stops_the_whole_mail(office, files):
    box, address = office
    box.refused["nobody@city.example.com"] = "550 no such user"
    with pytest.raises(UserError, match="nobody@city.example.com 被拒绝"):
        send(address, files, to=(*TO, "nobody@city.example.com"))
    assert box.letters == []


def test_a_server_that_dies_after_the_data_leaves_it_uncertain_and_is_not_tried_again(
    office, files
):
    box, address = office
    given: list[int] = []

    def die(server) -> None:
        server.transport.abort()

    box.mood = die
    with pytest.raises(Uncertain, match="可能已经寄到"):
        send(address, files, given=lambda: given.append(1), waits=(0.0, 0.0))
    assert (given, box.tries) == ([1], 1)


def test_stopping_in_the_middle_sends_nothing(office, files):
    box, address = office
    given: list[int] = []

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        send(address, files, progress=stop, given=lambda: given.append(1))
    assert (given, box.letters) == ([], [])


def test_progress_grows_to_the_whole_mail(office, files):
    _box, address = office
    told: list[tuple[int, int]] = []
    send(address, files, progress=lambda *now: told.append(now))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 200_000
    assert len(told) > 3


def test_nobody_at_the_port_is_a_sentence(tmp_path, files):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    server = Server("127.0.0.1", port, "SSL", USER, timeout=2.0)
    with pytest.raises(UserError, match=f"连不上 127.0.0.1:{port}.*复制附件"):
        send(None, files, server=server)


def test_a_server_that_says_nothing_is_given_up(files):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        taken: list[socket.socket] = []
        listener = threading.Thread(target=lambda: taken.append(silent.accept()[0]))
        listener.start()
        server = Server("127.0.0.1", silent.getsockname()[1], "STARTTLS", USER, timeout=0.3)
        with pytest.raises(UserError, match="等了很久没有回应"):
            send(None, files, server=server)
        listener.join()
        taken[0].close()
