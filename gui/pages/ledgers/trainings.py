"""The ledger of trainings."""

from __future__ import annotations

from gui.pages.ledger import Ledger
from gui.pages.ledgers.children import children
from gui.widgets.panel_tabs import Tab
from storage.tables.training import ATTENDANCES, TRAININGS
from storage.views import views_of

TRAINING_LEDGER = Ledger(
    TRAININGS,
    views=views_of(TRAININGS),
    columns=("name", "category", "held_on", "hours", "people", "place", "organiser"),
    groups=(
        ("", (
            "name", "category", "content", "held_on", "ended_on", "hours", "place", "organiser",
            "trainer", "people", "base", "cost", "note",
        )),
    ),
    purpose="记下每场培训的时间、内容、学时和谁参加了；名单可以直接粘贴。",
    icon="graduation-cap",
    subtitle=("category", "held_on", "people"),
    tabs=(Tab(ATTENDANCES.label, children(
        ATTENDANCES, "training", "volunteer hours result", person="volunteer",
    )),),
)  # fmt: skip
