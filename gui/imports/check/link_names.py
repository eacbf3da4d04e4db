"""The names behind links in rows that are not kept yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.tables import BY_NAME

if TYPE_CHECKING:
    from gui.session import Session
    from storage.intake.rows.import_plan import Plan


class LinkNames:
    """Asks each name once for a plan."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, int], str] = {}

    def begin(self, plan: Plan) -> None:
        """Begin anew with another plan, whose units may not be kept yet."""
        self._known = {("unit", number): name for number, name in plan.new_units.items()}

    def of(self, table: str, number: int) -> str:
        """The name of a record, "" where there is none."""
        key = (table, number)
        if key not in self._known:
            found = self._session.store.select(BY_NAME[table], "id = ?", (number,))
            self._known[key] = next(map(BY_NAME[table].title_of, found), "")
        return self._known[key]
