"""What is copied belongs to Qt, so that it may outlive the window and Python."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from gui.widgets.clipboard import copy_cells, copy_files, copy_text

ROOT = Path(__file__).parents[3]
COPYING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gui.app import application as app
from gui.widgets import clipboard

def copy_and_close():
    if QApplication.activeWindow() is not None:
        {copy}
        QApplication.activeWindow().close()

app.build_application()
timer = QTimer()
timer.timeout.connect(copy_and_close)
timer.start(50)
import main
sys.argv = ["main.py", "--data", sys.argv[1]]
sys.exit(main.main())
"""


@pytest.mark.usefixtures("session")
def test_cells_are_copied_as_text_and_as_a_table():
    copy_cells([["王雨欣", "1 < 2"], ["一\n二", "0012"]])
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "王雨欣\t1 < 2\n一 二\t0012"
    assert "1 &lt; 2" in data.html()
    assert data.html().count("mso-number-format") == 4
    assert set(data.formats()) == {"text/plain", "text/html"}


@pytest.mark.usefixtures("session")
def test_files_are_copied_as_files(tmp_path):
    copy_files([tmp_path / "名册 一.xlsx", tmp_path / "二.docx"])
    data = QGuiApplication.clipboard().mimeData()
    assert [Path(url.toLocalFile()).name for url in data.urls()] == ["名册 一.xlsx", "二.docx"]
    assert not data.hasHtml()


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("copy", [
    lambda: copy_cells([["一"]]), lambda: copy_files([Path("一.xlsx")]), lambda: copy_text("一"),
], ids=["cells", "files", "text"])  # fmt: skip
def test_copied_data_is_not_owned_by_python(copy):
    from shiboken6 import Shiboken

    copy()
    data = QGuiApplication.clipboard().mimeData()
    assert isinstance(data, QMimeData)
    assert not Shiboken.ownedByPython(data)
    assert not Shiboken.createdByPython(data)


def test_everything_is_copied_by_the_clipboard_module():
    makers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "gui").rglob("*.py")
        if re.search(r"(setMimeData|QMimeData)\(\w*\)\n", path.read_text("utf-8"))
    ]
    assert makers == ["gui/widgets/clipboard.py"]


@pytest.mark.parametrize("copy", [
    'clipboard.copy_cells([["一", "二"]])', 'clipboard.copy_files([Path("一.xlsx")])',
    'clipboard.copy_text("一")',
], ids=["cells", "files", "text"])  # fmt: skip
def test_the_program_ends_well_after_a_copy(tmp_path, copy):
    ended = subprocess.run(
        [sys.executable, "-c", COPYING.format(copy=copy), str(tmp_path / "数据")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode("utf-8", "replace")
