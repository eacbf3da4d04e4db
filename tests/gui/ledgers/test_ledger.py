"""The declaration of a ledger: its names, form groups, buttons and the sentence of its counts."""

from dataclasses import replace

import pytest

from gui.ledgers.catalogue.recognition_ledgers import EXCHANGE_LEDGER
from gui.ledgers.catalogue.roster_ledgers import PEOPLE_LEDGERS
from gui.ledgers.ledger import Ledger, PageAction, count_sentence
from gui.models.record_list import UNKNOWN, UNREADABLE
from gui.session import Route
from storage.model.tables import EXCHANGES, VOLUNTEERS

ALL, MEMBERS = PEOPLE_LEDGERS[:2]


def test_a_roster_has_its_own_name_condition_and_preset():
    assert (ALL.name, ALL.condition, ALL.preset) == (VOLUNTEERS.name, "", None)
    assert MEMBERS.table is VOLUNTEERS
    assert MEMBERS.name == "league_members"
    assert "league_member" in MEMBERS.condition
    assert MEMBERS.preset


def test_columns_that_no_group_names_come_last_under_a_title_of_their_own():
    part = Ledger(EXCHANGES, ("name",), (("", ("name", "scope")),), "。", "star")
    title, rest = part.form_groups[-1]
    assert title == "其他"
    assert set(rest) == set(EXCHANGES.by_name) - {"name", "scope"}
    assert EXCHANGE_LEDGER.form_groups == EXCHANGE_LEDGER.groups


def test_a_ledger_without_buttons_of_its_own_is_imported_into():
    assert EXCHANGE_LEDGER.all_actions == (
        PageAction("导入", "file-input", Route("import", table="exchange")),
    )
    own = (PageAction("核对", "list-checks", Route("import")),)
    assert replace(EXCHANGE_LEDGER, actions=own).all_actions == own


@pytest.mark.parametrize(
    ("total", "whole", "narrowed", "sentence"),
    [
        (1200, 1200, False, "共 1,200 次"),
        (0, 0, False, "还没有记录"),
        (3, 1200, True, "找到 3 次，共 1,200 次"),
        (3, UNKNOWN, True, "找到 3 次"),
        (UNKNOWN, UNKNOWN, True, "正在数…"),
        (UNKNOWN, 1200, True, "正在数…　共 1,200 次"),
        (UNREADABLE, 1200, False, "交流协作读不出来"),
        (3, UNREADABLE, True, "交流协作读不出来"),
    ],
)
def test_the_counts_are_stated_as_far_as_they_are_known(total, whole, narrowed, sentence):
    unit, label = EXCHANGES.unit, EXCHANGES.label
    expected = sentence.replace("次", unit).replace("交流协作", label)
    assert count_sentence(EXCHANGES, total, whole, narrowed=narrowed) == expected
