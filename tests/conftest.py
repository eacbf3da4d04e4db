"""What tests stand on: a ledger in a temporary folder, and no thread left behind."""

from __future__ import annotations

import os
import sys
import threading
from datetime import UTC, datetime
from shutil import copy2
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60  # seconds within which a process that ran tests comes to its end

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


_workers: list[Any] = []  # of a run on several processes


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_newgateway(gateway: Any) -> None:
    """Take note of every process that runs tests."""
    _workers.append(gateway)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Fail where a process that ran tests crashes at its end, which pytest-xdist lets pass."""
    spread = session.config.pluginmanager.getplugin("dsession")
    if getattr(spread, "nodemanager", None) is not None:
        spread.nodemanager.EXIT_TIMEOUT = PATIENCE
    yield  # in here the processes end
    codes = [worker._io.popen.wait(PATIENCE) for worker in _workers]
    if any(codes):
        session.exitstatus = pytest.ExitCode.INTERNAL_ERROR
        told: Any = session.config.pluginmanager.getplugin("terminalreporter")
        told.write_line(f"a process that ran tests ended badly: exit codes {codes}", red=True)


@pytest.fixture(scope="session")
def new_ledger(
    tmp_path_factory: pytest.TempPathFactory, _ledgers_are_written_in_the_quarter_tests_report: None
) -> Path:
    """A new ledger file with the county's areas in it, to be copied and never written to."""
    from resources import path
    from storage.seeds import seed
    from storage.store.store import Store

    file: Path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    with Store(file) as opened:
        seed(opened, path("seeds"))
    return file


@pytest.fixture
def store(tmp_path: Path, new_ledger: Path) -> Iterator[object]:
    """A new ledger with the county's areas in it (copied: making one takes twenty times as long)."""
    from storage.store.store import Store

    folder = tmp_path / "台账 数据"
    folder.mkdir(0o700)
    copy2(new_ledger, folder)
    with Store(folder / new_ledger.name) as opened:
        yield opened


@pytest.fixture(autouse=True, scope="session")
def _ledgers_are_written_in_the_quarter_tests_report() -> Iterator[None]:
    """What was known of the third quarter of 2026 is the same however late the tests are run."""
    from storage.store.store import Store

    latest = datetime(2026, 10, 12, 9, tzinfo=UTC)
    clock = Store.clock
    Store.clock = staticmethod(lambda: min(datetime.now(UTC), latest))
    yield
    Store.clock = staticmethod(clock)


@pytest.fixture(autouse=True)
def _nothing_left_on_the_clipboard() -> Iterator[None]:
    """No test finds what another copied; what a test copied itself is not left to the end."""
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def _garbage_is_cleared_where_no_event_loop_does_it() -> Iterator[None]:
    """Once there was a window, Python does not collect by itself any more (gui/garbage.py)."""
    yield
    if (garbage := sys.modules.get("gui.garbage")) is not None:
        garbage.collect_due()


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.daemon]
    assert not left, f"threads left running: {left}"
