"""Goes through every page, panel and popup of the window and tells what lies badly.

Run as a program, as the scale must be set before Qt begins: prints a sentence for each fault.
Pages come from the registry, ledgers from the pages, tabs from the panels: what is declared is seen.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[1]
SIZES = {"small": (1024, 640), "low": (1280, 690), "usual": (1366, 768), "least": (910, 512)}
LONG_NAME = "阿木子俄底莫色" * 5 + "王雨欣彝族"
LONG_TITLE = (
    "攀枝花市仁和区平地镇迤沙拉村彝汉双语青少年生态环境保护与文化传承志愿服务联合总队第一支队"
)
LONG_TEXT = "因学校提供的签到表与平台记录不一致，经与带队教师逐人核对后更正，原表附后备查。" * 4
LONG_FILE = "关于报送2026年第三季度青年志愿服务工作情况的函" * 5 + "（盖章扫描件）.pdf"

if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from PySide6.QtCore import QCoreApplication, QEvent, QPoint  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QApplication,
    QMenu,
    QMessageBox,
    QPushButton,
    QTabBar,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gui.app.main_window import MainWindow
    from gui.ledgers.ledger_page import LedgerPage
    from gui.session import Session
    from storage.store.store import Store

State = tuple[str, "Callable[[], object] | None"]  # what is shown; how a popup over it is opened


def settle(session: Session) -> None:
    """Wait until nothing is asked, counted or made any more."""
    quiet = 0
    while quiet < 8:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        askers = (session.queries, session.slow_queries, session.figure_queries)
        busy = any(one._pending for one in askers) or bool(session._tasks)
        quiet = 0 if busy else quiet + 1


def tour(window: MainWindow, session: Session) -> Iterator[State]:
    """Every page as it opens, then what it can show."""
    from gui.page_catalogue import PAGES

    for page in PAGES:
        shown = window.show_page(page.name)
        yield page.name, None
        yield from _page(shown, page.name, session)
    yield from _over_the_window(window)


def _page(page: Any, name: str, session: Session) -> Iterator[State]:
    ledgers = getattr(page, "_ledgers", None) or _small_ledgers(page)
    if name in WAYS:
        yield from WAYS[name](page, session)
    elif ledgers:
        for ledger in ledgers:
            page.show_ledger(ledger)
            yield from _ledger(page.ledger(ledger), session)
    elif hasattr(page, "panel"):
        yield from _ledger(page, session)


def _small_ledgers(page: Any) -> Sequence[str]:
    from gui.ledgers import small_ledgers_page

    return list(small_ledgers_page.LEDGERS) if hasattr(page, "show_ledger") else ()


# a ledger


def _ledger(page: LedgerPage, session: Session) -> Iterator[State]:
    from gui.models.list_query import Condition
    from storage.store.listing import Filter

    name, table = page.objectName(), page._table
    yield name, None
    column = next(iter(table.by_name))
    condition = Condition(f"{LONG_TITLE} 含 “{LONG_NAME}”", Filter(column, "contains", ""))
    page.list_query.replace_conditions(column, (condition,) * 3)
    yield f"{name}, filtered", None
    page.list_query.clear()
    yield f"{name}, columns", page._choose_columns
    yield f"{name}, filter", lambda: page._filter(0, page.grid.mapToGlobal(QPoint(200, 30)))
    first = next(iter(session.store.select(table)), None)
    if first is not None:
        page.panel.show_record(first.id)
        page.panel.show()
        yield from _panel(page.panel, name)
        page.panel.close_panel()
    if page.panel.show_new({}):
        page.panel.show()
        yield f"{name}, new", None
        page.panel.save()
        yield f"{name}, new with faults", None
        page.panel.discard()


def _panel(panel: Any, name: str) -> Iterator[State]:
    from gui.ledgers.panel.child_list import ChildList

    bar = panel.findChild(QTabBar, "panel_tabs")
    for at in range(bar.count()):
        bar.setCurrentIndex(at)
        where = f"{name}, {bar.tabText(at)}"
        yield where, None
        for child in panel.findChildren(ChildList):
            if child.isVisible():
                yield from _child(child, where)
    bar.setCurrentIndex(0)


def _child(child: Any, where: str) -> Iterator[State]:
    if child._adder is not None:
        child._adder._paste.click()
        roll = child._adder._roll
        yield f"{where}, roll", None
        namesakes = child._session.store.connection.execute(
            "SELECT name FROM volunteer GROUP BY name HAVING count(*) > 1 ORDER BY name LIMIT 5"
        )
        roll.text.setPlainText("\n".join([name for (name,) in namesakes] + [LONG_NAME] * 3))
        yield f"{where}, roll with namesakes", None
        child._adder._paste.click()
    else:
        child._add_button.click()
        yield f"{where}, form", None
        child._save()
        yield f"{where}, form with faults", None
        child._form.hide()


# other pages


def _settings(page: Any, _session: Session) -> Iterator[State]:
    for key in page._sections:
        page.list.choose(key)
        yield f"settings, {key}", None
    page.list.choose("office")


def _plan(page: Any, session: Session) -> Iterator[State]:
    from storage.model.tables.plan import PLAN_ROWS
    from storage.plan.year_plan import copy_plan

    row = next(iter(session.store.select(PLAN_ROWS)), None)
    if row is None:
        return
    page._show_row(row.id)
    yield from _panel(page.panel, "plan")
    page.panel.close_panel()
    yield "plan, another year", lambda: page.sources_button.showMenu()
    ready = copy_plan(session.store, page._status.plan, session.quarter.year + 1)
    page.importing.show_plan(ready.plan, ready.rows, [LONG_TEXT] * 5)
    page._show_import()
    yield "plan, importing", None
    page._close_import()


def _reports(page: Any, _session: Session) -> Iterator[State]:
    from gui.report.side import TABS
    from storage.quarter.check import ZERO

    if page._state is None:
        return
    for name, _label in TABS:
        page.side.choose(name)
        yield f"reports, {name}", None
    page.side.explain()
    yield "reports, explaining", None
    page.side.show_fix(ZERO)
    yield "reports, silent units", None
    page.side._below.setCurrentIndex(0)
    page.show_export()
    yield "reports, giving", None
    page._side.setCurrentWidget(page.side)


def _import(page: Any, session: Session) -> Iterator[State]:
    from gui.imports.import_state import CHECK, COMPARE
    from storage.demo import SAMPLES
    from storage.intake.apply.batch import load_batches

    work, (file, unit) = page.importing, SAMPLES[0]
    work.choose.add((file,))
    work.choose.unit.setText(unit)
    yield "import, chosen", None
    work._plan(None)
    settle(session)
    for step in range(CHECK, COMPARE + 1):
        work._go(step)
        yield f"import, step {step}", None
    for step in range(1, CHECK):
        work._go(step)
        yield f"import, step {step}", None
    work._go(CHECK)
    work._toggle_feedback()
    yield "import, given back", None
    work.feedback.hide()
    work._go(COMPARE)
    work._work.apply()
    settle(session)
    yield "import, done", None
    batches = load_batches(session.store)
    if batches:
        work.undo_card.show_batch(batches[0])
        yield "import, undoing", None
        work.undo_card.dismiss()
    work.start_over()
    page.show_part("reconcile")
    yield "reconcile", None
    page.reconciling.read_files((file,))
    yield "reconcile, lists", None
    page.reconciling.start_over()
    page.show_part("import")


WAYS: dict[str, Callable[[Any, Session], Iterator[State]]] = {
    "settings": _settings, "plan": _plan, "reports": _reports, "import": _import,
}  # fmt: skip


def _over_the_window(window: MainWindow) -> Iterator[State]:
    from gui.app.shortcut_sheet import ShortcutSheet
    from gui.widgets.field.date_field import DateField

    window.show_page("volunteers")
    yield "shortcuts", lambda: ShortcutSheet(window).open_over(window)
    yield "quarters", lambda: window.findChild(QPushButton, "quarter").showMenu()
    yield "search", lambda: window._search("王")
    page: Any = window._pages["trainings"]
    window.show_page("trainings")
    page.add()
    yield "calendar", lambda: page.panel.findChild(DateField).open_calendar()
    page.panel.discard()
    yield "question", lambda: _question(window)


def _question(window: QWidget) -> None:
    from gui import notice

    exec_, QMessageBox.exec = QMessageBox.exec, QMessageBox.show  # type: ignore[assignment]
    try:
        notice.confirm(window, f"封存 {LONG_TITLE}？", LONG_TEXT, "封存")
    finally:
        QMessageBox.exec = exec_  # type: ignore[method-assign]


# what is judged


def judge(window: MainWindow, session: Session, sizes: Sequence[str]) -> Iterator[str]:
    """What lies badly in each state at each size; a screen is as large as the window."""
    from layout import faults, off_screen, popups

    states = 0
    screens = {screen.name(): screen.geometry() for screen in QApplication.screens()}
    for name, opens in tour(window, session):
        states += 1
        for size in sizes:
            window.setGeometry(screens[size])
            settle(session)
            if opens is None:
                found = faults(window)
            else:
                opens()
                settle(session)
                found = []
                for popup in popups():
                    menu = isinstance(popup, QMenu)
                    found += [*off_screen(popup), *([] if menu else faults(popup))]
                    popup.close()
            for fault in dict.fromkeys(found):
                yield f"{size}: {name}: {fault}"
    yield f"{states} states"


def lengthen(store: Store) -> None:
    """Give the first record of every table as long texts as may be, and files with long names."""
    from storage.errors import UserError
    from storage.model.tables import ATTACHMENTS, TABLES
    from storage.store.attachments import attach

    folder = store.path.parent / "佐证"
    folder.mkdir()
    files = [folder / f"{at}{LONG_FILE[-78:]}" for at in range(9)]
    for at, file in enumerate(files):
        file.write_bytes(b"%PDF " + bytes([at]))
    texts = {"name": LONG_NAME, "text": LONG_TITLE, "note": LONG_TEXT}
    for table in TABLES:
        first = next(iter(store.select(table)), None)
        if first is None or table is ATTACHMENTS:
            continue
        long = {c.name: texts[c.kind.name] for c in table.columns if c.kind.name in texts}
        for name, text in long.items():
            try:
                draft = {**table.draft(store.get(table, first.id)), name: text}
                with store.edit("写长") as edit:
                    edit.save(table, table.parse(draft, first.id))
            except UserError:
                continue  # not every text may be any text
    for table in TABLES:
        first = next(iter(store.select(table)), None)
        if first is not None and table.name in ("training", "project", "volunteer", "plan_row"):
            attach(store, table, first.id, files, date(2026, 9, 30))


def platform(folder: Path, sizes: Sequence[str]) -> str:
    """Qt's offscreen platform with a screen of each size, named after it.

    A screen's size is told in its own pixels, of which a scale of 1.5 takes half as many again.
    """
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    screens = [
        {"name": name, "x": 3000 * at, "y": 0, "width": wide * scale, "height": high * scale,
         "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for at, (name, (wide, high)) in enumerate((name, SIZES[name]) for name in sizes)
    ]  # fmt: skip
    path = folder / "screens.json"
    path.write_text(json.dumps({"screens": screens}), "utf-8")
    return f"offscreen:configfile={path}"


def main(ledger: Path, sizes: list[str]) -> None:
    """Go through the window over that ledger."""
    from gui.app.main_window import MainWindow
    from storage.store.store import Store
    from windows import session_over

    with ExitStack() as stack:
        store = stack.enter_context(Store(ledger))
        session = stack.enter_context(session_over(store))
        window = MainWindow(session)
        window.setMinimumSize(1, 1)
        window.show()
        for fault in judge(window, session, sizes):
            print(fault)  # noqa: T201
        window.close()


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = platform(Path(sys.argv[1]).parent, sys.argv[2:])
    main(Path(sys.argv[1]), sys.argv[2:])
