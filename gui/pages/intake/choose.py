"""选择: which files, and whose people they list."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui import theme
from gui.pages.intake.batch_list import BatchList
from gui.pages.intake.file_row import FileRow
from gui.pages.intake.into import Into
from gui.pages.intake.remembered import Remembered
from gui.widgets.drop_area import DropArea
from gui.widgets.link_field import LinkField
from gui.widgets.scrolled import flush
from storage.errors import UserError
from storage.intake.gathering import gather
from storage.intake.sources import PASTED, Pasted, key, shown
from storage.intake.units import alike, unit_called, unit_kind
from storage.tables.unit import UNITS
from storage.tables.volunteer import VOLUNTEERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gui.session import Place, Session
    from storage.intake.draft import Draft
    from storage.intake.plan import FilePlan, Plan
    from storage.intake.sources import Source

KINDS = "花名册 (*.xlsx *.xls *.et *.csv *.ods *.xlsb *.txt *.tsv *.htm *.html *.xml);;所有文件 (*)"
INTRO = "把学校发来的花名册或整个文件夹拖到这里，或复制后按 Ctrl+V；从表里复制的几行也可以粘贴"


class ChoosePart(QWidget):
    """The files and the unit left, earlier imports right.

    Signals:
        changed(): other files or another unit
        encoding_wanted(file, encoding): read a text file in another encoding
        password_given(file, password): open a file with this password
    """

    changed = Signal()
    encoding_wanted = Signal(str, str)
    password_given = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.remembered = Remembered(session)
        self.side = QWidget()
        below = QVBoxLayout(self.side)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.remembered)
        self.sources: tuple[Source, ...] = ()
        self._plans: Mapping[str, FilePlan] = {}
        self.drop = DropArea(INTRO, "选择文件…", KINDS)
        self.drop.given.connect(self.add)
        self.unit = LinkField(session, UNITS)
        self.unit.setObjectName("unit")
        self.unit.setAccessibleName("来自哪个单位")
        self.unit.textChanged.connect(self._tell_unit)
        self.into = Into()
        self.into.currentIndexChanged.connect(lambda _at: self._tell_unit())
        self._hint = QLabel()
        self._hint.setObjectName("unit_hint")
        self._hint.setProperty("role", "small")
        self._hint.setWordWrap(True)
        self._hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._hint.linkActivated.connect(self._take_alike)
        self.batches = BatchList()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._card(), 3)
        row.addWidget(self.batches, 2)
        self._tell_unit()

    def _card(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
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
        self._whose = _section("来自哪个单位")
        column.addWidget(self._whose)
        column.addWidget(self.unit)
        column.addWidget(self._hint)
        line = QHBoxLayout()
        line.addWidget(QLabel("导入到"))
        line.addWidget(self.into, 1)
        column.addLayout(line)
        card = QFrame()
        card.setProperty("role", "card")
        around = QVBoxLayout(card)
        around.setContentsMargins(theme.MARGIN, theme.SPACE, theme.MARGIN, theme.MARGIN)
        around.addWidget(flush(inside))
        return card

    @property
    def unit_name(self) -> str:
        """The unit, as it stands in the field; only people come from one."""
        roster = self.into.of_people
        return " ".join(self.unit.text().split()) if roster else ""

    @property
    def given(self) -> tuple[Sequence[Source], str, str]:
        """The files, the unit, and the ledger that they are for."""
        return self.sources, self.unit_name, self.into.table

    def arrive(self, place: Place) -> None:
        """Import into the ledger that the clerk comes from, unless files are chosen already."""
        if place.table and not self.sources:
            self.into.choose(place.table)

    def clear(self) -> None:
        """Begin anew."""
        self.sources, self._plans = (), {}
        self.into.choose(VOLUNTEERS.name)
        self.unit.set_value(None, "")
        self._list_files()

    @Slot(object)
    def add(self, paths: tuple[Path, ...]) -> None:
        """Take further files and folders; what is there already is not taken twice."""
        try:
            found = gather(paths)
        except UserError as error:
            self._session.say(str(error), "bad")
            return
        self._take(found.files)
        if found.passed_over:
            self._session.say(found.told, "warn")

    def paste(self, text: str) -> None:
        """Take rows copied from a sheet."""
        taken, name, number = {one.name for one in self.sources}, PASTED, 1
        while name in taken:
            number += 1
            name = f"{PASTED} {number}"
        self._take([Pasted(text, name)])

    def show_draft(self, draft: Draft) -> None:
        """Show what an import that was left unfinished had."""
        self.sources, self._plans = draft.sources, {}
        self.into.choose(draft.table)
        unit = self._session.store.named(UNITS, draft.unit_name) if draft.unit_name else None
        self.unit.set_value(unit, draft.unit_name)
        self._list_files()

    def show_plan(self, plan: Plan) -> None:
        """Say of each file what it turned out to be, or why it could not be read."""
        self._plans = {file.key: file for file in plan.files}
        self._list_files()

    def _take(self, sources: Sequence[Source]) -> None:
        self.sources = tuple(dict.fromkeys((*self.sources, *sources)))
        if not self.unit_name:
            self._guess_unit()
        self._list_files()
        self.changed.emit()

    def _drop(self, source: Source) -> None:
        self.sources = tuple(one for one in self.sources if one != source)
        self._list_files()
        self.changed.emit()

    def _list_files(self) -> None:
        while (item := self._files.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._shown = shown(self.sources)
        for source in self.sources:
            self._files.addWidget(self._file(source))
        self._files.addStretch()
        self._area.setVisible(bool(self.sources))

    def _file(self, source: Source) -> QWidget:
        row = FileRow(source, self._plans.get(key(source)), self._shown[source])
        row.dropped.connect(lambda: self._drop(source))
        row.encoding_wanted.connect(lambda word: self.encoding_wanted.emit(key(source), word))
        row.password_given.connect(lambda word: self.password_given.emit(key(source), word))
        return row

    def _guess_unit(self) -> None:
        """Fill in the unit that a file's name speaks of, the longest such name."""
        names = "".join(str(one) for one in self.sources if isinstance(one, Path))
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
        name, roster = self.unit_name, self.into.of_people
        for part in (self._whose, self.unit):
            part.setVisible(roster)
        if not roster:
            text = "按表头对应这种台账的栏目；从这里导出、改过的表会找到原来的记录。"
        elif not name:
            text = "输入名称的一部分来选；名册里有学校一栏、每行都填了的，可以不填。"
        elif unit_called(self._session.store, name) is None:
            text = self._told_new(name)
        else:
            text = "名册里的人都记在这个单位名下。"
        self._hint.setText(text)
        self.changed.emit()

    def _told_new(self, name: str) -> str:
        """Say that a unit would be made, and which one may be meant."""
        made = f"导入时会新建，类别“{unit_kind(name)}”，以后可改。"
        found = alike(self._session.store, name)
        if found is None:
            return f"“{escape(name)}”还不在{UNITS.label}里，{made}"
        link = f"<a href='{found.id}' style='color:{theme.colours().link}'>就是它</a>"
        return f"是不是{UNITS.label}里的“{escape(found.name)}”？{link}　不是的话，{made}"

    @Slot(str)
    def _take_alike(self, number: str) -> None:
        found = self._session.store.get(UNITS, int(number))
        self.unit.set_value(found.id, found.name)
        self.unit.setFocus()


def _section(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "section")
    return label
