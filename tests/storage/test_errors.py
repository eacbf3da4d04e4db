"""Expected failures are whole sentences."""

from storage.errors import Invalid, Problem


def test_every_fault_of_a_draft_is_in_one_sentence():
    refused = Invalid([Problem("name", "姓名不能为空"), Problem("sex", "性别不对")])
    assert str(refused) == "姓名不能为空；性别不对"
    assert [one.column for one in refused.problems] == ["name", "sex"]
    assert not refused.problems[0].warning


def test_problems_may_come_one_after_another():
    assert Invalid(Problem(name, name) for name in "甲乙").problems == (
        Problem("甲", "甲"), Problem("乙", "乙")
    )  # fmt: skip
