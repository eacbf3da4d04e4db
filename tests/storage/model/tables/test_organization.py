"""Organizations: registration is proved by a credit code, and people are counted on a day."""

from datetime import date

import pytest

from drafts import warnings
from storage.model.tables import HEADCOUNTS, ORGANIZATIONS
from storage.model.tables.organization import Headcount, Organization, civil_registered
from storage.store.listing import Query, every

PROVED = "51510411MJX0000007"  # 社会团体
UNPROVED = [
    ("credit_code", "统一社会信用代码应以51、52或53开头才能证明民政注册，否则不计入应建团组织")
]


@pytest.mark.parametrize(("code", "proved"), [
    (PROVED, True), ("52" + PROVED[2:], True), ("53" + PROVED[2:], True),
    ("91" + PROVED[2:], False), ("12" + PROVED[2:], False), (None, False),
])  # fmt: skip
def test_only_a_code_of_the_civil_affairs_department_proves_registration(code, proved):
    one = Organization(name="萤火助学会", kind="社会组织", credit_code=code)
    assert civil_registered(one) is proved


def test_a_claim_without_proof_is_accepted_with_a_warning():
    claim = {"name": "萤火助学会", "kind": "社会组织", "registration": "民政注册"}
    assert warnings(ORGANIZATIONS, claim) == UNPROVED
    assert warnings(ORGANIZATIONS, {**claim, "credit_code": PROVED}) == []
    assert warnings(ORGANIZATIONS, {**claim, "registration": "单位内部"}) == []


def test_the_last_headcount_up_to_the_day_is_shown(store):
    with store.edit("录入") as edit:
        one = edit.save(ORGANIZATIONS, Organization(name="萤火助学会", kind="社会组织"))
        for day, members in ((date(2026, 3, 1), 4), (date(2026, 9, 30), 7), (date(2026, 10, 1), 9)):
            edit.save(HEADCOUNTS, Headcount(organization=one, counted_on=day, members=members,
                                            league_members=members - 1))  # fmt: skip

    def shown(on):
        rows = {row.record.name: row for row in every(store, Query(ORGANIZATIONS, on=on))}
        return [rows["萤火助学会"].value(name) for name in ("members", "league_members")]

    assert shown(date(2026, 9, 30)) == [7, 6]
    assert shown(date(2026, 9, 29)) == [4, 3]
    assert shown(date(2026, 2, 28)) == [None, None]
