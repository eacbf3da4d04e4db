"""Results of the rule on meetings as parameters of conditions on charters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from storage.counting.rules.meeting_frequency import meeting_duties

if TYPE_CHECKING:
    from storage.model.period import Quarter
    from storage.store.store import Store

_OF = """ifnull(json_extract(:{}, '$."' || t.id || '"'), 0)"""
DUE, MET = _OF.format("meetings_due"), _OF.format("meetings_met")


def meeting_parameters(store: Store, quarter: Quarter) -> dict[str, object]:
    """Return, per charter, the periods that ended in the year to date and those with a meeting."""
    due = {
        one.charter.id: one.periods_due_since(quarter.year_first)
        for one in meeting_duties(store, quarter.cut_off)
    }
    met = {number: sum(slot.met for slot in slots) for number, slots in due.items()}
    return {
        "meetings_due": json.dumps({number: len(slots) for number, slots in due.items()}),
        "meetings_met": json.dumps(met),
    }
