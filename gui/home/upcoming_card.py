"""近期日程: what is due in the next weeks, each with a link to its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.home.step_row import StepRow
from gui.session import Route
from gui.widgets.card import Card, clear_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.session import Session
    from storage.plan.agenda import AgendaItem

DAYS_AHEAD, MAX_SHOWN = 92, 5  # days looked ahead, lines shown


class UpcomingCard(Card):
    """The days ahead, the soonest first."""

    def __init__(self, session: Session) -> None:
        super().__init__("近期日程")
        self._session = session

    def show_upcoming(self, upcoming: Sequence[AgendaItem]) -> None:
        """Show what is due, at most `MAX_SHOWN` lines."""
        clear_layout(self.body)
        for at, one in enumerate(upcoming[:MAX_SHOWN]):
            route = due_route(one)
            when = f"{one.day:%m-%d}　{one.detail}"
            row = StepRow(one.text, when, "link", "查看" if route else "", "calendar")
            row.action.setObjectName(f"coming_{at}")
            row.action.clicked.connect(lambda _=False, route=route: self._session.go(route))
            self.body.addWidget(row)
        if not upcoming:
            self.body.addWidget(StepRow(f"今后 {DAYS_AHEAD} 天没有到期的事", "", "good", ""))
        self.body.addStretch(1)


def due_route(due: AgendaItem) -> Route | None:
    """Return the route to the records that are due, None where no page holds them."""
    from gui.routes import find_page  # with all that counts figures

    page = find_page(due.table) if due.table else ""
    if not page or due.table is None:
        return None
    if due.selection is not None:
        return Route(page, table=due.table.name, selection=due.selection, words=due.text)
    return Route(page, table=due.table.name, record_id=due.record_id)
