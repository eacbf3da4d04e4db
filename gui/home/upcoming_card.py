"""近期日程: what comes in the next weeks, each with the way to its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.home.step_row import StepRow
from gui.session import Route
from gui.widgets.card import Card, clear_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.session import Session
    from storage.plan.agenda import AgendaItem

AHEAD, SHOWN = 92, 5  # days looked ahead, lines shown


class UpcomingCard(Card):
    """The soonest first."""

    def __init__(self, session: Session) -> None:
        super().__init__("近期日程")
        self._session = session

    def show_upcoming(self, upcoming: Sequence[AgendaItem]) -> None:
        """Show these."""
        clear_layout(self.body)
        for at, one in enumerate(upcoming[:SHOWN]):
            place = place_of(one)
            when = f"{one.day:%m-%d}　{one.detail}"
            row = StepRow(one.text, when, "link", "查看" if place else "", "calendar")
            row.action.setObjectName(f"coming_{at}")
            row.action.clicked.connect(lambda _=False, place=place: self._session.go(place))
            self.body.addWidget(row)
        if not upcoming:
            self.body.addWidget(StepRow(f"今后 {AHEAD} 天没有到期的事", "", "good", ""))
        self.body.addStretch(1)


def place_of(due: AgendaItem) -> Route | None:
    """Where what is due is dealt with."""
    from gui.routes import page_holding  # with all that counts figures

    page = page_holding(due.table) if due.table else ""
    if not page or due.table is None:
        return None
    if due.selection is not None:
        return Route(page, table=due.table.name, selection=due.selection, words=due.text)
    return Route(page, table=due.table.name, record_id=due.record_id)
