"""Before a further version is sealed, what it corrects is explained and decided."""

from __future__ import annotations

from datetime import date

import pytest

from storage.model.period import Quarter
from storage.model.tables import CORRECTIONS, EXPLANATIONS
from storage.model.tables.dispatch import Correction
from storage.model.tables.quarter import Explanation
from storage.quarter.check import EXPLAIN, CheckContext
from storage.quarter.checks import CHECKS
from storage.quarter.corrections import find_corrections
from storage.quarter.sealing import seal_quarter

QUARTER = Quarter(2026, 3)
DAY = date(2026, 10, 8)


def found(store, code):
    check = next(one for one in CHECKS if one.code == code)
    return list(check.run(CheckContext(store, QUARTER, DAY)))


def test_nothing_is_required_of_a_quarter_that_is_sealed_for_the_first_time(store, sound):
    assert found(store, "更正") == []
    seal_quarter(store, QUARTER, DAY)
    assert found(store, "更正") == []


def test_each_figure_that_changed_is_named_with_its_difference(changed):
    findings = found(changed, "更正")
    (registered,) = [one for one in findings if one.codes == ("V04",)]
    assert "5 → 4（−1），缺更正说明" in registered.text
    assert (registered.blocks, registered.act) == (True, EXPLAIN)
    codes = {code for one in findings for code in one.codes}
    assert codes == {
        line.code.removesuffix("·第2版") for line in find_corrections(changed, QUARTER)
    }


def test_the_explanation_of_a_decrease_does_not_explain_a_correction(changed):
    with changed.edit("说明") as edit:
        edit.save(EXPLANATIONS, Explanation(quarter=str(QUARTER), indicator="V04", text="毕业"))
    assert ("V04",) in [one.codes for one in found(changed, "更正")]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "还没有决定"),
        ({"decision": "接受"}, "台账还没有改"),
        ({"decision": "接受", "done_on": DAY}, None),
        ({"decision": "不接受"}, None),
    ],
)
def test_corrections_by_the_city_are_decided_first(changed, facts, said):
    facts = {"quarter": str(QUARTER), "sheet": "W03", "cell": "M7", "theirs": "68", **facts}
    with changed.edit("市里的回复") as edit:
        edit.save(CORRECTIONS, Correction(ours="62", **facts))
    texts = [one.text for one in found(changed, "回复")]
    assert len(texts) == (said is not None)
    assert said is None or ("“62”改为“68”" in texts[0] and said in texts[0])
