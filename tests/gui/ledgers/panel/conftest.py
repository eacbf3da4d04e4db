"""Fixtures of the tests of the panel's lists."""

from datetime import date

import pytest

from gui.ledgers.panel.child_list import ChildList
from storage.model.tables import ATTENDANCES, TRAININGS
from storage.model.tables.training import Training
from storage.store import listing
from windows import show


@pytest.fixture
def training(session):
    with session.store.edit("录入") as edit:
        return edit.save(
            TRAININGS,
            Training(name="骨干班", category="骨干", content="急救", held_on=date(2026, 9, 1),
                     hours=240, organiser="团区委"),
        )  # fmt: skip


@pytest.fixture
def roll(qtbot, session, people, training):
    columns = ("volunteer", "hours", "result")
    made = ChildList(session, ATTENDANCES, "training", columns, columns, person="volunteer")
    show(qtbot, made, 330, 600)
    made.show_record(listing.rows_of(session.store, TRAININGS, [training], date(2026, 9, 30))[0])
    return made
