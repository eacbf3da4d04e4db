"""What tests of the import page's steps share: rows of a roster, cells and keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from people import id_number
from storage.model.tables.volunteer import VOLUNTEERS, Volunteer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.session import Session

UNIT = "平地镇"  # what the fixture `read` fills in
SCHOOL = "攀枝花市第三高级中学校"
ROSTERS = Path(__file__).parent / "reference" / "rosters"
FOLDER_HEADS = "姓名,身份证号,政治面貌,联系电话,班级"
FOLDER_SCHOOLS = {  # name -> alias
    "盐边县渔门中学": None,
    "盐边县红格中学": None,
    "攀枝花市第三高级中学校": "市三中",
    "盐边县国胜乡中心小学": "国胜小学",
    "盐边县职业技术学校": "职校校区",
}
FOLDER = {  # file -> (the line above its header, its school or "" if in doubt)
    "盐边县渔门中学花名册.csv": ("", "盐边县渔门中学"),
    "高一团员.csv": ("盐边县渔门中学2026年志愿者花名册", "盐边县渔门中学"),
    "渔门中学高二.csv": ("", "盐边县渔门中学"),
    "附件2.csv": ("填报单位：盐边县红格中学", "盐边县红格中学"),
    "红格中学/高一.csv": ("", "盐边县红格中学"),
    "红格中学/高二.csv": ("", "盐边县红格中学"),
    "市三中志愿者.csv": ("", "攀枝花市第三高级中学校"),
    "第三高级中学高三.csv": ("市三中志愿者", "攀枝花市第三高级中学校"),
    "国胜小学教师.csv": ("", "盐边县国胜乡中心小学"),
    "职业技术学校.csv": ("盐边县职业技术学校", "盐边县职业技术学校"),
    "志愿者花名册(1).csv": ("", ""),
    "渔门中学补报.csv": ("盐边县红格中学志愿者补报名册", ""),
}


def person(
    name: str = "王雨欣",
    number: str | None = None,
    *,
    status: str = "群众",
    phone: str = "",
    class_name: str = "高一1班",
) -> tuple[str, ...]:
    """A row of the fixture `roster`, with a new sound ID number unless one is passed."""
    return (name, id_number() if number is None else number, status, phone, class_name)


def set_current(page: Any, row: int, name: str) -> None:
    """Make the cell of a field current in the check step, with the keyboard in it."""
    model = page.check.model
    page.check.grid.setCurrentIndex(model.index(row, model.column_of(name)))
    page.check.grid.setFocus()


def type_over(qtbot: QtBot, grid: Any, words: str) -> None:
    """Replace the text of the current cell by F2 and Enter."""
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    assert editor is not None, "no editor"
    editor.setText(words)  # QTest has no keys for Chinese
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def volunteer_named(session: Session, name: str) -> Volunteer:
    """The only volunteer of that name in the ledger."""
    return next(session.store.select(VOLUNTEERS, "name = ?", (name,)))


def choose_files(step: Any, *names: str) -> list[str]:
    """Choose the files with these names in the list of the choose step; return their keys."""
    keys = [one.key for one in step.table.lines() if one.path.endswith(names)]
    step.table.choose(keys)
    return keys
