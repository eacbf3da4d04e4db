"""Long work reports how far it is, and ends where it is cancelled."""

import pytest

from storage.errors import Cancelled
from storage.progress import silent, track


def test_it_reports_every_so_many_and_at_the_end():
    heard = []
    assert list(track("abcde", lambda *at: heard.append(at), every=2)) == list("abcde")
    assert heard == [(0, 5), (2, 5), (4, 5), (5, 5)]


def test_it_ends_where_the_listener_cancels():
    def cancel(done, _total):
        if done == 2:
            raise Cancelled

    done = []
    with pytest.raises(Cancelled):
        done.extend(track("abcde", cancel, every=1))
    assert done == ["a", "b"]


def test_nothing_is_no_work():
    heard = []
    assert list(track([], lambda *at: heard.append(at))) == []
    assert heard == [(0, 0)]
    assert list(track("ab", silent)) == ["a", "b"]
