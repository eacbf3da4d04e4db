"""选择: which files, and whose people they list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from gui import icons, theme
from gui.pages.intake.batch_list import BatchList
from gui.pages.intake.state import ENCODINGS
from gui.telling import sized
from gui.widgets.buttons import link_button, tool_button
from gui.widgets.drop_area import DropArea
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.link_field import LinkField
from storage.intake.rows import unit_kind
from storage.tables.unit import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gui.session import Session

KINDS = "花名册 (*.xlsx *.xls *.et *.csv *.ods *.xlsb *.txt *.tsv *.htm *.html *.xml);;所有文件 (*)"
TEXTS = (".csv", ".txt", ".tsv")
INTRO = "把学校发来的花名册拖到这里，或复制后按 Ctrl+V；可以一次多份"


class ChoosePart(QWidget):
    """The files and the unit left, earlier imports right.

    Signals:
        changed(): other files or another unit
        encoding_wanted(file, encoding): read a text file in another encoding
    """

    changed = Signal()
    encoding_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.paths: tuple[Path, ...] = ()
        self._failures: Mapping[str, str] = {}
        self.drop = DropArea(INTRO, "选择文件…", KINDS)
        self.drop.given.connect(self.add)
        self.unit = LinkField(session, UNITS)
        self.unit.setObjectName("unit")
        self.unit.setAccessibleName("来自哪个单位")
        self.unit.textChanged.connect(self._tell_unit)
        self._hint = QLabel()
        self._hint.setObjectName("unit_hint")
        self._hint.setProperty("role", "small")
        self._hint.setWordWrap(True)
        self.batches = BatchList()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._card(), 3)
        row.addWidget(self.batches, 2)
        self._tell_unit()

    def _card(self) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.MARGIN, theme.SPACE, theme.MARGIN, theme.MARGIN)
        column.setSpacing(theme.GAP)
        column.addWidget(_section("花名册文件"))
        column.addWidget(self.drop, 2)
        self._files = QVBoxLayout()
        self._files.setSpacing(0)
        self._files.setContentsMargins(0, 0, theme.GAP, 0)
        holder = QWidget()
        holder.setProperty("role", "plain")
        holder.setLayout(self._files)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(holder)
        self._area.hide()
        column.addWidget(self._area, 3)
        column.addSpacing(theme.GAP)
        column.addWidget(_section("来自哪个单位"))
        column.addWidget(self.unit)
        column.addWidget(self._hint)
        return card

    @property
    def unit_name(self) -> str:
        """The unit, as it stands in the field."""
        return " ".join(self.unit.text().split())

    def clear(self) -> None:
        """Begin anew."""
        self.paths, self._failures = (), {}
        self.unit.set_value(None, "")
        self._list_files()

    @Slot(object)
    def add(self, paths: tuple[Path, ...]) -> None:
        """Take further files; one that is there already is not taken twice."""
        self.paths = tuple(dict.fromkeys((*self.paths, *paths)))
        if not self.unit_name:
            self._guess_unit()
        self._list_files()
        self.changed.emit()

    def show_failures(self, failures: Mapping[str, str]) -> None:
        """Say under each file, by its name, why it could not be read."""
        self._failures = failures
        self._list_files()

    def _drop(self, path: Path) -> None:
        self.paths = tuple(one for one in self.paths if one != path)
        self._list_files()
        self.changed.emit()

    def _list_files(self) -> None:
        while (item := self._files.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for path in self.paths:
            self._files.addWidget(self._file(path))
        self._files.addStretch()
        self._area.setVisible(bool(self.paths))

    def _file(self, path: Path) -> QWidget:
        failure = self._failures.get(path.name, "")
        picture = QLabel()
        sign = ("circle-x", "bad") if failure else ("file-text", "second")
        picture.setPixmap(icons.pixmap(*sign, theme.SMALL_ICON))
        name = ElidedLabel()
        name.set_whole(path.name)
        name.setToolTip(str(path))
        size = QLabel(sized(path))
        size.setProperty("role", "small")
        away = tool_button("x", f"去掉《{path.name}》", theme.ARROW)
        away.clicked.connect(lambda: self._drop(path))
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        line.addWidget(picture)
        line.addWidget(name, 1)
        line.addWidget(size)
        line.addWidget(away)
        row = QFrame()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        if failure:
            why = QLabel(failure)
            why.setObjectName("file_failure")
            why.setProperty("role", "problem")
            why.setWordWrap(True)
            why.setContentsMargins(theme.SMALL_ICON + theme.GAP, 0, 0, theme.GAP)
            column.addWidget(why)
            if path.suffix.lower() in TEXTS:
                column.addWidget(self._other_encoding(path), 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _other_encoding(self, path: Path) -> QWidget:
        button = link_button("换一种编码读…")
        button.setObjectName("other_encoding")
        menu = QMenu(button)
        for label, encoding in ENCODINGS[1:]:
            action = menu.addAction(label)
            action.triggered.connect(
                lambda _=False, encoding=encoding: self.encoding_wanted.emit(path.name, encoding)
            )
        button.setMenu(menu)
        return button

    def _guess_unit(self) -> None:
        """Fill in the unit that a file's name speaks of, the longest such name."""
        names = "".join(path.stem for path in self.paths)
        found = [
            (len(word), unit)
            for unit in self._session.store.select(UNITS)
            for word in (unit.name, *(unit.aliases or "").split("、"))
            if len(word) > 2 and word in names
        ]
        if found:
            _length, unit = max(found, key=lambda one: one[0])
            self.unit.set_value(unit.id, unit.name)

    @Slot()
    def _tell_unit(self, _text: str = "") -> None:
        name = self.unit_name
        if not name:
            text = "输入名称的一部分来选；名册里有学校一栏、每行都填了的，可以不填。"
        elif self._session.store.named(UNITS, name) is None:
            text = (
                f"“{name}”还不在{UNITS.label}里，导入时会新建，类别“{unit_kind(name)}”，以后可改。"
            )
        else:
            text = "名册里的人都记在这个单位名下。"
        self._hint.setText(text)
        self.changed.emit()


def _section(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "section")
    return label
