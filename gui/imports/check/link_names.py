"""The titles of linked records, for rows that are not stored yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.tables import BY_NAME

if TYPE_CHECKING:
    from gui.session import Session
    from storage.intake.rows.import_plan import Plan


class LinkNames:
    """A cache of titles by table and record number, valid for one plan."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._titles: dict[tuple[str, int], str] = {}

    def reset(self, plan: Plan) -> None:
        """Clear the cache for another plan; its new units are not stored yet and named by it."""
        self._titles = {("unit", number): name for number, name in plan.new_units.items()}

    def title_of(self, table: str, number: int) -> str:
        """Return the title of a record, "" where there is none."""
        key = (table, number)
        if key not in self._titles:
            found = self._session.store.select(BY_NAME[table], "id = ?", (number,))
            self._titles[key] = next(map(BY_NAME[table].title_of, found), "")
        return self._titles[key]
