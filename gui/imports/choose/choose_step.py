"""选择: the files to import, the unit that sent each, and the ledger they go into."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import theme
from gui.imports.choose.batch_list import BatchList
from gui.imports.choose.chosen_files import ChosenFiles, FileChoice
from gui.imports.choose.file_list import FileList
from gui.imports.choose.file_row import FileRow
from gui.imports.choose.remembered_list import RememberedList
from gui.imports.choose.unit_choice import UnitChoice
from gui.page_catalogue import PAGES
from gui.widgets.drop_area import DropArea
from gui.widgets.scroll_area import flush_scroll_area
from storage.errors import UserError
from storage.intake.folder_scan import find_files
from storage.intake.read.formats import FORMATS
from storage.intake.sender.units import Directory
from storage.intake.sources import PASTED, Pasted, display_names, key
from storage.model.tables.volunteer import VOLUNTEERS
from storage.views.roster_views import BY_NAME, ROSTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.session import Route, Session
    from storage.intake.rows.import_plan import Plan
    from storage.intake.saved_draft import Draft
    from storage.intake.sources import Source

ROSTER_LABEL = f"{VOLUNTEERS.label}（花名册）"


class TargetChoice(QComboBox):
    """A combo box of the ledgers that have a page, the volunteers first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("into")
        self.setAccessibleName("导入到哪种台账")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItem(ROSTER_LABEL, VOLUNTEERS.name)
        for roster in ROSTERS:
            self.addItem(roster.label, roster.name)
        for table in dict.fromkeys(table for page in PAGES for table in page.tables):
            if table is not VOLUNTEERS:
                self.addItem(table.label, table.name)

    @property
    def table(self) -> str:
        """The name of the chosen table or roster."""
        return str(self.currentData())

    @property
    def is_people(self) -> bool:
        """Whether the rows become volunteers."""
        return self.table == VOLUNTEERS.name or self.table in BY_NAME

    def choose(self, table: str) -> None:
        """Choose a table by its name; one without a page leaves the volunteers."""
        self.setCurrentIndex(max(self.findData(table), 0))


_ENDINGS = " ".join(f"*.{ending}" for one in FORMATS.values() for ending in one.endings)
FILE_FILTER = f"花名册 ({_ENDINGS});;所有文件 (*)"
DROP_HINT = "把学校发来的花名册或整个文件夹拖到这里，或复制后按 Ctrl+V；从表里复制的几行也可以粘贴"


TABLE_HINT = "按表头对应这种台账的栏目；从这里导出、改过的表会找到原来的记录。"
NOTICE_TOPIC = "import"  # the notices of an import, withdrawn together


class ChooseStep(QWidget):
    """Files and unit on the left, past imports on the right, hidden while there are several files.

    Signals:
        changed(): the files, the unit or the ledger changed
        encoding_requested(file, encoding): read a text file in another encoding
        password_given(file, password): open a file with this password
    """

    changed = Signal()
    encoding_requested = Signal(str, str)
    password_given = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.remembered = RememberedList(session)
        self.side = QWidget()
        (below := QVBoxLayout(self.side)).setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.remembered)
        self.files = ChosenFiles()
        self.unit_choice = UnitChoice(session, self.files)
        self.drop = DropArea(DROP_HINT, "选择文件…", FILE_FILTER)
        self.drop.files_received.connect(self.add)
        self.target = TargetChoice()
        self.target.currentIndexChanged.connect(lambda _at: self._update_unit())
        self.table = FileList()
        self.table.chosen.connect(self._show_chosen)
        self.table.typed.connect(self._start_typing)
        self.table.exclude_requested.connect(self.toggle_excluded)
        self.unit, self._hint = self.unit_choice.unit, self.unit_choice.hint
        self.unit_choice.edited.connect(self.changed)
        self.unit_choice.unit_assigned.connect(self._assign_unit)
        self.unit_choice.exclude_requested.connect(self.toggle_excluded)
        self.batches = BatchList()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._card(), 3)
        row.addWidget(self.batches, 2)
        self._list_files()

    def _card(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(_section_label("花名册文件"))
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
        column.addWidget(self.table, 6)
        column.addSpacing(theme.GAP)
        column.addWidget(self.unit_choice)
        self._table_hint = QLabel(TABLE_HINT)
        self._table_hint.setObjectName("into_hint")
        self._table_hint.setProperty("role", "small")
        self._table_hint.setWordWrap(True)
        column.addWidget(self._table_hint)
        line = QHBoxLayout()
        line.addWidget(QLabel("导入到"))
        line.addWidget(self.target, 1)
        column.addLayout(line)
        card = QFrame()
        card.setProperty("role", "card")
        around = QVBoxLayout(card)
        around.setContentsMargins(theme.MARGIN, theme.SPACE, theme.MARGIN, theme.MARGIN)
        around.addWidget(flush_scroll_area(inside))
        return card

    @property
    def sources(self) -> tuple[Source, ...]:
        """All files, the excluded ones as well."""
        return self.files.sources

    @property
    def unit_name(self) -> str:
        """The unit typed for the only file, "" where the rows are not people's."""
        if not self.target.is_people:
            return ""
        return self.files.common if self.files.several else self.unit_choice.name

    @property
    def current_choice(self) -> FileChoice:
        """The current choice of files, unit and ledger."""
        people = self.target.is_people
        return FileChoice(
            self.files.sources,
            self.unit_name,
            self.target.table,
            dict(self.files.units) if people else {},
            frozenset(self.files.left_out),
        )

    @property
    def has_unread(self) -> bool:
        """Whether the sender of a file is still to be read from it."""
        return self.files.several and self.target.is_people and self.files.has_unread

    @property
    def blocker(self) -> str:
        """Why the files cannot be read yet, in a sentence, or ""."""
        return self.files.blocker() if self.target.is_people or not self.files.included else ""

    def show_route(self, route: Route) -> None:
        """Choose the ledger of a route as the target, unless files are chosen already."""
        if route.table and not self.sources:
            self.target.choose(route.table)

    def clear(self) -> None:
        """Reset to no files and the volunteers."""
        self._set_files(ChosenFiles())
        self.target.choose(VOLUNTEERS.name)
        self.unit_choice.show_unit("")
        self._list_files()

    def _set_files(self, files: ChosenFiles) -> None:
        self.files = self.unit_choice.files = files

    @Slot(object)
    def add(self, paths: tuple[Path, ...]) -> None:
        """Add files and the tables in folders; files that are listed already are not repeated."""
        try:
            found = find_files(paths)
        except UserError as error:
            self._session.notify(str(error), "bad", about=NOTICE_TOPIC)
            return
        self._add_sources(found.files)
        if found.left_out:
            self._session.notify(found.sentence, "warn", about=NOTICE_TOPIC)

    def paste(self, text: str) -> None:
        """Add rows copied from a sheet, under a name of their own."""
        included, name, number = {one.name for one in self.sources}, PASTED, 1
        while name in included:
            number += 1
            name = f"{PASTED} {number}"
        self._add_sources([Pasted(text, name)])

    def show_draft(self, draft: Draft) -> None:
        """Show the files and units of a draft that was left unfinished."""
        self._set_files(
            ChosenFiles(draft.sources, {}, dict(draft.choices.units), set(draft.left_out))
        )
        if self.files.several:
            self.files.common = draft.unit_name
        self.target.choose(draft.table)
        self.unit_choice.show_unit("" if self.files.several else draft.unit_name)
        self._list_files()

    def show_plan(self, plan: Plan) -> None:
        """Show the kind and sender of each file of a plan, or why it could not be read."""
        self.files.plans = {file.key: file for file in plan.files}
        self._list_files()
        unsure, chosen = self.files.doubtful, set(self.table.chosen_keys())
        if self.files.several and not (chosen and chosen <= set(unsure)):
            self.table.choose(unsure[:1])

    def _add_sources(self, sources: Sequence[Source]) -> None:
        before = self.files.sources
        self.files.sources = tuple(dict.fromkeys((*before, *sources)))
        if self.files.several and len(before) == 1 and self.unit_choice.by_hand:
            self.files.units.setdefault(key(before[0]), self.unit_choice.name)
        if not self.files.several and not self.unit_name:
            self._guess_unit()
        self._list_files()
        if self.files.several:
            self.table.choose(self.files.without_unit())
        self.changed.emit()

    def _remove_source(self, source: Source) -> None:
        self.files.sources = tuple(one for one in self.sources if one != source)
        self._list_files()
        self.changed.emit()

    @Slot()
    def toggle_excluded(self) -> None:
        """Exclude the chosen files, or include them again where all of them are excluded."""
        keys = set(self.table.chosen_keys())
        self.files.left_out ^= keys if keys <= self.files.left_out else keys - self.files.left_out
        self._list_files()
        self.changed.emit()

    @Slot(object, str)
    def _assign_unit(self, keys: Sequence[str], unit: str) -> None:
        """Assign a unit to files, and choose the next file without one."""
        self.files.assign_unit(keys, unit)
        self._list_files()
        if self.files.several and self.files.without_unit():
            self.table.choose(self.files.without_unit()[:1])
            self.unit.setFocus()
        self.changed.emit()

    def _list_files(self) -> None:
        while (item := self._files.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._shown = display_names(self.sources)
        several = self.files.several and self.target.is_people
        listed = [one for one in self.sources if not several or self._needs_help(one)]
        for source in listed:
            self._files.addWidget(self._file(source))
        self._files.addStretch()
        self._area.setVisible(bool(listed))
        self.drop.set_compact(bool(several))
        self.batches.setVisible(not several)
        self.table.setVisible(bool(several))
        if several:
            self.table.show_lines(self.files.lines(self._session.store))
        self._update_unit()

    def _needs_help(self, source: Source) -> bool:
        plan = self.files.plans.get(key(source))
        return plan is not None and bool(plan.failure) and key(source) not in self.files.left_out

    def _file(self, source: Source) -> QWidget:
        row = FileRow(source, self.files.plans.get(key(source)), self._shown[source])
        row.removal_requested.connect(lambda: self._remove_source(source))
        row.encoding_requested.connect(lambda word: self.encoding_requested.emit(key(source), word))
        row.password_given.connect(lambda word: self.password_given.emit(key(source), word))
        return row

    def _guess_unit(self) -> None:
        """Fill in the unit that a file's name or folder names, if it names one."""
        for source in self.sources:
            if isinstance(source, Path):
                self.unit_choice.show_unit(Directory(self._session.store).of_path(source))

    @Slot(str)
    def _start_typing(self, text: str) -> None:
        self.unit_choice.take_focus(text)

    @Slot()
    def _show_chosen(self) -> None:
        self.unit_choice.show_chosen(self.table.chosen_keys())

    def _update_unit(self) -> None:
        """Show the unit field for the chosen files, hidden where the rows are not people's."""
        for part in (self.unit_choice, self.unit):
            part.setVisible(self.target.is_people)
        self._table_hint.setVisible(not self.target.is_people)
        if self.files.several:
            self.unit_choice.show_chosen(self.table.chosen_keys())
        else:
            self.unit_choice.show_single([key(one) for one in self.sources])
        self.changed.emit()


def _section_label(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "section")
    return label
