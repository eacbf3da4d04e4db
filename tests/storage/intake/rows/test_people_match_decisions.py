"""What becomes of a row that is somebody of the ledger: by number, by decision, from elsewhere."""

import dataclasses
from datetime import date

import pytest

from people import id_number
from storage.intake.choices import NO_DECISION, Choices, RowDecision
from storage.intake.memory import Memories, person_subject
from storage.intake.rows.import_plan import Candidate, Plan, PlannedRow, RowProblem
from storage.intake.rows.people_match import PeopleMatcher
from storage.model.tables import UNITS, VOLUNTEERS
from storage.model.tables.unit import Unit
from storage.model.tables.volunteer import Volunteer

NUMBER, OTHER_NUMBER = id_number(), id_number()
PHONE, OTHER_PHONE = "13800000001", "13900000002"
FOREIGN = "台账编号与姓名对不上，可能来自另一份台账，请核对"


def line(at, name="赵一", *, target=None, **fields):
    parsed = Volunteer(name=name, **fields)
    given = ("name", *fields)
    return PlannedRow(at, (), record=parsed, parsed=parsed, fields=given, target_id=target)


@pytest.fixture
def add(store):
    def run(*people):
        with store.edit("登记") as edit:
            numbers = [edit.save(VOLUNTEERS, one) for one in people]
        return [store.get(VOLUNTEERS, number) for number in numbers]

    return run


@pytest.fixture
def match(store):
    def run(*rows, policy="fill", decisions=None, memories=None, **choices):
        plan = Plan(VOLUNTEERS, policy, (), 0, Choices(**choices))
        PeopleMatcher(store, plan, memories or Memories()).match(rows, decisions or {})
        return rows

    return run


@pytest.fixture
def schools(store):
    with store.edit("登记") as edit:
        return [edit.save(UNITS, Unit(name=name, kind="中学")) for name in ("甲校", "乙校")]


def hint(message, code, column=""):
    return (RowProblem(column, "", "warning", message, code),)


# --- by which record a row is found


def test_an_id_number_finds_its_owner_whose_blanks_are_filled(match, add):
    (one,) = add(Volunteer(name="赵一", id_number=NUMBER, phone=PHONE))
    (row,) = match(line(2, id_number=NUMBER, phone=OTHER_PHONE, class_name="1班"))
    assert (row.outcome, row.target_id, row.matched_by) == ("updated", one.id, "身份证号相同")
    assert row.record == dataclasses.replace(one, class_name="1班")
    assert (row.problems, row.candidates, row.came_from) == ((), (), None)


def test_a_record_number_finds_its_record_whatever_the_id_number(match, add):
    first, _second = add(
        Volunteer(name="赵一", phone=PHONE), Volunteer(name="赵一", id_number=NUMBER)
    )
    (row,) = match(line(2, target=first.id, phone=PHONE))
    assert (row.outcome, row.target_id, row.matched_by) == ("unchanged", first.id, "台账编号")
    (row,) = match(line(2, target=first.id, id_number=NUMBER))
    assert (row.target_id, row.matched_by) == (first.id, "台账编号")


def test_a_record_number_of_nobody_or_of_another_name_is_held(match, add):
    first, second = add(Volunteer(name="赵一"), Volunteer(name="钱二"))
    rows = match(
        line(2, target=99),
        line(3, target=second.id),
        line(4, target=second.id),
        line(5, target=second.id),
        line(6),
        decisions={4: RowDecision(same_as=first.id), 5: RowDecision(same_as=second.id)},
    )
    held = ("held", hint(FOREIGN, "number"))
    assert [(one.outcome, one.problems) for one in rows[:3]] == [held] * 3
    assert [one.outcome for one in rows[3:]] == ["unchanged", "held"]
    assert [one.matched_by for one in rows] == ["台账编号"] * 4 + [""]
    assert rows[4].problems == hint("与第5行姓名相同，像是同一人，请核对", "twice")


def test_a_held_record_number_does_not_make_a_later_row_a_repetition(match):
    first, second = match(line(2, target=99, phone=PHONE), line(3, phone=PHONE))
    assert (first.outcome, second.outcome, second.problems) == ("held", "created", ())


def test_the_clerk_decides_who_a_row_is(match, add):
    first, second = add(Volunteer(name="赵一", phone=PHONE), Volunteer(name="赵一", phone=PHONE))
    row, other = match(
        line(2, phone=PHONE, class_name="1班"),
        line(3, "钱二"),
        decisions={2: RowDecision(same_as=second.id), 9: NO_DECISION},
    )
    assert (row.outcome, row.target_id, row.matched_by) == ("updated", second.id, "您认定是同一人")
    assert (other.outcome, other.target_id, other.matched_by) == ("created", None, "")
    assert first.id != second.id


def test_a_decision_for_a_record_that_is_gone_is_no_decision(match, add):
    (one,) = add(Volunteer(name="赵一", phone=PHONE))
    (row,) = match(line(2, phone=PHONE), decisions={2: RowDecision(same_as=99)})
    assert (row.outcome, row.matched_by) == ("held", "")
    assert [candidate.record for candidate in row.candidates] == [one]


def test_an_id_number_wins_over_a_decision(match, add):
    first, second = add(Volunteer(name="赵一", id_number=NUMBER), Volunteer(name="赵一"))
    (row,) = match(line(2, id_number=NUMBER), decisions={2: RowDecision(same_as=second.id)})
    assert (row.target_id, row.matched_by) == (first.id, "身份证号相同")


def test_an_earlier_import_decides_who_a_row_without_a_number_is(match, add):
    known, other = add(Volunteer(name="甲"), Volunteer(name="赵一", phone=PHONE))
    row, stranger = line(2, phone=PHONE), line(3, "孙三")
    memories = Memories(same_as={person_subject(row.parsed): other.id})
    match(row, stranger, line(4, "甲", target=known.id), memories=memories)
    remembered = "以前认定过，或以前导入过这一行"
    assert (row.outcome, row.target_id, row.matched_by) == ("unchanged", other.id, remembered)
    assert (stranger.outcome, stranger.target_id, stranger.matched_by) == ("created", None, "")
    assert known.id == 1


def test_an_earlier_decision_gives_way_to_a_new_one_or_to_an_id_number(match, add):
    first, second = add(Volunteer(name="甲"), Volunteer(name="甲"))
    rows = line(2, "甲", phone=PHONE), line(3, "甲", phone=OTHER_PHONE), line(4, id_number=NUMBER)
    memories = Memories(same_as={person_subject(one.parsed): first.id for one in rows})
    decisions = {2: RowDecision(different=True), 3: RowDecision(same_as=second.id)}
    match(*rows, memories=memories, decisions=decisions)
    assert [one.target_id for one in rows] == [None, second.id, None]
    assert [one.matched_by for one in rows] == ["", "您认定是同一人", ""]


def test_an_earlier_decision_for_a_record_that_is_gone_is_no_decision(match):
    row = line(2, phone=PHONE)
    match(row, memories=Memories(same_as={person_subject(row.parsed): 99}))
    assert (row.outcome, row.matched_by) == ("created", "")


# --- two rows of one record


def test_a_second_row_of_a_record_goes_on_from_the_first(match, add):
    (one,) = add(Volunteer(name="赵一", id_number=NUMBER))
    first, second = match(
        line(2, id_number=NUMBER, class_name="1班"),
        line(3, id_number=NUMBER, class_name="2班", phone=PHONE),
    )
    assert (first.outcome, first.problems) == ("updated", ())
    assert second.record == dataclasses.replace(one, class_name="1班", phone=PHONE)
    assert [change.old for change in second.offered] == ["1班", ""]
    assert second.problems == hint("与第2行是同一人，只记一次", "twice")


def test_a_second_row_does_not_go_on_from_one_that_is_held(match, add, schools):
    here, there = schools
    (one,) = add(Volunteer(name="赵一", id_number=NUMBER, school=here, class_name="1班"))
    first, second = match(
        line(2, id_number=NUMBER, school=there), line(3, id_number=NUMBER, phone=PHONE)
    )
    assert (first.outcome, second.outcome, second.target_id) == ("held", "updated", one.id)
    assert second.record == dataclasses.replace(one, phone=PHONE)


def test_a_row_of_a_record_after_a_new_namesake_is_no_repetition(match, add):
    (one,) = add(Volunteer(name="赵一", id_number=NUMBER))
    first, second = match(line(2, phone=PHONE), line(3, id_number=NUMBER))
    assert (first.outcome, second.outcome, second.target_id) == ("created", "unchanged", one.id)
    assert second.problems == ()


# --- another name, or the decision that it is somebody else


def test_an_id_number_in_the_ledger_is_nobody_elses(match, add):
    (one,) = add(Volunteer(name="赵一", id_number=NUMBER))
    (row,) = match(line(2, "钱二", id_number=NUMBER), decisions={2: RowDecision(different=True)})
    assert (row.outcome, row.target_id) == ("held", one.id)
    assert row.problems == hint("与台账中的赵一身份证号相同，不能另记一人", "number")


def test_a_row_of_a_record_number_whose_id_number_is_blank_is_merged(match, add):
    (one,) = add(Volunteer(name="赵一", id_number=NUMBER))
    (row,) = match(line(2, target=one.id), decisions={2: RowDecision(different=True)})
    assert (row.outcome, row.problems) == ("unchanged", ())


@pytest.mark.parametrize(
    ("policy", "decision", "choices", "name"),
    [
        ("fill", {}, {}, None),
        ("skip", {}, {}, None),
        ("keep", {}, {}, None),
        ("fill", {"same_as": 99}, {}, None),
        ("update", {"policy": "fill"}, {}, None),
        ("update", {}, {"name": "fill"}, None),
        ("update", {}, {}, "钱二"),
        ("fill", {"policy": "update"}, {}, "钱二"),
        ("fill", {}, {"name": "update"}, "钱二"),
        ("fill", {"same_as": 1}, {}, "赵一"),
    ],
)
def test_another_name_under_an_id_number_is_held_unless_names_are_renewed(
    match, add, policy, decision, choices, name
):
    (one,) = add(Volunteer(name="赵一", id_number=NUMBER))
    (row,) = match(
        line(2, "钱二", id_number=NUMBER),
        policy=policy,
        decisions={2: RowDecision(**decision)},
        fields=choices,
    )
    assert row.target_id == one.id == 1
    if name:
        assert (row.record.name, row.problems) == (name, ())
        return
    assert row.outcome == "held"
    assert row.problems == hint("身份证号与台账中的赵一相同而姓名不同，请核对", "name")
    assert row.candidates == (Candidate(one, ("身份证号相同",)),)


# --- from another school


@pytest.fixture
def moved(add, schools):
    """Somebody of one school, and a row of him in the roster of another."""
    facts = {"department": "文科", "grade": "初三", "class_name": "初三1班", "student_number": "11"}
    (one,) = add(Volunteer(name="赵一", id_number=NUMBER, school=schools[0], phone=PHONE, **facts))
    facts = {"department": "理科", "grade": "高一", "class_name": "高一2班", "student_number": "22"}
    return one, facts | {"id_number": NUMBER, "school": schools[1], "phone": OTHER_PHONE}


@pytest.mark.parametrize(("policy", "choices"), [("fill", {}), ("update", {"school": "fill"})])
def test_somebody_from_another_school_is_held(match, moved, policy, choices):
    one, facts = moved
    (row,) = match(line(2, **facts), policy=policy, fields=choices)
    assert (row.outcome, row.target_id, row.came_from) == ("held", one.id, None)
    assert row.problems == hint("台账中登记在甲校，像是转入，请核对", "transfer")
    assert row.candidates == (Candidate(one, ("身份证号相同，登记在另一个学校或单位",)),)


@pytest.mark.parametrize(
    ("decision", "choices"),
    [({"same_as": 1}, {}), ({}, {"school": "update"})],
)
def test_a_transfer_takes_what_goes_with_the_school_and_nothing_else(
    match, moved, decision, choices
):
    one, facts = moved
    (row,) = match(line(2, **facts), decisions={2: RowDecision(**decision)}, fields=choices)
    assert (row.outcome, row.problems, row.came_from) == ("updated", (), one)
    assert row.record == dataclasses.replace(one, **facts | {"phone": PHONE})
    assert [change.name for change in row.offered if not change.taken] == ["phone"]


@pytest.mark.parametrize("policy", ["skip", "keep"])
def test_somebody_from_another_school_stays_as_he_is_where_nothing_is_changed(match, moved, policy):
    one, facts = moved
    (row,) = match(line(2, **facts), policy=policy)
    assert (row.outcome, row.record, row.came_from) == ("unchanged", one, None)
    message = "台账中登记在另一个学校或单位，没有改动"
    assert row.problems == hint(message, "transfer", "school")
    assert len(row.offered) == 6


@pytest.mark.parametrize("taken", [False, True])
def test_the_clerks_decision_on_the_school_alone_settles_a_transfer(match, moved, taken):
    one, facts = moved
    decision = RowDecision(take={"school": taken})
    (row,) = match(line(2, **facts), decisions={2: decision})
    assert row.problems == ()
    assert row.record == (dataclasses.replace(one, school=facts["school"]) if taken else one)
    assert row.came_from == (one if taken else None)


@pytest.mark.parametrize(("held", "given"), [(0, None), (None, 0), (0, 0)])
def test_a_school_that_is_blank_or_the_same_is_no_transfer(match, add, schools, held, given):
    held, given = (None if at is None else schools[at] for at in (held, given))
    add(Volunteer(name="赵一", id_number=NUMBER, school=held))
    (row,) = match(line(2, id_number=NUMBER, school=given))
    assert (row.record.school, row.problems, row.came_from) == (schools[0], (), None)


@pytest.mark.parametrize(
    ("held", "given", "left_on"),
    [
        ("毕业", {}, None),
        ("毕业", {"status": "转出"}, date(2026, 7, 1)),
        ("在册", {}, date(2026, 7, 1)),
    ],
)
def test_the_day_of_leaving_goes_with_the_return_to_the_roster(match, add, schools, held, given, left_on):  # fmt: skip
    (one,) = add(Volunteer(name="赵一", id_number=NUMBER, school=schools[0], status=held,
                           left_on=date(2026, 7, 1)))  # fmt: skip
    (row,) = match(line(2, id_number=NUMBER, school=schools[1], **given), policy="update")
    assert row.record.status == given.get("status", "在册")
    assert (row.record.left_on, row.came_from) == (left_on, one)


@pytest.mark.parametrize(
    ("held", "given", "status", "warned"),
    [
        ("转出", {}, "转出", True),
        ("毕业", {}, "毕业", True),
        ("在册", {}, "在册", False),
        ("转出", {"status": "转出"}, "转出", False),
        ("转出", {"status": "在册"}, "在册", False),
    ],
)
def test_somebody_who_left_and_is_on_the_roster_again_is_reported(
    match, add, held, given, status, warned
):
    add(Volunteer(name="赵一", id_number=NUMBER, status=held, left_on=date(2026, 7, 1)))
    (row,) = match(line(2, id_number=NUMBER, **given), policy="update")
    message = f"台账中登记为“{held}”，名册里还有这个人，请核对"
    assert row.problems == (hint(message, "left", "status") if warned else ())
    assert row.record.status == status
