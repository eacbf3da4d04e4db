"""Every ledger: its declaration names columns of its table, its page opens, its form saves."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget

from gui.ledgers.catalogue.ledger_groups import GROUPS
from gui.ledgers.catalogue.organization_ledgers import (
    BRANCH_LEDGER,
    ORGANIZATION_LEDGER,
    UNIT_LEDGER,
)
from gui.ledgers.catalogue.roster_ledgers import PEOPLE_LEDGERS
from gui.ledgers.catalogue.service_ledgers import SERVICE_LEDGERS, TRAINING_LEDGER
from gui.ledgers.ledger_page import LedgerPage
from gui.ledgers.panel.child_list import ChildList, ChildStack
from gui.page_catalogue import PAGES, page_with_table
from storage.model.schema import Column
from storage.store.listing import count, every
from windows import show

LEDGERS = (
    *PEOPLE_LEDGERS, ORGANIZATION_LEDGER, BRANCH_LEDGER, TRAINING_LEDGER, UNIT_LEDGER,
    *SERVICE_LEDGERS, *(ledger for _, ledgers in GROUPS for ledger in ledgers),
)  # fmt: skip
every_ledger = pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.name)


@every_ledger
def test_a_ledger_names_columns_of_its_table_and_its_form_has_them_all(ledger):
    shown = ledger.table.shown
    asked = [name for _, names in ledger.form_groups for name in names]
    named = {*ledger.columns, *ledger.subtitle, *ledger.tones, *asked}
    assert named <= set(shown)
    assert len(asked) == len(set(asked))
    assert {name for name, one in shown.items() if isinstance(one, Column)} <= set(asked)
    for name, words in ledger.tones.items():
        assert set(words) <= set(shown[name].kind.choices)
    assert ledger.newest_first_by in {"", *ledger.table.by_name}
    assert ledger.purpose.endswith("。")


@every_ledger
def test_a_ledger_has_one_page(ledger):
    assert len([page for page in PAGES if ledger.table in page.tables]) == 1
    assert page_with_table(ledger.table)


def _another(table, draft):
    """The same draft with another key."""
    by_kind = {table.by_name[name].kind.name: name for name in reversed(table.key)}
    name = by_kind.get("text") or by_kind.get("name") or by_kind.get("date") or by_kind.get("link")
    if "id_number" in by_kind:
        return {**draft, "id_number": None}
    if name is None:
        return draft
    kind, value = table.by_name[name].kind, draft[name]
    if kind.target:
        return {**draft, name: value + 1}
    if kind.name == "date":
        return {**draft, name: (date.fromisoformat(value) + timedelta(days=1)).isoformat()}
    return {**draft, name: f"{value}二"}


@every_ledger
def test_the_page_lists_the_records_and_its_form_saves_another(qtbot, busy, ledger):
    table, store = ledger.table, busy.store
    page = show(qtbot, LedgerPage(busy, ledger))
    there = page.list_query.query(busy.quarter.cut_off)
    qtbot.waitUntil(lambda: page.model.total == count(store, there) > 0)
    order = "id" if table.append_only else "id DESC"  # the last hours saved are a correction
    found = [row.record.id for row in every(store, there)]
    one = next(
        store.select(table, f"id IN ({', '.join(map(str, found))})", order=f"{order} LIMIT 1")
    )
    draft = _another(table, table.draft(one))
    page.add(draft)
    assert page.panel.save(), [
        label.text() for label in page.panel.findChildren(QWidget) if label.property("role") == "problem"
    ]  # fmt: skip
    saved = store.get(table, page.panel.record_id)
    assert saved == store.parse(table, draft, page.panel.record_id)
    qtbot.waitUntil(lambda: page.model.total == count(store, there) == len(found) + 1)


@every_ledger
def test_every_list_of_a_record_opens(qtbot, busy, ledger):
    if not ledger.tabs:
        return
    page = show(qtbot, LedgerPage(busy, ledger))
    qtbot.waitUntil(lambda: page.model.total > 0)
    page.grid.selectRow(0)
    qtbot.waitUntil(lambda: page.panel.isVisible())
    for at in range(1, len(ledger.tabs) + 1):
        page.panel._bar.setCurrentIndex(at)
        qtbot.waitUntil(lambda at=at: page.panel._stack.currentIndex() == at)
        for part in _lists(page.panel._parts[at]):
            qtbot.waitUntil(lambda part=part: part._model.total >= 0)
            part._edit(None)
            needed = {c.name for c in part._table.columns if c.required and c.default is None}
            assert needed <= {*part._form._form._lines, *part._defaults()}


def _lists(part):
    """The lists on a tab; there may be something else on it."""
    if isinstance(part, ChildStack):
        return part.lists
    return [part] if isinstance(part, ChildList) else []
