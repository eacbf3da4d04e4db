"""A lock file holds only while the program that took it runs."""

import pytest
from PySide6.QtCore import QLockFile

from storage.ledger.window_lock import NAME, is_locked


@pytest.fixture
def folder(tmp_path):
    """The folder of a ledger, with a space and Chinese in its name."""
    made = tmp_path / "台账 夹"
    made.mkdir()
    return made


def test_a_lock_that_a_killed_window_left_holds_nothing(folder):
    (folder / NAME).write_text("4711\nqingzhi\nhier\n", "utf-8")
    assert not is_locked(folder)
    assert not is_locked(folder / "没有")


def test_the_lock_of_an_open_window_holds_until_it_is_released(folder):
    lock = QLockFile(str(folder / NAME))
    assert lock.tryLock(100)
    assert is_locked(folder)
    assert is_locked(folder)  # looking does not take it
    lock.unlock()
    assert not is_locked(folder)
