"""The ledger of reporting units."""

from __future__ import annotations

from gui.pages.ledger import Ledger
from storage.tables.unit import UNITS
from storage.views import views_of

UNIT_LEDGER = Ledger(
    UNITS,
    views=views_of(UNITS),
    columns=(
        "name", "kind", "parent", "duty", "counted_by", "volunteers", "contact", "phone", "active",
    ),
    groups=(
        ("", (
            "name", "kind", "code", "parent", "duty", "counted_by", "volunteers", "aliases",
            "active",
        )),
        ("联络", ("contact", "phone", "note")),
    ),
    purpose="县、乡镇、学校和企业等向你报送的单位；志愿者和组织都归在它们名下。",
    icon="building-2",
    subtitle=("kind", "parent", "volunteers"),
    tones={"duty": {"必建": "link"}},
)  # fmt: skip
