"""市里的回复: what the city changed, one cell at a time, to be accepted or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from gui.appearance import theme
from gui.page_catalogue import PAGES
from gui.session import Route
from gui.widgets.buttons import link_button, quiet_button, tool_button
from gui.widgets.card import Card, clear_layout
from gui.widgets.elided import ElidedLabel
from gui.widgets.focus import focus_new_widget
from gui.widgets.pill import Pill
from storage import clock
from storage.counting.indicators.registry import BY_CODE
from storage.errors import UserError
from storage.model.tables.dispatch import ACCEPTED
from storage.model.tables.league_branch import LEAGUE_BRANCHES
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.training import TRAININGS
from storage.model.tables.unit import UNITS
from storage.model.tables.volunteer import VOLUNTEERS
from storage.sending import answer_decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from exports.package.answer import AnsweredWorkbook
    from gui.session import Session
    from storage.model.schema import Table
    from storage.model.tables.dispatch import Correction
    from storage.sending.answer_item import AnswerItem
    from storage.store.edit import Edit
    from storage.store.store import Store

    Decide = Callable[[Store, Edit, str, AnswerItem, date], Correction]

# What the rows of a sheet of the workbook are counted from
SHEET_TABLES: dict[str, Table[Any]] = {
    "W03.1": UNITS,
    "W03": ORGANIZATIONS,
    "W04": LEAGUE_BRANCHES,
    "W05": VOLUNTEERS,
    "W09": TRAININGS,
}


def item_route(store: Store, item: AnswerItem) -> Route | None:
    """Return the route to where an item is corrected, None if no page holds it."""
    table = item.table or _table_of(item)
    page = next((page.name for page in PAGES if table in page.tables), "") if table else ""
    if table is None or not page:
        return None
    words = (*item.row.split("　"), item.ours)
    return Route(page, table=table.name, record_id=item.record or _find_named(store, table, words))


def _table_of(item: AnswerItem) -> Table[Any] | None:
    code = item.row.split("　")[0]
    if code in BY_CODE:
        return BY_CODE[code].table
    return next(
        (table for sheet, table in SHEET_TABLES.items() if item.sheet.startswith(sheet)), None
    )


def _find_named(store: Store, table: Table[Any], words: Iterable[str]) -> int | None:
    """Find the record named in a row of the answer; None if the name itself was changed."""
    if table.title != "name":
        return None
    found = (store.named(table, word) for word in words if word)
    return next((number for number in found if number is not None), None)


MAX_SHOWN = 40  # differences that are shown; the command line lists all
TONES = {ACCEPTED: "good"}


class AnswerCard(Card):
    """Shows an answer until it is closed.

    Signals:
        closed(): the card should be hidden
        password_entered(path, password): read the encrypted workbook with this password
    """

    closed = Signal()
    password_entered = Signal(object, str)

    def __init__(self, session: Session) -> None:
        shut = tool_button("x", "收起", theme.SMALL_ICON)
        shut.setObjectName("close_answer")
        super().__init__("市里的回复", shut)
        shut.clicked.connect(self.closed)
        self._close_button = shut
        self.setObjectName("answer_card")
        self._session = session
        self._answer: AnsweredWorkbook | None = None
        self._open_links: dict[
            int, QPushButton
        ] = {}  # what accepts a difference that is not decided
        self._remark = QLabel()
        self._remark.setObjectName("answer_remark")
        self._remark.setProperty("role", "second")
        self._remark.setWordWrap(True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.setSpacing(theme.GAP)
        self.body.addWidget(self._remark)
        self.body.addWidget(self._password_row())
        self.body.addLayout(self._rows)

    def _password_row(self) -> QFrame:
        self._path: Path | None = None
        self.password = QLineEdit()
        self.password.setObjectName("answer_password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("打开密码")
        self.password.setAccessibleName("打开密码")
        self.password.returnPressed.connect(self._unlock)
        action = quiet_button("打开")
        action.setObjectName("unlock_answer")
        action.clicked.connect(self._unlock)
        self._locked = QFrame()
        row = QHBoxLayout(self._locked)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.password, 1)
        row.addWidget(action)
        self._locked.hide()
        return self._locked

    def ask_password(self, path: Path, sentence: str) -> None:
        """Ask for the password of an encrypted workbook."""
        self._answer, self._path = None, path
        self.title.setText("市里的回复")
        self._remark.setText(sentence)
        clear_layout(self._rows)
        self._locked.show()
        self.password.setFocus()

    @Slot()
    def _unlock(self) -> None:
        if self._path is not None and self.password.text():
            self.password_entered.emit(self._path, self.password.text())

    def show_answer(self, answer: AnsweredWorkbook) -> None:
        """Show the differences with the decisions made before."""
        self._locked.hide()
        self.password.clear()
        self._answer = answer
        quarter = self._quarter
        decided = answer_decision.earlier_decisions(self._session.store, quarter)
        many = len(answer.items)
        self.title.setText(f"市里的回复：{many} 处不同" if many else "市里的回复")
        same = "与报出去的一样。" if not many else ""
        rest = f"只列出前 {MAX_SHOWN} 处。" if many > MAX_SHOWN else ""
        self._remark.setText(f"《{answer.name}》{same}{answer.remark}{rest}")
        clear_layout(self._rows)
        self._open_links = {}
        for number, item in enumerate(answer.items[:MAX_SHOWN]):
            self._rows.addWidget(
                self._row(number, item, decided.get(answer_decision.item_key(item)))
            )

    @property
    def _quarter(self) -> str:
        stated = self._answer.quarter if self._answer else ""
        return stated or str(self._session.quarter)

    def _row(self, number: int, item: AnswerItem, before: Correction | None) -> QFrame:
        where = ElidedLabel("small")
        where.set_full_text("　".join(filter(None, (f"{item.sheet} {item.cell}", item.row))))
        what = QLabel(f"{item.heading}：{item.ours or '空'} → {item.theirs or '空'}".lstrip("："))
        what.setWordWrap(True)
        actions = QHBoxLayout()
        actions.setSpacing(theme.SPACE)
        if before is None:
            for name, label, decide in (
                ("accept", "接受", answer_decision.accept_item),
                ("refuse", "不接受", answer_decision.refuse_item),
            ):
                link = link_button(label)
                link.setObjectName(f"{name}_{number}")
                link.setAccessibleName(f"{label}：{item.row} {item.heading}")
                link.clicked.connect(lambda _=False, do=decide: self._decide(number, item, do))
                actions.addWidget(link)
                self._open_links.setdefault(number, link)
        else:
            pill = Pill()
            pill.set_text(_decision_text(before), TONES.get(before.decision, "neutral"))
            actions.addWidget(pill)
        route = item_route(self._session.store, item)
        if route is not None and not (before is not None and before.done_on):
            go = link_button("去改")
            go.setObjectName(f"go_{number}")
            go.clicked.connect(lambda: self._session.go(route))
            actions.addWidget(go)
        actions.addStretch(1)
        frame = QFrame()
        frame.setProperty("role", "step")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, theme.GAP // 2, 0, theme.GAP // 2)
        column.setSpacing(2)
        column.addWidget(where)
        column.addWidget(what)
        column.addLayout(actions)
        return frame

    def _decide(self, number: int, item: AnswerItem, decide: Decide) -> None:
        """Decide an item, and focus the next open one."""
        self._close_button.setFocus()
        session = self._session
        what = "接受" if decide is answer_decision.accept_item else "不接受"
        try:
            with session.edit(f"{what}市里的更正：{item.heading or item.cell}") as edit:
                decide(session.store, edit, self._quarter, item, clock.today())
        except UserError as error:
            session.notify(str(error), "bad")
        if self._answer is not None:
            self.show_answer(self._answer)
            following = next((link for at, link in self._open_links.items() if at > number), None)
            if following is not None:
                focus_new_widget(following, self)


def _decision_text(one: Correction) -> str:
    if one.decision != ACCEPTED:
        return one.decision
    return "已接受，台账已改" if one.done_on else "已接受，待改台账"
