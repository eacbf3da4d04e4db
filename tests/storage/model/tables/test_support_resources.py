"""Sites, needs, money, insurance and partners: days in order, and what makes each of them whole."""

import pytest

from drafts import refusals, warnings
from storage.model.tables import (
    INCUBATIONS,
    INSURANCE_POLICIES,
    NEEDS,
    PARTNERSHIPS,
    PURCHASES,
    SITES,
)

NEED = {"content": "托管", "source": "居委会", "collected_on": "2026-07-01", "status": "已对接"}
INSURANCE = {"number": "A1", "insurer": "示例", "from_on": "2026-01-01", "until_on": "2026-12-31"}


@pytest.mark.parametrize(("table", "draft", "column", "sentence"), [
    (INSURANCE_POLICIES, {**INSURANCE, "until_on": "2025-12-31"}, "until_on", "到期日期早于生效日期"),
    (PURCHASES, {"name": "陪伴", "contractor": "社工站", "amount": "1", "signed_on": "2026-03-02",
                 "ended_on": "2026-03-01"}, "ended_on", "合同到期早于签订日期"),
    (PARTNERSHIPS, {"partner": "某社", "paired_on": "2026-03-02", "ended_on": "2026-03-01"},
     "ended_on", "结对结束日期早于结对日期"),
    (SITES, {"name": "志愿之家", "kind": "实训基地", "opened_on": "2026-03-02",
             "closed_on": "2026-03-01"}, "closed_on", "停用日期早于授牌或启用日期"),
    (INCUBATIONS, {"started_on": "2026-07-01"}, "name", "请选一个组织，或写明培育对象的名称"),
])  # fmt: skip
def test_what_cannot_be_is_refused(table, draft, column, sentence):
    assert refusals(table, draft) == [(column, sentence)]


def test_an_answered_need_gives_the_project_and_the_day():
    assert warnings(NEEDS, NEED) == [
        ("project", "已对接，缺对接项目"), ("answered_on", "已对接，缺对接日期")
    ]  # fmt: skip
    assert warnings(NEEDS, {**NEED, "project": 1, "answered_on": "2026-07-02"}) == []
    assert warnings(NEEDS, {**NEED, "status": "待对接"}) == []


def test_an_incubation_is_of_a_registered_organization_or_of_a_name():
    assert warnings(INCUBATIONS, {"started_on": "2026-07-01", "organization": 1}) == []
    assert warnings(INCUBATIONS, {"started_on": "2026-07-01", "name": "萤火"}) == []


def test_a_policy_of_one_day_is_accepted():
    assert warnings(INSURANCE_POLICIES, {**INSURANCE, "until_on": "2026-01-01"}) == []
