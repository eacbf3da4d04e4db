"""退回学校: the marked workbooks for the schools, and the message that goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QWidget

from exports.annotate import faults_of, school_message
from gui.appearance import theme
from gui.printing import open_externally
from gui.tasks import TaskResult
from gui.widgets.buttons import link_button, quiet_button
from gui.widgets.card import Card
from gui.widgets.clipboard import copy_files, copy_text
from gui.widgets.elided import ElidedLabel
from storage.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from exports.annotate.marked_workbook import ReturnedFile
    from gui.imports.check.preview_lines import PlanLines
    from gui.session import Session
    from storage.intake.read import Book
    from storage.intake.rows.import_plan import Plan
    from storage.progress import Progress
    from storage.store.store import Store

FOLDER = "退回学校"  # a folder next to the ledger


class SchoolFeedback(Card):
    """A card with the number of rows to correct, the buttons that write, and the message.

    Signals:
        written(files): the marked workbooks
    """

    written = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        close_button = link_button("收起")
        super().__init__("退回学校", close_button)
        self.setObjectName("give_back")
        self._session = session
        self._plan: Plan | None = None
        self._book_of: Callable[[str], Book | None] = lambda _name: None
        self._files: tuple[ReturnedFile, ...] = ()
        close_button.setObjectName("close_give_back")
        close_button.clicked.connect(self.hide)
        self.close_button = close_button
        self._summary = QLabel()
        self._summary.setObjectName("give_back_told")
        self._summary.setProperty("role", "second")
        self._summary.setWordWrap(True)
        self._words = QPlainTextEdit()
        self._words.setObjectName("give_back_words")
        self._words.setAccessibleName("给学校的话")
        self._words.setFixedHeight(theme.NOTE)
        self._path = ElidedLabel("small")
        self._path.setObjectName("give_back_path")
        self._actions: list[QWidget] = []
        self.body.setSpacing(theme.GAP)
        self.body.addWidget(self._summary)
        self.body.addLayout(self._build_buttons())
        self.body.addWidget(self._words)
        self.body.addWidget(self._path)
        self.body.addLayout(self._build_follow_up())

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for name, text, only, hint in (
            ("mark_all", "全表标注", False, "整份名册，要改的格标红，原来的版式不动"),
            ("mark_faulty", "仅问题行", True, "只留要改的行和表头"),
        ):
            button = quiet_button(text, "file-output")
            button.setObjectName(name)
            button.setToolTip(hint)
            button.clicked.connect(lambda _=False, only=only: self.write(only_faulty=only))
            row.addWidget(button)
            self._actions.append(button)
        row.addStretch()
        return row

    def _build_follow_up(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        self._follow_up: list[QWidget] = [self._path]
        for name, text, do, always in (
            ("copy_words", "复制这段话", self._copy_words, True),
            ("copy_returned", "复制文件", self._copy_files, False),
            ("open_returned", "打开所在文件夹", self._open_folder, False),
        ):
            button = link_button(text)
            button.setObjectName(name)
            button.clicked.connect(do)
            row.addWidget(button)
            if not always:
                self._follow_up.append(button)
        row.addStretch()
        return row

    def show_lines(self, lines: PlanLines, book_of: Callable[[str], Book | None]) -> int:
        """Show the message to the schools of a plan; return how many rows they are to correct."""
        self._plan, self._book_of, self._files = lines.plan, book_of, ()
        faults = lines.school_faults
        rows = sum(one.rows for one in faults)
        self._summary.setText(
            f"有 {rows:,} 行要学校改。标好的表和原表分开存，原表不动。"
            if rows
            else "没有要学校改的行。"
        )
        files, several = lines.plan.files, len(lines.plan.units) > 1
        self._words.setPlainText(
            "\n".join(
                (f"{file.unit_name}：" if several and file.unit_name else "") + school_message(one)
                for file, one in zip(files, faults, strict=True)
                if one.rows
            )
        )
        self._words.setVisible(bool(rows))
        for button in self._actions:
            button.setEnabled(bool(rows))
        for widget in self._follow_up:
            widget.hide()
        return rows

    def write(self, *, only_faulty: bool) -> None:
        """Write the marked workbooks in a worker thread."""
        if self._plan is None:
            return
        plan, book_of, out = self._plan, self._book_of, self._session.folder / FOLDER
        result = TaskResult()
        work = result.wrap(
            lambda store, progress: _write_workbooks(
                store, plan, book_of, out, only_faulty=only_faulty, progress=progress
            )
        )
        try:
            task = self._session.write("正在标注名册", work)
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        result.when_closed(task, lambda: self._show_written(result))

    def _show_written(self, result: TaskResult) -> None:
        if not result.done:
            return
        self._files = tuple(result.value)
        names = "、".join(one.path.name for one in self._files)
        self._path.set_full_text(f"已存到“{FOLDER}”：{names}")
        for widget in self._follow_up:
            widget.show()
        rebuilt = [one.path.name for one in self._files if one.rebuilt]
        if rebuilt:
            self._session.notify("原表的格式不能直接标注，已按原来的行列另做成 xlsx。", "link")
        self.written.emit(self._files)

    def _copy_words(self) -> None:
        copy_text(self._words.toPlainText())
        self._session.notify("已复制，可以粘贴到 QQ 或微信里。")

    def _copy_files(self) -> None:
        copy_files(one.path for one in self._files)
        self._session.notify("已复制，可以直接粘贴到 QQ、微信或邮件里。")

    def _open_folder(self) -> None:
        try:
            open_externally(self._session.folder / FOLDER)
        except UserError as error:
            self._session.notify(str(error), "bad")


def _write_workbooks(
    store: Store,
    plan: Plan,
    book_of: Callable[[str], Book | None],
    out: Path,
    *,
    only_faulty: bool,
    progress: Progress,
) -> Sequence[ReturnedFile]:
    from exports.annotate.marked_workbook import (  # the window opens without them
        OpeningOptions,
        return_to_school,
    )

    files = [file for file in plan.files if faults_of(file).rows]
    returned = []
    for at, file in enumerate(files):
        choices, book = plan.choices, book_of(file.key)
        opening = OpeningOptions(
            choices.encodings.get(file.key), choices.passwords.get(file.key), book
        )
        returned.append(
            return_to_school(
                store,
                file,
                out,
                only_faulty=only_faulty,
                opening=opening,
                progress=_partial_progress(progress, at, len(files)),
            )
        )
    return returned


def _partial_progress(progress: Progress, at: int, parts: int) -> Progress:
    def report(done: int, total: int) -> None:
        progress(100 * at + 100 * done // max(total, 1), 100 * parts)

    return report
