"""Named lists of what was sent to the city and what is to be put right for it."""

from __future__ import annotations

from storage.tables.dispatch import ACCEPTED, CORRECTIONS, DISPATCHES, OPEN, reported
from storage.views.view import view

SENDING_VIEWS = (
    view(
        DISPATCHES, "waiting", "待回执", "t.received_on IS NULL", "t.receipt IS NULL",
        "t.returned_on IS NULL", reported("t"),
    ),
    view(DISPATCHES, "returned", "被退回", "t.returned_on IS NOT NULL"),
    view(
        CORRECTIONS, "open", "待改台账", "t.done_on IS NULL",
        f"t.decision IN ('{OPEN}', '{ACCEPTED}')",
    ),
)  # fmt: skip
