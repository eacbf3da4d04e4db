"""Takes the pictures of the README from the sample county, each page at 1366 x 768.

    python docs/take_screenshots.py [FOLDER]

Run it after a change to a page. It makes the sample county anew in a temporary folder, so the
pictures show invented people only.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HOME"] = "/home/clerk"  # so that no picture shows whose machine it was

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QThreadPool  # noqa: E402

from gui.app.application import build_application, open_session  # noqa: E402
from gui.app.main_window import MainWindow  # noqa: E402
from storage.demo import build  # noqa: E402

PAGES = (
    "home", "volunteers", "organizations", "trainings", "service", "ledgers", "plan", "units",
    "report", "settings",
)  # fmt: skip
SIZE = (1366, 768)
ROSTER = ROOT / "tests" / "reference" / "rosters" / "wps_et.et"
UNIT = "攀枝花市第三高级中学校"
TODAY = date(2026, 10, 12)  # a fixed day, so that the pictures change only with the program


def settle(milliseconds: int = 2500) -> None:
    """Let the window finish what it began: tasks, counts, pages of the preview."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < milliseconds:
        QCoreApplication.processEvents()
        QThreadPool.globalInstance().waitForDone(10)


def main(folder: Path) -> None:
    """Write one picture a page into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    app = build_application()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        session = open_session(Path(place))
        build(session.store, TODAY, lambda _line: None)
        window = MainWindow(session)
        window.resize(*SIZE)
        window.show()
        for name in PAGES:
            page = window.show_page("reports" if name == "report" else name)
            settle()
            _show_something(name, page)
            settle()
            window.grab().save(str(folder / f"{name}.png"))
        _import(window, folder)
        window.close()
    app.quit()


LEDGERS = {"organizations": "organization", "service": "project", "ledgers": "award"}


def _show_something(name: str, page: object) -> None:
    """Choose the second record of a ledger, so that its panel is seen."""
    ledger = page.ledger(LEDGERS[name]) if name in LEDGERS else page  # type: ignore[attr-defined]
    grid = getattr(ledger, "grid", None)
    if grid is not None and grid.model().rowCount() > 1:
        grid.selectRow(1)


def _import(window: MainWindow, folder: Path) -> None:
    page = window.show_page("import").importing  # type: ignore[attr-defined]
    page.choose.add((ROSTER,))
    page.choose.unit.setText(UNIT)
    page.action.click()
    settle(5000)
    window.grab().save(str(folder / "import.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs")
