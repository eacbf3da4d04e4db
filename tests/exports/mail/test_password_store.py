"""Where the code of the mail account is kept, and where it is not."""

from __future__ import annotations

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from exports.mail import password_store
from storage.errors import UserError
from storage.model.tables.mail import MailAccount

ACCOUNT = MailAccount(sender="12345678@qq.com", host="smtp.qq.com")


class Box(KeyringBackend):
    """A keyring as long as the test runs."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service, username):
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        self.held[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.held:
            raise PasswordDeleteError
        del self.held[service, username]


class Locked(Box):
    """A keyring whose owner has walked away."""

    def get_password(self, *_facts):
        raise KeyringLocked

    set_password = delete_password = get_password


@pytest.fixture
def plain_file():
    """A back end that somebody installed, of no known keyring."""
    before = keyring.get_keyring()
    keyring.set_keyring(Box())
    yield
    keyring.set_keyring(before)


def test_a_code_is_stored_by_account_and_deleted():
    box = Box()
    assert password_store.load_code(ACCOUNT, box) == ""
    assert password_store.save_code(ACCOUNT, "abcdefgh", box)
    assert password_store.load_code(ACCOUNT, box) == "abcdefgh"
    assert list(box.held) == [("青志台账 邮件", "12345678@qq.com@smtp.qq.com")]
    other = MailAccount(sender="other@qq.com", host="smtp.qq.com")
    assert password_store.load_code(other, box) == ""
    password_store.delete_code(ACCOUNT, box)
    password_store.delete_code(ACCOUNT, box)
    assert password_store.load_code(ACCOUNT, box) == ""


def test_a_back_end_that_is_no_systems_keyring_is_not_used(plain_file):
    assert password_store.system_keyring() is None
    assert not password_store.save_code(ACCOUNT, "abcdefgh")
    assert keyring.get_keyring().held == {}
    assert password_store.load_code(ACCOUNT) == ""


def test_known_keyrings_are_named_as_the_library_names_them():
    from keyring.backends import SecretService, Windows, kwallet, libsecret, macOS

    modules = {one.__name__ for one in (SecretService, Windows, kwallet, libsecret, macOS)}
    assert modules == password_store.SAFE
    assert ChainerBackend.__module__ not in password_store.SAFE


def test_a_locked_keyring_is_a_sentence_and_no_code():
    assert password_store.load_code(ACCOUNT, Locked()) == ""
    with pytest.raises(UserError, match="没有存下"):
        password_store.save_code(ACCOUNT, "abcdefgh", Locked())
    with pytest.raises(UserError, match="没有存下"):
        password_store.delete_code(ACCOUNT, Locked())


def test_what_is_too_long_to_be_a_code_is_refused():
    with pytest.raises(UserError, match="授权码太长"):
        password_store.save_code(ACCOUNT, "a" * 300, Box())
