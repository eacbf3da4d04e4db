"""Papers for the person in the panel: those that can be issued, and those that were."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from exports.files import safe_name, write_file
from gui.appearance import icons, theme
from gui.printing import open_externally
from gui.tasks import TaskResult
from gui.widgets.buttons import link_button
from gui.widgets.elided import ElidedButton, ElidedLabel
from gui.widgets.field.date_field import DateField
from storage import clock
from storage.errors import UserError
from storage.model.kinds import DATE
from storage.model.tables.paper import CERTIFICATES, PROOF
from storage.people.issuing import PaperRequest, available_papers, issue_papers, recorders

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from gui.session import Session
    from storage.model.tables.paper import Certificate
    from storage.progress import Progress
    from storage.store.listing import Row
    from storage.store.store import Store

MAX_ISSUED = 30  # papers issued before


class PaperTab(QScrollArea):
    """Queries the papers only while it is visible."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("papers")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session = session
        self._person: int | None = None
        self._name = ""
        self._form = QWidget()
        self._recorder = QComboBox()
        self._recorder.setObjectName("recorder")
        self._recorder.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._first, self._last = DateField(DATE), DateField(DATE)
        self._unmasked = QCheckBox("写完整证件号码（会记入导出记录）")
        self._actions, self._issued = QVBoxLayout(), QVBoxLayout()
        for lines in (self._actions, self._issued):
            lines.setSpacing(theme.GAP)
        self._lay_out()
        session.changed.connect(lambda _changes: self._load())

    def _lay_out(self) -> None:
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.GAP)
        form.addRow(CERTIFICATES.by_name["organization"].label, self._recorder)
        form.addRow("从", self._first)
        form.addRow("到", self._last)
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, theme.SPACE, theme.GAP, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self._form)
        column.addWidget(self._unmasked)
        column.addLayout(self._actions)
        head = QLabel("已经开具的")
        head.setProperty("role", "small")
        column.addWidget(head)
        column.addLayout(self._issued)
        column.addStretch(1)
        self.setWidget(inside)

    def show_record(self, row: Row[Any] | None) -> None:
        """Offer the papers of another person."""
        person = row.record.id if row else None
        if person != self._person:
            today = clock.today()
            self._first.setText(date(today.year, 1, 1).isoformat())
            self._last.setText(today.isoformat())
        self._person, self._name = person, row.record.name if row else ""
        self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()

    def _load(self) -> None:
        if self._person is None or not self.isVisible():
            return
        store = self._session.store
        self._show_recorders(recorders(store, self._person))
        _clear(self._actions)
        for request, words in available_papers(store, self._person):
            button = ElidedButton("quiet", f" {words}")
            icons.set_icon(button, "printer", "second", theme.SMALL_ICON)
            button.setObjectName(f"issue_{self._actions.count()}")
            button.clicked.connect(lambda _=False, one=request: self._issue(one))
            self._actions.addWidget(button)
        self._show_issued()

    def _show_recorders(self, found: tuple[tuple[int, str, int], ...]) -> None:
        chosen = self._recorder.currentData()
        self._recorder.clear()
        for number, name, minutes in found:
            self._recorder.addItem(f"{name}（{minutes / 60:.1f} 小时）", number)
        self._recorder.setCurrentIndex(max(self._recorder.findData(chosen), 0))
        self._form.setVisible(bool(found))

    def _show_issued(self) -> None:
        _clear(self._issued)
        condition, values = "volunteer = ?", (self._person,)
        order = f"id DESC LIMIT {MAX_ISSUED}"
        found = list(self._session.store.select(CERTIFICATES, condition, values, order))
        for one in found:
            self._issued.addLayout(self._line(one))
        if not found:
            none = QLabel("还没有。")
            none.setProperty("role", "second")
            self._issued.addWidget(none)

    def _line(self, one: Certificate) -> QHBoxLayout:
        row = QHBoxLayout()
        text = ElidedLabel()
        text.set_full_text(f"{one.number}　{one.kind}　{one.issued_on:%Y-%m-%d}")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(text, 1)
        again = link_button("再打印")
        again.clicked.connect(lambda: self._write(lambda _store: one, one.kind))
        row.addWidget(again)
        return row

    def _issue(self, request: PaperRequest) -> None:
        """Enter it in the register and write its PDF."""
        try:
            order = self._complete_request(request)
        except ValueError as error:
            self._session.notify(f"日期{error}", "bad")
            return
        today = clock.today()
        self._write(lambda store: issue_papers(store, [order], today)[0], request.kind)

    def _complete_request(self, request: PaperRequest) -> PaperRequest:
        if request.kind != PROOF:
            return request
        first, last = (DATE.parse(one.text()) for one in (self._first, self._last))
        recorder = self._recorder.currentData()
        return PaperRequest(request.kind, request.volunteer, recorder, first, last)

    def _write(self, entry: Any, kind: str) -> None:
        """Ask where to, then have the entry made and its paper written."""
        folder = self._session.settings.value("papers/folder", str(Path.home()), str)
        start = str(Path(str(folder)) / safe_name(f"{kind}_{self._name}.pdf"))
        name, _kind = QFileDialog.getSaveFileName(self, "存到哪里", start, "PDF (*.pdf)")
        if not name:
            return
        path, masked, result = Path(name), not self._unmasked.isChecked(), TaskResult()
        self._session.settings.setValue("papers/folder", str(path.parent))

        def work(store: Store, _progress: Progress) -> Path:
            from exports.people import (
                render_papers,  # loads the typesetter, which few sittings need
            )

            data = render_papers(store, [entry(store)], masked=masked)
            write_file(path, data)
            return path

        try:
            task = self._session.write(f"正在开具{kind}", result.wrap(work))
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        result.when_closed(task, lambda: self._notify_written(result))

    def _notify_written(self, result: TaskResult) -> None:
        if result.done:
            path: Path = result.value
            self._session.notify(f"已写到 {path.name}", "good", "打开", lambda: self._open(path))

    def _open(self, path: Path) -> None:
        try:
            open_externally(path)
        except UserError as error:
            self._session.notify(str(error), "bad")


def _clear(layout: QVBoxLayout) -> None:
    """Take everything out of a column."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            while (part := inner.takeAt(0)) is not None:
                if (shown := part.widget()) is not None:
                    shown.deleteLater()
        if widget is not None:
            widget.deleteLater()
