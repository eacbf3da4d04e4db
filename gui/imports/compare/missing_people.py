"""这次没有: people of the school's last roster missing in this one; proposed, never removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import theme
from gui.formatting import format_logged_at
from gui.widgets.buttons import quiet_button
from gui.widgets.card import Card
from gui.widgets.list.side_list import Entry, SideList
from storage import clock
from storage.errors import UserError
from storage.intake.compare.roster_diff import LEFT, mark_left

if TYPE_CHECKING:
    from gui.imports.check.preview_lines import PlanLines
    from gui.session import Session
    from storage.model.tables.volunteer import Volunteer

MAX_NAMED = 6  # people named in a line


class MissingList(QWidget):
    """Lists the missing people before anything is imported."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = MissingCard(session)
        self.card.setProperty("role", "plain")
        line = QFrame()
        line.setProperty("role", "line")
        self.list = SideList()
        self.list.setObjectName("gone_list")
        self.list.setAccessibleName("这次没有的人")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.GAP)
        column.setSpacing(0)
        column.addWidget(self.card)
        column.addWidget(line)
        column.addWidget(self.list, 1)

    def show_lines(self, lines: PlanLines) -> None:
        """Show the missing people of a plan."""
        self.card.show_lines(lines)
        people = lines.roster_diff.gone if lines.roster_diff else ()
        self.list.show_entries(
            Entry(
                f"{one.name}　{lines.plan.table.number(one.id or 0)}",
                one.id,
                detail=" · ".join(filter(None, (one.class_name, one.birth_date))),
            )
            for one in people
        )


class MissingCard(Card):
    """Offers to mark the missing people as having left, in one edit.

    Signals:
        marked(): they were marked; the plan's missing people are out of date
    """

    marked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("这次没有的人")
        self.setObjectName("gone_card")
        self._session = session
        self._people: tuple[Volunteer, ...] = ()
        self._summary = QLabel()
        self._summary.setObjectName("gone_told")
        self._summary.setProperty("role", "second")
        self._summary.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for at, how in enumerate(LEFT):
            button = quiet_button(f"都标为{how}")
            button.setObjectName(f"mark_left_{at}")
            button.clicked.connect(lambda _=False, how=how: self._mark(how))
            row.addWidget(button)
        row.addStretch()
        self.body.setSpacing(theme.GAP)
        self.body.addWidget(self._summary)
        self.body.addLayout(row)

    def show_lines(self, lines: PlanLines | None) -> None:
        """Show the missing people of a plan; hidden where nobody is missing."""
        self._people = lines.roster_diff.gone if lines and lines.roster_diff else ()
        names = "、".join(one.name for one in self._people[:MAX_NAMED])
        more = "等" if len(self._people) > MAX_NAMED else ""
        self._summary.setText(
            f"上次的名册里有、这次没有的 {len(self._people):,} 人：{names}{more}。"
            "导入不会动他们；确实离开了的，可以在这里一起标，标错了能撤销。"
        )
        self.setVisible(bool(self._people))

    def _mark(self, how: str) -> None:
        try:
            with self._session.edit(f"把 {len(self._people):,} 人标为{how}") as edit:
                mark_left(edit, self._people, how, clock.today())
        except UserError as error:
            self._session.notify(str(error), "bad")
            return
        self.hide()
        self.marked.emit()


def roster_diff_text(lines: PlanLines) -> str:
    """Return the differences from the school's last roster in a sentence, "" without one."""
    diff = lines.roster_diff
    if diff is None:
        return ""
    parts = [
        f"{words} {count:,} 人"
        for words, count in (
            ("新来", diff.arrived), ("有改动", diff.changed), ("这次没有", len(diff.gone)),
        )
        if count
    ]  # fmt: skip
    files = "、".join(f"《{name}》" for name in diff.files[:2])
    return f"和 {format_logged_at(diff.at)} 导入的{files}比：{'，'.join(parts) or '一样'}。"
