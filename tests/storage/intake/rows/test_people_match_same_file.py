"""When two rows of the files are one person, and what the second adds to the first."""

import dataclasses

import pytest

from people import id_number
from storage.intake.choices import Choices, RowDecision
from storage.intake.memory import Memories
from storage.intake.rows.import_plan import Plan, PlannedRow, RowProblem
from storage.intake.rows.people_match import PeopleMatcher
from storage.model.tables import UNITS, VOLUNTEERS
from storage.model.tables.unit import Unit
from storage.model.tables.volunteer import Volunteer

NUMBER, OTHER_NUMBER = id_number(), id_number()
PHONE, OTHER_PHONE = "13800000001", "13900000002"
LIKE_SECOND = "与第2行姓名相同，像是同一人，请核对"


def line(at, name="赵一", sheet="Sheet1", **fields):
    parsed = Volunteer(name=name, **fields)
    given = ("name", *fields)
    where = ("名册.xlsx", sheet)
    return PlannedRow(at, (), record=parsed, parsed=parsed, fields=given, where=where)


@pytest.fixture
def match(store):
    def run(*rows, decisions=None):
        plan = Plan(VOLUNTEERS, "fill", (), 0, Choices())
        PeopleMatcher(store, plan, Memories()).match(rows, decisions or {})
        return rows

    return run


def outcomes(rows):
    return [one.outcome for one in rows]


def hint(message, code="twice"):
    return (RowProblem("", "", "warning", message, code),)


@pytest.mark.parametrize(
    ("fact", "one", "other"),
    [
        ("birth_date", "2008-05-17", "2008-05-18"),
        ("class_name", "1班", "2班"),
        ("student_number", "11", "12"),
        ("school", 1, 2),
    ],
)
def test_two_rows_of_one_name_are_two_people_where_a_fact_differs(match, fact, one, other):
    assert outcomes(match(line(2, **{fact: one}), line(3, **{fact: other}))) == ["created"] * 2
    for first, second in (({fact: one}, {}), ({}, {fact: one})):
        rows = match(line(2, **first), line(3, **second))
        assert outcomes(rows) == ["created", "held"]
        assert rows[1].problems == hint(LIKE_SECOND)


@pytest.mark.parametrize(
    ("fact", "text"),
    [("birth_date", "2008-05-17"), ("phone", PHONE), ("student_number", "11")],
)
def test_two_rows_of_one_name_are_one_person_where_a_fact_agrees(match, fact, text):
    first, second = match(line(2, **{fact: text}), line(3, **{fact: text}))
    assert (first.outcome, first.problems) == ("created", ())
    assert (second.outcome, second.matched_by) == ("unchanged", "与第2行是同一人")
    assert second.problems == hint("与第2行是同一人，只记一次")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"class_name": "1班"}, {"class_name": "1班"}),
        ({"phone": PHONE}, {"phone": OTHER_PHONE}),
        ({"phone": PHONE}, {}),
        ({"phone": PHONE}, {"phone": PHONE, "id_number": NUMBER}),
        ({"phone": PHONE, "id_number": NUMBER}, {"phone": PHONE}),
    ],
)
def test_two_rows_of_one_name_without_a_deciding_fact_are_held(match, first, second):
    rows = match(line(2, **first), line(3, **second))
    assert outcomes(rows) == ["created", "held"]
    assert (rows[1].problems, rows[1].matched_by) == (hint(LIKE_SECOND), "")


def test_one_agreeing_fact_is_enough(match):
    rows = match(
        line(2, phone=PHONE, student_number="11"), line(3, phone=OTHER_PHONE, student_number="11")
    )
    assert outcomes(rows) == ["created", "unchanged"]


def test_two_id_numbers_are_two_people_of_one_name(match):
    facts = {"phone": PHONE, "birth_date": "2008-05-17"}
    rows = match(line(2, id_number=NUMBER, **facts), line(3, id_number=OTHER_NUMBER, **facts))
    assert [(one.outcome, one.problems) for one in rows] == [("created", ())] * 2


def test_people_of_two_names_are_two_people(match):
    rows = match(line(2, phone=PHONE), line(3, "钱二", phone=PHONE))
    assert outcomes(rows) == ["created"] * 2


def test_the_same_id_number_is_one_person_whatever_else_differs(match):
    rows = match(line(2, id_number=NUMBER), line(3, id_number=NUMBER), line(4, id_number=NUMBER))
    assert outcomes(rows) == ["created", "unchanged", "unchanged"]
    assert [one.matched_by for one in rows] == ["", *["与第2行是同一人"] * 2]


def test_the_row_of_the_same_id_number_comes_before_a_namesake_without_one(match):
    rows = match(line(2), line(3, id_number=NUMBER), line(4, id_number=NUMBER, phone=PHONE))
    assert rows[1].problems == hint(LIKE_SECOND)
    assert rows[2].problems == hint("与第3行是同一人，只记一次")


def test_the_first_row_that_may_be_the_person_is_meant(match):
    rows = match(
        line(2, class_name="1班"),
        line(3, class_name="2班", phone=PHONE),
        line(4, class_name="2班", phone=PHONE),
    )
    assert outcomes(rows) == ["created", "created", "unchanged"]
    assert rows[2].matched_by == "与第3行是同一人"


def test_one_id_number_with_two_names_is_held(match):
    rows = match(line(2, id_number=NUMBER), line(3, "钱二", id_number=NUMBER))
    assert outcomes(rows) == ["created", "held"]
    assert rows[1].problems == hint("与第2行身份证号相同而姓名不同，请核对", "name")


@pytest.mark.parametrize("name", ["赵一", "钱二"])
def test_a_row_of_another_sheet_is_named_with_its_sheet(match, name):
    number = {"id_number": NUMBER}
    _first, second = match(line(2, sheet="高一", **number), line(2, name, sheet="高二", **number))
    (problem,) = second.problems
    assert problem.message.startswith("与工作表“高一”第2行")
    _first, second = match(line(2, sheet="高一"), line(2, sheet="高二"))
    assert second.problems[0].message == f"与工作表“高一”{LIKE_SECOND[1:]}"


def test_the_clerk_decides_that_a_namesake_is_another_person(match):
    rows = match(line(2), line(3), decisions={3: RowDecision(different=True)})
    assert [(one.outcome, one.problems) for one in rows] == [("created", ())] * 2


def test_a_second_row_fills_the_blanks_of_the_first_and_makes_a_month_a_day(match):
    first, second = match(
        line(2, id_number=NUMBER, birth_date="2008-05", class_name="1班", phone=None),
        line(3, id_number=NUMBER, birth_date="2008-05-17", class_name=None, phone=PHONE, grade="高一"),
    )  # fmt: skip
    assert first.record == dataclasses.replace(
        first.parsed, birth_date="2008-05-17", phone=PHONE, grade="高一"
    )
    assert second.problems == hint("与第2行是同一人，只记一次")


def test_only_what_stands_in_the_second_row_fills_the_first(match):
    second = line(3, id_number=NUMBER, phone=PHONE)
    second.parsed = dataclasses.replace(second.parsed, sex="男")  # by deduction
    first, _second = match(line(2, id_number=NUMBER), second)
    assert (first.record.phone, first.record.sex) == (PHONE, None)


def test_a_second_row_leaves_a_first_one_that_is_held_as_it_is(store, match):
    with store.edit("登记") as edit:
        edit.save(VOLUNTEERS, Volunteer(name="赵一", phone=PHONE))
    first, second = match(line(2, phone=PHONE), line(3, phone=PHONE, class_name="1班"))
    assert outcomes((first, second)) == ["held", "unchanged"]
    assert first.record == first.parsed


def test_what_the_second_row_contradicts_is_listed_in_its_order(store, match):
    with store.edit("登记") as edit:
        one, other = (edit.save(UNITS, Unit(name=name, kind="中学")) for name in ("甲校", "乙校"))
    first, second = match(
        line(2, id_number=NUMBER, phone=PHONE, grade=None, class_name="1班", sex="男", school=one,
             birth_date="2008-05-17"),
        line(3, id_number=NUMBER, phone=OTHER_PHONE, grade="高一", class_name="2班", sex="男",
             school=other, birth_date="2008-05"),
    )  # fmt: skip
    differences = (
        f"联系电话前面是“{PHONE}”，这里是“{OTHER_PHONE}”，班级前面是“1班”，这里是“2班”，"
        "学校或单位前面是“甲校”，这里是“乙校”"
    )
    message = f"与第2行是同一人，只记一次；{differences}，记的是前面的，请核对"
    assert second.problems == hint(message, "differs")
    assert first.record == dataclasses.replace(first.parsed, grade="高一")
