"""A further version is sealed once what it puts right has been explained and decided."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from storage.errors import UserError
from storage.model.period import Quarter
from storage.model.tables import VOLUNTEERS
from storage.quarter.check import CheckContext
from storage.quarter.checks import CHECKS
from storage.quarter.corrections import accept_drafts, find_corrections
from storage.quarter.quarter_source import open_source
from storage.quarter.sealing import seal_quarter
from storage.seals.seal import contents_of, last_seal

QUARTER = Quarter(2026, 3)
DAY = date(2026, 10, 8)
WHY = "学校漏报一人注销"


def found(store, code):
    check = next(one for one in CHECKS if one.code == code)
    return list(check.run(CheckContext(store, QUARTER, DAY)))


def test_the_reason_is_drafted_from_the_records(changed):
    line = next(one for one in find_corrections(changed, QUARTER) if one.code == "V04·第2版")
    assert line.text == "由 5 变为 4（−1）：减少 1 人（注销注册 1）。"
    assert not line.written


def test_a_version_requires_every_reason_and_stores_them(changed):
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


def test_a_reason_that_names_another_number_is_required_again(changed, sound):
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
        reasons = [one.text for one in source.sealed.corrected_lines]
    assert any(text.startswith("由 5 变为 3（−2）") for text in reasons)
