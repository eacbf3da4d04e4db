"""An indicator: its scope, the tables that it reads and requires, and its figure as text."""

from __future__ import annotations

import dataclasses

import pytest

from counted import QUARTER, save
from storage.counting.figures import one_figure
from storage.counting.indicators.indicator import (
    STOCK,
    Figure,
    Indicator,
    RelatedAggregates,
    format_fraction,
    is_money,
)
from storage.counting.indicators.registry import BY_CODE
from storage.model.tables import (
    FUNDS,
    POLICIES,
    POLICY_DOCUMENTS,
    SERVICE_RECORDS,
    TARGETS,
    VOLUNTEERS,
)

SERVED = RelatedAggregates(
    SERVICE_RECORDS, "volunteer", {"minutes": "total(s.hours)"}, "s.hours > 0"
)


def indicator(**facts):
    facts = {"table": POLICY_DOCUMENTS, "part": "1", **facts}
    return Indicator("X01", "试验", "1.1", "处", STOCK, "规则", **facts)


def test_an_indicator_reads_its_table_those_its_conditions_name_and_the_settings():
    one = indicator(
        part="EXISTS (SELECT 1 FROM volunteer v WHERE v.id = t.id)",
        aggregates=SERVED,
        also_reads=(FUNDS,),
    )
    assert set(one.reads) == {
        POLICY_DOCUMENTS,
        FUNDS,
        VOLUNTEERS,
        SERVICE_RECORDS,
        POLICIES,
        TARGETS,
    }


def test_a_plain_number_needs_no_state_of_its_records():
    assert indicator().required_tables == {"policy_document"}
    assert indicator(part="t.number IS NULL").required_tables == {
        "policy_document",
        "policy_document.state",
    }
    held = indicator(part="t.id IN (SELECT m.volunteer FROM movement m)")
    assert "movement" not in held.required_tables  # it only qualifies


def test_the_part_is_counted_within_the_whole_unless_it_is_a_sum_of_its_own():
    one = indicator(part="a", whole="b")
    assert one.counted_part == "(b) AND (a)"
    assert dataclasses.replace(one, part_in_whole=False).counted_part == "a"


def test_the_scope_leaves_out_records_counted_by_the_city():
    assert indicator().scope == "1"
    assert "counted_by" in BY_CODE["H01"].scope


def test_aggregates_are_read_from_a_join_or_computed_for_the_row():
    assert SERVED.over_joined("t.minutes > 60 AND t.minutes_x = 1") == (
        "g.minutes > 60 AND t.minutes_x = 1"
    )
    assert SERVED.with_subqueries("t.minutes > 60") == (
        "(SELECT total(s.hours) FROM service_record s WHERE s.volunteer = t.id AND s.hours > 0) > 60"
    )


@pytest.mark.parametrize(
    ("figure", "target", "reached", "shortfall"),
    [
        (Figure(7), 10, False, 3),
        (Figure(12), 10, True, 0),
        (Figure(None), 10, None, None),
        (Figure(7), None, None, None),
    ],
)
def test_a_shortfall_is_what_is_missing_to_the_target(store, figure, target, reached, shortfall):
    one = dataclasses.replace(one_figure(store, QUARTER, "V01"), figure=figure, target=target)
    assert (one.reached, one.shortfall) == (reached, shortfall)


def test_the_shortfall_of_a_share_is_a_number_of_records(store):
    share = one_figure(store, QUARTER, "O04")
    one = dataclasses.replace(share, figure=Figure(66.7, 2, 3), target=100)
    assert (one.shortfall, one.target_text, format_fraction(one)) == (1, "100%", "（2/3）")


def test_fractions_of_money_are_in_yuan(store):
    save(
        store, FUNDS,
        {"year": 2026, "kind": "预算", "amount": 12_000_000},
        {"year": 2026, "kind": "到位", "amount": 8_000_050},
    )  # fmt: skip
    one = one_figure(store, QUARTER, "F02")
    assert is_money(one)
    assert format_fraction(one) == "（80,000.50/120,000元）"
    assert format_fraction(dataclasses.replace(one, figure=Figure(None))) == ""


def test_a_target_the_city_has_yet_to_set_reads_so(store):
    assert one_figure(store, QUARTER, "V02").target_text == "未下达"
    assert one_figure(store, QUARTER, "V01").target_text == "—"
