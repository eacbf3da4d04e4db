"""The longest moment in which the window does not answer while a package is being written.

A timer beats in the real window; the longest gap between two beats is what somebody who types or
scrolls meanwhile would feel. Beside it stands the same window with nothing to do.
"""

from __future__ import annotations

import os
import sys
import time
from shutil import copyfile
from typing import TYPE_CHECKING, Any

from tests.bench.county import serving
from tests.bench.measuring import Case, Figure, Setting, Times
from tests.bench.service import EACH

if TYPE_CHECKING:
    from pathlib import Path

WITHIN = 50  # ms
BEAT = 2  # ms
IDLE = 10_000  # ms


class Beats:
    """How far the beats of a timer on the window's thread lie apart."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self.timer = QTimer()
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._beat)

    def begin(self) -> None:
        self._last = time.perf_counter()
        self.timer.start(BEAT)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now


def _writing(setting: Setting) -> Times:
    return _in_window(setting, _write)


def _idle(setting: Setting) -> Times:
    return _in_window(setting, _wait)


def _in_window(setting: Setting, do: Any) -> Times:
    """Open the program on a ledger, do that, and leave it."""
    import main
    from gui.app import application
    from storage.ledger.database import FILE_NAME

    folder = setting.path / f"data-{os.getpid()}"
    folder.mkdir()
    copyfile(serving(setting.people), folder / FILE_NAME)
    show = application.MainWindow.show
    found: list[Beats] = []

    def shown(window: Any) -> None:
        show(window)
        found.append(Beats())
        do(window, found[0], folder)

    application.MainWindow.show = shown  # type: ignore[method-assign]
    start = time.perf_counter()
    main.main(["--data", str(folder)])
    gaps = sorted(found[0].gaps)
    if os.environ.get("QINGZHI_GAPS"):
        sys.stderr.write(f"{[round(one * 1000) for one in gaps[-30:]]} of {len(gaps)}\n")
    return {"gap": gaps[-1], "whole": time.perf_counter() - start}


def _write(window: Any, beats: Beats, folder: Path) -> None:
    """Give the quarter out from its page, once the page has settled."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from gui.report.export_options import FOLDER

    page = window.show_page("reports")

    def begin() -> None:
        if not _settled(page):
            QTimer.singleShot(200, begin)
            return
        page._session.settings.setValue(FOLDER, str(folder / "报送包"))
        beats.begin()
        page.export_side.written.connect(beats.timer.stop)
        page.export_side.written.connect(QApplication.quit)
        page.export_side.write()

    begin()


def _wait(window: Any, beats: Beats, folder: Path) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    def begin() -> None:
        if not _settled(page):
            QTimer.singleShot(200, begin)
            return
        beats.begin()
        QTimer.singleShot(IDLE, beats.timer.stop)
        QTimer.singleShot(IDLE, QApplication.quit)

    page = window.show_page("reports")
    QTimer.singleShot(1000, begin)


def _settled(page: Any) -> bool:
    """Whether the page has looked at the quarter and set the report."""
    return page._state is not None and page.preview.task is None and not page._timer.isActive()


def _figures(setting: Setting) -> tuple[Figure, ...]:
    what = f"{setting.people:,} 人、{setting.people * EACH:,} 条服务记录的报送包"
    label = f"{what}：窗口最长的一次停顿（裸库是没有任务的窗口）"
    return (Figure(label, "writing.gap", "idle.gap", WITHIN, "ms"),)


CASE = Case(
    name="fluency",
    sides={"writing": _writing, "idle": _idle},
    figures=_figures,
    prepare=lambda setting: serving(setting.people),
    rounds=1,
)
