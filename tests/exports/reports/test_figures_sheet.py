"""W01: every figure as the ledger counts it, its target beside it."""

from __future__ import annotations

import pytest

from rows_by_hand import share
from storage.counting.figures import figures


def test_the_share_of_the_target_is_counted_from_the_target(summary):
    youth, share_ = summary["V02"], summary["V03"]
    assert share_["分子"] == youth["数值"]
    assert share_["分母"] == youth["本年目标"]
    assert share_["数值"] == share([0] * youth["数值"], [0] * youth["本年目标"])


def test_the_summary_agrees_with_the_ledger(county, quarter, summary):
    for one in figures(county, quarter):
        value = summary[one.code]["数值"]
        if isinstance(value, str):
            assert value == one.text
        else:
            assert value == pytest.approx(one.value / (100 if one.unit == "%" else 1))
