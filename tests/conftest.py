"""What tests stand on: a ledger in a temporary folder, and no thread left behind."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[object]:
    """A new ledger with the county's areas in it."""
    from resources import path
    from storage.seeds import sow
    from storage.store import Store

    with Store(tmp_path / "台账 数据" / "ledger.db") as opened:
        sow(opened, path("seeds"))
        yield opened


@pytest.fixture(autouse=True, scope="session")
def _ledgers_are_written_in_the_quarter_tests_report() -> Iterator[None]:
    """What was known of the third quarter of 2026 is the same however late the tests are run."""
    from storage.store import Store

    latest = datetime(2026, 10, 12, 9, tzinfo=UTC)
    clock = Store.clock
    Store.clock = staticmethod(lambda: min(datetime.now(UTC), latest))
    yield
    Store.clock = staticmethod(clock)


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.daemon]
    assert not left, f"threads left running: {left}"
