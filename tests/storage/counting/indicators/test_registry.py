"""The list of indicators: each code once, in the order of the families."""

from __future__ import annotations

from storage.counting.indicators.registry import BY_CODE, FAMILIES, FAMILY_OF, INDICATORS


def test_every_code_and_label_is_unique():
    assert len(BY_CODE) == len({one.label for one in INDICATORS}) == len(INDICATORS)


def test_indicators_stand_in_the_order_of_the_families():
    assert [one for _label, family in FAMILIES for one in family] == list(INDICATORS)
    assert (INDICATORS[0].code, FAMILY_OF["V01"], FAMILY_OF["G03"]) == (
        "V01", "志愿者队伍", "制度、会议与责任",
    )  # fmt: skip


def test_a_share_of_a_target_is_of_an_indicator_that_has_one():
    for one in INDICATORS:
        if one.share_of_target:
            assert BY_CODE[one.share_of_target].has_target
