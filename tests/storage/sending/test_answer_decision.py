"""Differences accepted, refused, and decided a second time."""

from dataclasses import replace
from datetime import date

import pytest

from storage.errors import UserError
from storage.model.tables import CORRECTIONS, ORGANIZATIONS
from storage.model.tables.organization import Organization
from storage.sending.answer_decision import (
    accept_item,
    earlier_decisions,
    item_key,
    open_items,
    refuse_item,
)
from storage.sending.answer_item import AnswerItem

DAY, QUARTER = date(2026, 10, 12), "2026Q3"
FIGURE = AnswerItem("W01 指标汇总", "F6", "V01", "数值", "10", "12")


@pytest.fixture
def field(store):
    """The leader of an organization, whom the city spells otherwise."""
    with store.edit("录入") as edit:
        number = edit.save(
            ORGANIZATIONS, Organization(name="示例协会", kind="社会组织", leader="李文博")
        )
    return AnswerItem("W03 组织台账", "K9", "示例协会", "负责人", "李文博", "李文波",
                      ORGANIZATIONS, number, "leader")  # fmt: skip


def _decide(store, decide, item, quarter=QUARTER):
    with store.edit("处理市里的回复") as edit:
        return decide(store, edit, quarter, item, DAY)


def test_an_accepted_field_changes_its_record_and_is_done(store, field):
    noted = _decide(store, accept_item, field)
    assert store.get(ORGANIZATIONS, field.record).leader == "李文波"
    assert (noted.decision, noted.decided_on, noted.done_on) == ("接受", DAY, DAY)
    assert open_items(store, QUARTER) == []


def test_a_refused_field_leaves_its_record(store, field):
    noted = _decide(store, refuse_item, field)
    assert store.get(ORGANIZATIONS, field.record).leader == "李文博"
    assert (noted.decision, noted.done_on) == ("不接受", None)
    assert open_items(store, QUARTER) == []


def test_an_accepted_figure_stays_open(store):
    _decide(store, accept_item, FIGURE)
    (waiting,) = open_items(store, QUARTER)
    assert (waiting.cell, waiting.ours, waiting.theirs) == ("F6", "10", "12")
    assert open_items(store, "2026Q2") == []


def test_a_second_decision_replaces_the_first_of_the_same_words(store):
    _decide(store, accept_item, FIGURE)
    _decide(store, refuse_item, replace(FIGURE, cell="F7"))  # a row was inserted above
    assert store.count(CORRECTIONS) == 1
    assert earlier_decisions(store, QUARTER)[item_key(FIGURE)].decision == "不接受"
    _decide(store, accept_item, replace(FIGURE, theirs="13"))
    assert store.count(CORRECTIONS) == 2


def test_the_same_words_of_another_quarter_are_another_decision(store):
    _decide(store, accept_item, FIGURE)
    _decide(store, refuse_item, FIGURE, "2026Q2")
    decisions = [earlier_decisions(store, one)[item_key(FIGURE)].decision
                 for one in (QUARTER, "2026Q2")]  # fmt: skip
    assert decisions == ["接受", "不接受"]


def test_a_value_that_does_not_fit_is_a_sentence_and_nothing_is_noted(store, field):
    wrong = replace(field, column="founded_on", theirs="不是日期")
    with pytest.raises(UserError, match="“不是日期”填不进台账"):
        _decide(store, accept_item, wrong)
    assert store.count(CORRECTIONS) == 0
