"""Awards and incentives name whom they were given to."""

import pytest

from drafts import refusals, warnings
from storage.model.tables import AWARDS, INCENTIVES

AWARD = {"name": "最美志愿者", "awarded_on": "2026-03-05", "granter": "团市委", "level": "市"}
INCENTIVE = {"kind": "推优入党", "applied_on": "2026-07-01"}


def test_an_award_without_a_holder_is_refused():
    assert refusals(AWARDS, AWARD) == [
        ("holder", "请写明谁获奖：选志愿者、组织或项目，或直接写名字")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "holder", [{"volunteer": 1}, {"organization": 1}, {"project": 1}, {"holder": "某队"}]
)
def test_an_award_has_a_holder_of_any_kind(holder):
    assert warnings(AWARDS, {**AWARD, **holder}) == []


def test_an_incentive_is_of_one_person_or_of_a_number_of_people():
    assert refusals(INCENTIVES, INCENTIVE) == [("people", "没有选志愿者时，请填受益人数")]
    assert warnings(INCENTIVES, {**INCENTIVE, "volunteer": 1}) == []
    assert warnings(INCENTIVES, {**INCENTIVE, "people": "30"}) == []
