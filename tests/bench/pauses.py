"""The longest time the window answers nothing while a long roster is imported and taken back.

A timer of a few milliseconds beats in the window's thread of the real program; whatever keeps it
from beating would keep a key from being heard. Meanwhile the grid is scrolled and a cell mended.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tests.bench.county import HEADERS, copy_of_ledger, ledger, roster
from tests.bench.fluency import WITHIN, Beats
from tests.bench.measuring import Case, Figure, Setting, Times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHOOL = "渔门中学"
ROSTER = "faulty.xlsx"
STEP = 40  # milliseconds between two turns of the wheel


class Heart:
    """The beats of the window's thread, and the longest pause of each stage."""

    def __init__(self) -> None:
        self.pauses: Times = {}
        self._stage = ""
        self._beats = Beats()
        self._beats.begin()

    def begin(self, stage: str) -> None:
        """From now on another stage is timed."""
        if self._stage:
            self.pauses[self._stage] = max(self._beats.gaps)
        self._stage = stage
        self._beats.gaps.clear()


class Walk:
    """Goes through an import step by step, as fast as the page lets it, scrolling all the time."""

    def __init__(self, steps: Iterator[Any], turn: Callable[[], object]) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        self._steps, self._turn = steps, turn
        self._until: Any = 0.0
        self._since = time.perf_counter()
        self._end = QApplication.exit
        self._timer = QTimer(interval=STEP)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        try:
            self._step()
        except BaseException:
            self._timer.stop()
            self._end(1)
            raise

    def _step(self) -> None:
        self._turn()
        waited = time.perf_counter() - self._since
        if not (self._until() if callable(self._until) else waited >= self._until):
            return
        try:
            self._until = next(self._steps)
        except StopIteration:
            self._timer.stop()
            self._end(0)
        self._since = time.perf_counter()


def _steps(heart: Heart, window: Any, setting: Setting) -> Iterator[Any]:
    from gui.imports.import_state import CHECK, CHOOSE, COMPARE, DONE

    for name in ("volunteers", "home", "import"):  # which all follow what changes
        page = window.show_page(name)
        yield 1.0
    page = page.importing
    heart.begin("read")
    page.choose.add((setting.path / ROSTER,))
    page.choose.unit.setText(SCHOOL)
    yield 0.2
    page.action.click()
    yield lambda: page.check.model.rowCount() == setting.rows or _go(page, CHOOSE, CHECK)
    yield 0.5
    heart.begin("scroll")
    yield 2.0
    heart.begin("mend")
    yield from _mend(page)
    heart.begin("keep")
    page.frame.steps.chosen.emit(COMPARE)
    yield 0.5
    page.action.click()
    yield lambda: page._at == DONE
    yield 1.0
    heart.begin("undo")
    page.done.undo_requested.emit(page.done._batch)
    yield page.undo_card.undo_button.isEnabled
    page.undo_card.undo_button.click()
    yield lambda: page._at == CHOOSE
    yield 1.0
    heart.begin("")


def _mend(page: Any) -> Iterator[Any]:
    """Look at one fault and another, write into cells and go on."""
    model = page.check.model
    for key in (0, 1, None):
        page.check.facets.choose(key)
        yield 0.3
    for name, text in (("class_name", "高一（9）班"), ("phone", "139")):
        before = model.lines
        model.setData(model.index(model.rowCount() // 2, model.column_of(name)), text)
        yield lambda before=before: model.lines is not before
        yield 0.5


def _go(page: Any, first: int, step: int) -> bool:
    """Show a step once more than the first can be shown; it is not there yet."""
    if page._reached > first:
        page.frame.steps.chosen.emit(step)
    return False


def _ours(setting: Setting) -> Times:
    from gui.app import application
    from storage.ledger.database import FILE_NAME

    folder = setting.path / "window"
    folder.mkdir(exist_ok=True)
    copy_of_ledger(setting.people, folder / FILE_NAME)
    show = application.MainWindow.show
    begun: list[tuple[Heart, Walk]] = []

    def shown(window: Any) -> None:
        show(window)
        heart = Heart()
        begun.append((heart, Walk(_steps(heart, window, setting), lambda: _turn(window))))

    application.MainWindow.show = shown  # type: ignore[method-assign]
    assert not application.run(folder)
    pauses = begun[0][0].pauses
    return {**pauses, "longest": max(pauses.values())}


def _turn(window: Any) -> None:
    """Scroll the check's grid on, from its end back to its beginning."""
    page = window.stack.currentWidget()
    if hasattr(page, "importing"):
        _scroll(page.importing.check.grid.verticalScrollBar())


def _scroll(bar: Any) -> None:
    bar.setValue(bar.value() + 3 * bar.singleStep() if bar.value() < bar.maximum() else 0)


def _prepare(setting: Setting) -> None:
    ledger(setting.people)
    roster(setting.path / ROSTER, setting.rows, faulty=True)


def _bare(setting: Setting) -> Times:
    """The same walk's rows and columns in a table of Qt's, scrolled by the same turns."""
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QApplication, QTableView

    app = QApplication([])
    table = QTableView()
    table.setModel(QStandardItemModel(setting.rows, len(HEADERS)))
    table.resize(1366, 768)
    table.show()
    heart = Heart()
    walk = Walk(_only_scrolled(heart), lambda: _scroll(table.verticalScrollBar()))
    code = app.exec()
    assert walk
    assert not code
    return {"longest": heart.pauses["scroll"]}


def _only_scrolled(heart: Heart) -> Iterator[Any]:
    yield 1.0
    heart.begin("scroll")
    yield 3.0
    heart.begin("")


def _figures(setting: Setting) -> tuple[Figure, ...]:
    what = f"导入、撤销 {setting.rows:,} 行时窗口最长的停顿（裸库只滚动空表）"
    return (Figure(what, "ours.longest", "bare.longest", aim=WITHIN, unit="ms"),)


CASE = Case(
    name="pauses",
    sides={"ours": _ours, "bare": _bare},
    figures=_figures,
    prepare=_prepare,
)
