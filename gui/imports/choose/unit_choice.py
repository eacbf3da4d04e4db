"""来自哪个单位: the unit field for the only file, or for those chosen among several."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.widgets.buttons import quiet_button
from gui.widgets.field.link_field import LinkField
from storage.intake.sender.sender import BY_ROW
from storage.intake.sender.units import find_unit, likely_unit, unit_kind
from storage.model.tables.unit import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.imports.choose.chosen_files import ChosenFiles
    from gui.session import Session

MAX_OFFERED = 4  # units offered as links
LINK_GAP = "&nbsp;&nbsp; "  # between links
SINGLE_FILE_HINT = "输入名称的一部分来选；名册里有学校一栏、每行都填了的，可以不填。"
ALL_ASSIGNED = "每份名册里的人都记在各自的单位名下；要改哪一份，选中它再选单位。"


class UnitChoice(QWidget):
    """A field with hints; among several files a known name is assigned as soon as it is typed.

    Signals:
        edited(): the unit of the only file changed
        unit_assigned(keys, unit): these files come from that unit
        exclude_requested(): the chosen files are to be excluded, or included again
    """

    edited = Signal()
    unit_assigned = Signal(object, str)
    exclude_requested = Signal()

    def __init__(self, session: Session, files: ChosenFiles) -> None:
        super().__init__()
        self._session = session
        self.files = files
        self.by_hand = False  # whether the field was filled in by the clerk
        self._keys: tuple[str, ...] = ()
        self._showing = False
        self._head = QLabel()
        self._head.setObjectName("whose_head")
        self._head.setProperty("role", "section")
        self.unit = LinkField(session, UNITS)
        self.unit.setObjectName("unit")
        self.unit.setAccessibleName("来自哪个单位")
        self.unit.textChanged.connect(self._on_text_changed)
        self.unit.picked.connect(lambda _number: self._assign_typed())
        self.unit.returnPressed.connect(self._assign_typed)
        self._exclude_button = quiet_button("不导入")
        self._exclude_button.setObjectName("leave_file_out")
        self._exclude_button.setToolTip("Delete")
        self._exclude_button.clicked.connect(self.exclude_requested)
        self.hint = QLabel()
        self.hint.setObjectName("unit_hint")
        self.hint.setProperty("role", "small")
        self.hint.setWordWrap(True)
        self.hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.hint.linkActivated.connect(self._on_link_activated)
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        line.addWidget(self.unit, 1)
        line.addWidget(self._exclude_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._head)
        column.addLayout(line)
        column.addWidget(self.hint)

    @property
    def name(self) -> str:
        """The text of the field, its whitespace normalized."""
        return " ".join(self.unit.text().split())

    def show_unit(self, name: str) -> None:
        """Put a unit into the field without counting it as typed."""
        self._showing = True
        self.unit.set_value(find_unit(self._session.store, name) if name else None, name)
        self._showing = self.by_hand = False
        self._show_hint()

    def take_focus(self, text: str) -> None:
        """Move the keyboard to the field, with a text that was typed elsewhere."""
        self.unit.setFocus()
        if text:
            self.unit.setText(text)
            self.unit.textEdited.emit(text)
        else:
            self.unit.selectAll()

    def show_single(self, keys: Sequence[str]) -> None:
        """Show the field for the only file."""
        self._keys = tuple(keys)
        self._show_hint()

    def show_chosen(self, keys: Sequence[str]) -> None:
        """Show the field for the files chosen among several, with the unit they share."""
        other = tuple(keys) != self._keys
        self._keys = tuple(keys)
        units = {self.files.unit_of(one) for one in keys}
        common = units.pop() if len(units) == 1 else ""
        if (other or common) and common != self.name:
            self.show_unit(common)
        else:
            self._show_hint()

    # typing

    @Slot()
    def _on_text_changed(self, _text: str = "") -> None:
        if self._showing:
            return
        self.by_hand = True
        if not self.files.several:
            for one in self._keys:  # decisions about another unit no longer hold
                self.files.units.pop(one, None)
                self.files.plans.pop(one, None)
        elif self._keys and find_unit(self._session.store, self.name) is not None:
            self.unit_assigned.emit(self._keys, self.name)
            return
        self._show_hint()
        self.edited.emit()

    @Slot()
    def _assign_typed(self) -> None:
        """Assign the typed unit to the chosen files; a part of only one name means that name."""
        name = self.name
        if not self.files.several or not self._keys or not name:
            return
        if find_unit(self._session.store, name) is None:
            matches = [unit.name for unit in self._session.store.select(UNITS) if name in unit.name]
            if len(matches) > 1:
                self.unit.offer()
                return
            name = matches[0] if matches else name
        self.unit_assigned.emit(self._keys, name)

    @Slot(str)
    def _on_link_activated(self, link: str) -> None:
        if link.isdigit():  # the number of a likely unit
            self.unit.set_value(int(link), self._session.store.get(UNITS, int(link)).name)
            self.unit.setFocus()
            return
        what, _colon, name = link.partition(":")
        name = unquote(name)
        if what == "new":
            for one in self._files_of_new_units():
                self.files.assign_unit([one], self._proposed_new_unit(one))
            self.unit_assigned.emit((), "")
            return
        self.unit_assigned.emit(self._keys, BY_ROW if what == "row" else name)
        if not self.files.several:
            self.show_unit(name)
            self.by_hand = True
            self.edited.emit()

    # hints

    def _show_hint(self) -> None:
        several, chosen = self.files.several, len(self._keys)
        self._exclude_button.setVisible(several)
        out = bool(self._keys) and set(self._keys) <= self.files.left_out
        self._exclude_button.setText("放回" if out else "不导入")
        self._exclude_button.setAccessibleName(self._exclude_button.text())
        self._exclude_button.setEnabled(bool(chosen))
        self.unit.setEnabled(not several or (bool(chosen) and not out))
        if several and chosen > 1:
            self._head.setText(f"选中的 {chosen} 份来自哪个单位")
        else:
            self._head.setText("这一份来自哪个单位" if several and chosen else "来自哪个单位")
        text = self._hint_for_several() if several else self._hint_for_one()
        if out:
            text = "选中的文件不导入；点“放回”或按 Delete 再放回来。"
        self.hint.setText(text)

    def _hint_for_one(self) -> str:
        doubt = next(filter(None, map(self.files.doubt, self._keys)), "")
        if doubt:
            names = self.files.proposals(self._keys[0])
            links = [
                self._link(f"give:{quote(one)}", self._link_text(one))
                for one in names[:MAX_OFFERED]
            ]
            return f"{escape(doubt)}。{LINK_GAP.join(links)}"
        if not self.name:
            return SINGLE_FILE_HINT
        if find_unit(self._session.store, self.name) is None:
            return self._new_unit_hint()
        return "名册里的人都记在这个单位名下。"

    def _link_text(self, name: str) -> str:
        return f"就是{name}" if name == self.name else f"改成{name}"

    def _hint_for_several(self) -> str:
        typed = self.name
        unsure = [one for one in self._keys if self.files.doubt(one)]
        units = {self.files.unit_of(one) for one in self._keys}
        if typed and typed not in units:
            return f"{self._new_unit_hint()}按 Enter 给选中的文件。"
        parts = []
        if unsure:
            if len(self._keys) == 1:
                parts.append(f"{escape(self.files.doubt(unsure[0]))}。")
            parts += self._proposal_links(unsure)
        news = self._files_of_new_units()
        if len(news) > 1:
            names = {self._proposed_new_unit(one) for one in news}
            parts.append(self._link("new:", f"把写明的 {len(names)} 个新单位都新建"))
        return LINK_GAP.join(parts) or self._overall_hint()

    def _overall_hint(self) -> str:
        """Return the hint where there is nothing to report about the chosen files."""
        open_ones = self.files.without_unit()
        if self.files.has_unread:
            return "正在看每份名册来自哪个单位，看完写在上面；现在也可以选中几份，先给它们单位。"
        if open_ones:
            return f"还有 {len(open_ones)} 份没有单位；可以按住 Ctrl 或 Shift 选中几份，一起给。"
        return ALL_ASSIGNED

    def _proposal_links(self, keys: Sequence[str]) -> list[str]:
        """Return links for the units that all of these files may come from."""
        common = [n for n in self.files.proposals(keys[0])
                  if all(n in self.files.proposals(one) for one in keys)]  # fmt: skip
        store = self._session.store
        links = [
            self._link(
                f"give:{quote(name)}",
                name if find_unit(store, name) is not None else f"新建“{name}”",
            )
            for name in common[:MAX_OFFERED]
        ]
        if all(self.files.is_by_row(one) for one in keys):
            links.append(self._link("row:", "按各行（各表）写的学校分开记"))
        return links

    def _files_of_new_units(self) -> list[str]:
        return [one for one in self.files.doubtful if self._proposed_new_unit(one)]

    def _proposed_new_unit(self, one: str) -> str:
        """Return the only unit a file names if it does not exist yet, or ""."""
        names = self.files.proposals(one)
        alone = len(names) == 1 and find_unit(self._session.store, names[0]) is None
        return names[0] if alone else ""

    def _new_unit_hint(self) -> str:
        """Return the hint that a unit will be created, with a likely existing one."""
        name = self.name
        new = f"导入时会新建，类别“{unit_kind(name)}”，以后可改。"
        found = likely_unit(self._session.store, name)
        if found is None:
            return f"“{escape(name)}”还不在{UNITS.label}里，{new}"
        link = self._link(str(found.id), "就是它")
        return f"是不是{UNITS.label}里的“{escape(found.name)}”？{link}　不是的话，{new}"

    def _link(self, target: str, text: str) -> str:
        return f"<a href='{target}' style='color:{theme.colours().link}'>{escape(text)}</a>"
