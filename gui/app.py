"""The composition root: the ledger, the session, the window, and what guards them."""

from __future__ import annotations

import gc
import logging
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QCoreApplication, QLockFile, QTimer
from PySide6.QtWidgets import QApplication

import resources
from gui import theme
from gui.crash import Crashes
from gui.main_window import MainWindow
from gui.notice import tell
from gui.session import Notice, Session
from storage.database import FILE_NAME
from storage.errors import UserError
from storage.seeds import sow
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

TURN = 0.0002  # seconds that a task may keep the window waiting, each time it wants to move
FULL_LOG = 1_000_000  # bytes; then a new one is begun and the one before kept


def run(data_dir: Path) -> int:
    """Open the ledger of a folder in a window, until it is closed; returns the exit code."""
    sys.setswitchinterval(TURN)
    app = application()
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(data_dir / "ledger.lock"))
    if not lock.tryLock(100):
        tell(None, "青志台账已经打开了，请在任务栏里找到它。同一份台账不能同时开两个窗口。")
        return 2
    with _logging(data_dir / "logs"):
        return _work(app, data_dir)


def _work(app: QApplication, data_dir: Path) -> int:
    crashes = Crashes(app)
    try:
        session = open_session(data_dir)
    except UserError as error:
        tell(None, str(error))
        return 2
    window = MainWindow(session)
    crashes.happened.connect(lambda sentence: session.noticed.emit(Notice(sentence, "bad")))
    with crashes.caught():
        window.show()
        QTimer.singleShot(0, gc.enable)
        code = app.exec()
    session.close()
    return code


def application() -> QApplication:
    """The dressed program; made once."""
    _find_plugins()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("青志台账")
    app.setApplicationDisplayName("青志台账")
    app.setDesktopFileName("qingzhi-ledger")
    theme.apply(app)
    return app


def open_session(data_dir: Path) -> Session:
    """Open the ledger of a folder, sowing what a new one begins with."""
    store = Store(data_dir / FILE_NAME)
    sow(store, resources.path("seeds"))
    return Session(store)


def _find_plugins() -> None:
    """Name Qt's plugin folder outright: Qt's own search fails under some Chinese folder names."""
    plugins = Path(PySide6.__file__).parent / (
        "plugins" if sys.platform == "win32" else "Qt/plugins"
    )
    if plugins.is_dir():
        os.environ.setdefault("QT_PLUGIN_PATH", str(plugins))
        QCoreApplication.addLibraryPath(str(plugins))


@contextmanager
def _logging(folder: Path) -> Iterator[None]:
    """Keep a log of what went wrong, without names or numbers of people."""
    folder.mkdir(exist_ok=True)
    path = folder / "qingzhi.log"
    if path.exists() and path.stat().st_size > FULL_LOG:
        path.replace(folder / "qingzhi.1.log")
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    log.info("opened")
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()
