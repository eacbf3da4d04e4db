"""A mail is begun, handed over and sent once."""

import pytest

from storage.sending.outbox import (
    BEGUN,
    SENT,
    UNCONFIRMED,
    AlreadySent,
    begin_mail,
    load_state,
    mail_key,
    mark_state,
)

KEY = mail_key(("a@city.example.com",), ("00", "11"))
TO, SENDER = "a@city.example.com", "youth@renhe.example.com"


def test_a_mail_is_known_by_recipients_and_files_in_any_order_and_case():
    assert mail_key(("b@x", "A@x"), ("11", "00")) == mail_key(("a@X", "B@x"), ("00", "11"))
    assert mail_key(("a@x",), ("00",)) != mail_key(("a@x",), ("01",))
    assert mail_key(("a@x", "b@x"), ()) != mail_key(("a@x",), ("b@x",))


def test_a_mail_that_was_never_begun_has_no_state(store):
    assert load_state(store, KEY) == ""


def test_a_begun_mail_keeps_its_message_id_when_it_is_begun_again(store):
    message_id = begin_mail(store, KEY, TO, SENDER)
    assert message_id.endswith("@renhe.example.com>")
    assert load_state(store, KEY) == BEGUN
    assert begin_mail(store, KEY, TO, SENDER) == message_id
    other = begin_mail(store, mail_key((TO,), ("22",)), TO, "")
    assert other != message_id
    assert other.endswith("@localhost>")


@pytest.mark.parametrize(
    ("state", "words"), [(SENT, f"发给 {TO}，没有再发"), (UNCONFIRMED, "没有等到服务器的回话")]
)
def test_what_may_have_arrived_is_sent_again_only_on_request(store, state, words):
    message_id = begin_mail(store, KEY, TO, SENDER)
    mark_state(store, KEY, state)
    with pytest.raises(AlreadySent, match=words):
        begin_mail(store, KEY, TO, SENDER)
    assert load_state(store, KEY) == state
    assert begin_mail(store, KEY, TO, SENDER, again=True) == message_id
    assert load_state(store, KEY) == BEGUN
