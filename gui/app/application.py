"""The composition root: lock, log, ledger, window, and recovery where the ledger is lost."""

from __future__ import annotations

import gc
import logging
import os
import sys
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLockFile, QTimer
from PySide6.QtWidgets import QApplication

import resources
from gui.app.crash import CrashHandler, RedactingFormatter
from gui.app.main_window import MainWindow
from gui.appearance import theme
from gui.garbage import GarbageCollector
from gui.notice import show_message_box
from gui.session import Notice, Session
from storage.errors import UserError
from storage.files import incident_log, os_messages, private_files
from storage.ledger import window_lock
from storage.ledger.database import FILE_NAME, sentence
from storage.ledger.driver import DatabaseError
from storage.ledger.failure_messages import Incomplete
from storage.ledger.stray_copies import WINDOW, LedgerLost, has_copies
from storage.seeds import seed
from storage.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

EXIT_FAILED = 2  # exit code
SWITCH_INTERVAL = (
    0.0002  # seconds that a task may keep the window waiting, each time it wants to move
)
MAX_LOG_SIZE = 1_000_000  # bytes; then a new one is begun and the previous one retained


def run(data_dir: Path) -> int:
    """Open the ledger of a folder in a window until it is closed; returns the exit code."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    app = build_application()
    folder: Path | None = data_dir
    code = EXIT_FAILED
    while folder is not None:
        with _folder_lock(folder) as refusal:
            if refusal:
                show_message_box(None, refusal)
                return EXIT_FAILED
            code, folder = _open(app, folder)
    return code


@contextmanager
def _folder_lock(folder: Path) -> Iterator[str]:
    """Hold the folder's lock; yields the sentence why that is impossible, or ""."""
    try:
        private_files.make_folder(folder)
    except OSError as error:
        why = os_messages.reason(error)
        yield f"打不开数据文件夹《{folder}》：{why}。请换一个可以写入的文件夹。"
        return
    lock = QLockFile(str(folder / window_lock.NAME))
    held = lock.tryLock(100)
    try:
        yield "" if held else _lock_failure(lock, folder)
    finally:
        if held:
            lock.unlock()


def _lock_failure(lock: QLockFile, folder: Path) -> str:
    there = (folder / window_lock.NAME).is_file()
    if there and lock.error() == QLockFile.LockError.LockFailedError:
        return "青志台账已经打开了，请在任务栏里找到它。同一份台账不能同时开两个窗口。"
    if lock.error() == QLockFile.LockError.PermissionError:
        return f"数据文件夹《{folder}》是只读的，无法记账。请换一个可以写入的文件夹。"
    reason = os_messages.free_space(folder)
    return f"数据文件夹《{folder}》写不进去（{reason}）。请换一个文件夹，或清出空间。"


def _open(app: QApplication, folder: Path) -> tuple[int, Path | None]:
    """Run the window on a folder; returns the exit code, and the folder to open next, if any."""
    with suppress(OSError):
        private_files.make_private(folder / window_lock.NAME)
    known = incident_log.logs_belong(folder)  # logs of no ledger would be a trace of one
    with _log_to(folder / incident_log.LOGS) if known else nullcontext():
        try:
            session = open_session(folder)
        except LedgerLost as lost:
            return EXIT_FAILED, _choose_recovery(lost)
        except UserError as error:
            show_message_box(None, str(error))
            return EXIT_FAILED, None
        with nullcontext() if known else _log_to(folder / incident_log.LOGS):
            return _run_window(app, session)


def _run_window(app: QApplication, session: Session) -> tuple[int, Path | None]:
    crashes = CrashHandler(app, session.store.path)
    try:
        window = MainWindow(session)
    except DatabaseError as error:
        log.critical("the window could not be built", exc_info=error)
        session.close()
        path = session.store.path
        return EXIT_FAILED, _choose_recovery(LedgerLost(sentence(error, path), path, damaged=True))
    crashes.crashed.connect(lambda sentence: session.notice_posted.emit(Notice(sentence, "bad")))
    with crashes.installed():
        window.show()
        QTimer.singleShot(0, gc.freeze)  # what is loaded by now stays: no need to walk over it
        code = app.exec()
    session.close()
    return code, None


def _choose_recovery(lost: LedgerLost) -> Path | None:
    """Return the folder to open next; None where a damaged ledger has no copy to restore."""
    if lost.damaged and not has_copies(lost.path.parent):
        show_message_box(
            None,
            f"{lost}这里没有找到副本：请先把这个文件夹另外保存一份，再找 U 盘或别的电脑上的备份。",
        )
        return None
    from gui.app.recovery import recover  # on most days it is not needed

    return recover(lost)


def build_application() -> QApplication:
    """Return the one QApplication, made and styled on the first call."""
    _find_plugins()
    _require_platform()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    if app.findChild(GarbageCollector) is None:
        GarbageCollector(app)
    app.setApplicationName("青志台账")
    app.setApplicationDisplayName("青志台账")
    app.setDesktopFileName("qingzhi-ledger")
    theme.apply(app)
    return app


def open_session(data_dir: Path) -> Session:
    """Open the ledger of a folder; a new one gets the seed records."""
    store = Store(data_dir / FILE_NAME)
    try:
        seed(store, resources.path("seeds"))
    except BaseException:
        store.close()
        raise
    with suppress(OSError):  # it is there already, or Qt will make it
        private_files.create(data_dir / WINDOW)
    return Session(store)


def _find_plugins() -> None:
    """Name Qt's plugin folder explicitly: Qt's own search fails under some Chinese folder names."""
    plugins = Path(PySide6.__file__).parent / (
        "plugins" if sys.platform == "win32" else "Qt/plugins"
    )
    if plugins.is_dir():
        os.environ.setdefault("QT_PLUGIN_PATH", str(plugins))
        QCoreApplication.addLibraryPath(str(plugins))


def _require_platform() -> None:
    """Raise `Incomplete` where Qt's platform plugin is missing: Qt itself would abort."""
    if QApplication.instance() is not None:
        return
    named = os.environ.get("QT_PLUGIN_PATH", "").split(os.pathsep)
    usual = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    places = filter(None, (*named, *QCoreApplication.libraryPaths(), usual))
    found = {one.name for fit_height in places for one in Path(fit_height, "platforms").glob("*")}
    needed = {"win32": "qwindows.dll", "darwin": "libqcocoa.dylib"}.get(sys.platform, "")
    if not found or (needed and needed not in found and "QT_QPA_PLATFORM" not in os.environ):
        raise Incomplete(f"窗口要用的 platforms/{needed}")


@contextmanager
def _log_to(folder: Path) -> Iterator[None]:
    """Log into a folder, without names or numbers of people, where it can be written."""
    try:
        handler = _log_file(folder)
    except OSError:
        yield
        return
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    log.info("opened")
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()


def _log_file(folder: Path) -> logging.Handler:
    private_files.make_folder(folder)
    path = folder / "qingzhi.log"
    if path.exists() and path.stat().st_size > MAX_LOG_SIZE:
        path.replace(folder / "qingzhi.1.log")
    if not path.exists():
        private_files.create(path)
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler
