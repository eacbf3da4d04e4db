"""A further version is sealed once what it puts right has been explained and decided."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from storage.errors import UserError
from storage.model.period import Quarter
from storage.model.tables import CORRECTIONS, EXPLANATIONS, VOLUNTEERS
from storage.model.tables.dispatch import Correction
from storage.model.tables.quarter import Explanation
from storage.quarter.check import EXPLAIN, CheckContext
from storage.quarter.checks import CHECKS
from storage.quarter.corrections import accept_drafts, find_corrections
from storage.quarter.quarter_source import open_source
from storage.quarter.sealing import seal_quarter
from storage.seals.seal import contents_of, last_seal

QUARTER = Quarter(2026, 3)
DAY = date(2026, 10, 8)
WHY = "学校漏报一人注销"


@pytest.fixture
def changed(store, sound):
    """A sealed county in which one registration turns out to have been cancelled."""
    seal_quarter(store, QUARTER, DAY)
    person = store.get(VOLUNTEERS, sound["person4"])
    with store.edit("注销") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(person, registration_status="已注销"))
    return store


def found(store, code):
    check = next(one for one in CHECKS if one.code == code)
    return list(check.look(CheckContext(store, QUARTER, DAY)))


def test_nothing_is_asked_of_a_quarter_that_is_sealed_for_the_first_time(store, sound):
    assert found(store, "更正") == []
    seal_quarter(store, QUARTER, DAY)
    assert found(store, "更正") == []


def test_each_figure_that_changed_is_named_with_its_difference(changed):
    findings = found(changed, "更正")
    (registered,) = [one for one in findings if one.codes == ("V04",)]
    assert "5 → 4（−1），缺更正说明" in registered.text
    assert (registered.blocks, registered.act) == (True, EXPLAIN)
    told = {code for one in findings for code in one.codes}
    assert told == {line.code.removesuffix("·第2版") for line in find_corrections(changed, QUARTER)}


def test_the_reason_is_drafted_from_the_records(changed):
    line = next(one for one in find_corrections(changed, QUARTER) if one.code == "V04·第2版")
    assert line.text == "由 5 变为 4（−1）：减少 1 人（注销注册 1）。"
    assert not line.written


def test_a_version_waits_for_every_reason_and_keeps_them(changed):
    with pytest.raises(UserError, match="更正 .*缺更正说明"):
        seal_quarter(changed, QUARTER, DAY, WHY)
    with changed.edit("说明") as edit:
        accept_drafts(changed, edit, QUARTER)
    assert found(changed, "更正") == []
    falls = [
        one for one in CheckContext(changed, QUARTER, DAY).comparison.decreased if one.must_explain
    ]
    assert falls == []
    seal_quarter(changed, QUARTER, DAY, WHY)
    kept = contents_of(changed, last_seal(changed, QUARTER))["put_right"]
    assert ("V04", 5, 4) in [(one["code"], one["before"], one["now"]) for one in kept]
    with open_source(changed, QUARTER, DAY) as source:
        assert source.sealed.corrected_lines[0].text.startswith("由 ")
    assert find_corrections(changed, QUARTER) == []


def test_the_reason_for_a_fall_is_none_for_a_correction(changed):
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
def test_what_the_city_put_right_is_decided_first(changed, facts, said):
    facts = {"quarter": str(QUARTER), "sheet": "W03", "cell": "M7", "theirs": "68", **facts}
    with changed.edit("市里的回复") as edit:
        edit.save(CORRECTIONS, Correction(ours="62", **facts))
    texts = [one.text for one in found(changed, "回复")]
    assert len(texts) == (said is not None)
    assert said is None or ("“62”改为“68”" in texts[0] and said in texts[0])


def test_a_reason_that_names_another_number_is_asked_for_again(changed, sound):
    with changed.edit("说明") as edit:
        accept_drafts(changed, edit, QUARTER)
    person = changed.get(VOLUNTEERS, sound["person3"])
    with changed.edit("又注销一人") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(person, registration_status="已注销"))
    assert ("V04",) in [one.codes for one in found(changed, "更正")]
    with changed.edit("再认可") as edit:
        accept_drafts(changed, edit, QUARTER)
    assert found(changed, "更正") == []
    seal_quarter(changed, QUARTER, DAY, WHY)
    with open_source(changed, QUARTER, DAY) as source:
        told = [one.text for one in source.sealed.corrected_lines]
    assert any(text.startswith("由 5 变为 3（−2）") for text in told)
