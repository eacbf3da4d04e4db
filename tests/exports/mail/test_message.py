"""Mails as other programs read them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest

from exports.mail.message import Mail, format_draft, format_sent

AT = datetime(2026, 10, 8, 9, 30, tzinfo=UTC)
TO = ("zhiyuan@city.example.com", "second@city.example.com")


@pytest.fixture
def mail(files):
    text = "共青团攀枝花市委员会：\n    现报送……\n.\n"
    return Mail("12345678@qq.com", "共青团仁和区委员会（示例）", TO, "三季度报表" * 12, text, files)


def shown(header: str) -> str:
    return str(make_header(decode_header(header)))


def test_a_draft_opens_unsent_and_bears_neither_day_nor_number(mail):
    read = message_from_bytes(format_draft(mail))
    assert read["X-Unsent"] == "1"
    assert read["Date"] is None
    assert read["Message-ID"] is None
    assert read["To"] == ", ".join(TO)
    assert shown(read["Subject"]) == mail.subject


def test_names_of_attachments_are_words_of_rfc_2047_in_both_places(mail, files):
    raw = format_draft(mail)
    assert b"filename*" not in raw
    assert b"name*" not in raw
    attached = [part for part in message_from_bytes(raw).walk() if part.get_filename()]
    for part, file in zip(attached, files, strict=True):
        for word in (part.get_param("name"), part.get_filename()):
            assert re.fullmatch(r"=\?utf-8\?b\?[A-Za-z0-9+/=]+\?=", word)
            assert shown(word) == file.name
        assert part["Content-Transfer-Encoding"] == "base64"
        assert part.get_payload(decode=True) == file.read_bytes()


def test_every_line_ends_as_mail_wants_and_is_ascii(mail):
    raw = format_draft(mail)
    assert raw.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_the_address_stands_outside_the_encoded_name(mail):
    (line,) = re.findall(rb"(?m)^From: (.*)\r$", format_sent(mail, "<1@qq.com>", AT))
    assert re.fullmatch(rb"=\?utf-8\?b\?[^?]+\?= <12345678@qq\.com>", line)


def test_pythons_own_reader_finds_text_and_files(mail, files):
    read = message_from_bytes(format_sent(mail, "<1@qq.com>", AT), policy=policy.default)
    assert read.get_body().get_content().replace("\r\n", "\n") == mail.text
    assert [part.get_content_type() for part in read.iter_attachments()] == [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/octet-stream",
    ]


def test_a_line_break_in_a_name_makes_no_header(files, tmp_path):
    evil = tmp_path / "a.txt"
    evil.write_bytes(b"x")
    made = Mail("a@qq.com", "名\r\nBcc: x@y.cn", TO, "题\nBcc: z@y.cn", "文", (evil,))
    read = message_from_bytes(format_sent(made, "<1@qq.com>", AT))
    assert read["Bcc"] is None
    assert len(read.keys()) == 7


def test_the_same_mail_is_the_same_to_the_byte(mail):
    assert format_draft(mail) == format_draft(mail)
    assert abs(len(format_draft(mail)) - mail.size) < 6000
