"""Settings: the rules of counting as they stand before anybody changes them."""

import pytest

from storage.errors import Invalid
from storage.model.tables.setting import POLICIES, TARGETS, Policy, Target


def test_the_rules_of_the_notice_hold_until_they_are_changed():
    policy = Policy(year=2020)
    assert (policy.youth_from, policy.youth_to) == (14, 35)  # 省青年发展规划
    assert (policy.own_branch_from, policy.joint_branch_from) == (3, 3)  # 通知：3人以上（含3人）
    assert policy.projects_a_year == 3  # 通知二·1
    assert policy.record_within == 10  # 令67 §11, working days
    assert policy.hours_a_year == 20  # 注册志愿者管理办法 §11


@pytest.mark.parametrize(("table", "one", "other"), [
    (POLICIES, Policy(year=2031), Policy(year=2032)),
    (TARGETS, Target(year=2031, indicator="V02", value=5), Target(year=2031, indicator="V03", value=5)),
])  # fmt: skip
def test_a_year_has_one_set_of_rules_and_one_target_for_a_figure(store, table, one, other):
    with store.edit("录入") as edit:
        edit.save(table, one)
        edit.save(table, other)
    with pytest.raises(Invalid), store.edit("录入") as edit:
        edit.save(table, one)
