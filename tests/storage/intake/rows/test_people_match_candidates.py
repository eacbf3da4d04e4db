"""Whom of the ledger a row without a known ID number could be, and why."""

import dataclasses

import pytest

from people import id_number
from storage.intake.choices import Choices, RowDecision
from storage.intake.memory import Memories, person_subject
from storage.intake.rows.import_plan import Candidate, Plan, PlannedRow, RowProblem
from storage.intake.rows.people_match import PORTION, KnownPeople, PeopleMatcher, load_known
from storage.model.tables import UNITS, VOLUNTEERS
from storage.model.tables.unit import Unit
from storage.model.tables.volunteer import Volunteer

BORN, OTHER_DAY = "2008-05-17", "2009-01-02"
PHONE, OTHER_PHONE = "13800000001", "13900000002"
BY_BIRTH, BY_PHONE, BY_CLASS = (f"姓名、{fact}相同" for fact in ("出生日期", "电话", "学校、班级"))


def reasons(held, wanted):
    one = Volunteer(id=1, name="赵一", **held)
    known = KnownPeople(by_name={"赵一": [one]})
    return [candidate.reasons for candidate in known.candidates(Volunteer(name="赵一", **wanted))]


@pytest.mark.parametrize(
    ("held", "wanted", "expected"),
    [
        ({"birth_date": BORN}, {"birth_date": BORN}, BY_BIRTH),
        ({"birth_date": BORN}, {"birth_date": OTHER_DAY}, None),
        ({"birth_date": BORN}, {}, None),
        ({}, {"birth_date": BORN}, None),
        ({}, {}, None),
        ({"phone": PHONE}, {"phone": PHONE}, BY_PHONE),
        ({"phone": PHONE}, {"phone": OTHER_PHONE}, None),
        ({"phone": PHONE}, {}, None),
        ({"phone": PHONE, "birth_date": BORN}, {"phone": PHONE}, BY_PHONE),
        ({"phone": PHONE, "birth_date": BORN}, {"phone": PHONE, "birth_date": OTHER_DAY}, BY_PHONE),
    ],
)
def test_a_namesake_is_a_candidate_by_birth_date_or_telephone(held, wanted, expected):
    assert reasons(held, wanted) == ([(expected,)] if expected else [])


@pytest.mark.parametrize(
    ("held", "wanted", "is_candidate"),
    [
        ({"school": 1, "class_name": "1班"}, {"school": 1, "class_name": "1班"}, True),
        ({"school": 1, "class_name": "1班"}, {"school": 2, "class_name": "1班"}, False),
        ({"school": 1, "class_name": "1班"}, {"school": 1, "class_name": "2班"}, False),
        ({"class_name": "1班"}, {"class_name": "1班"}, False),
        ({"school": 1}, {"school": 1}, False),
    ],
)
@pytest.mark.parametrize(
    ("born", "other", "agree"),
    [(None, None, True), (BORN, None, True), (None, BORN, True), (BORN, OTHER_DAY, False)],
)
def test_a_namesake_of_the_same_class_is_a_candidate_unless_birth_dates_differ(
    held, wanted, is_candidate, born, other, agree
):
    found = reasons(held | {"birth_date": born}, wanted | {"birth_date": other})
    assert found == ([(BY_CLASS,)] if is_candidate and agree else [])


def test_every_reason_is_given_in_order():
    facts = {"birth_date": BORN, "phone": PHONE, "school": 1, "class_name": "1班"}
    assert reasons(facts, facts) == [(BY_BIRTH, BY_PHONE, BY_CLASS)]


@pytest.mark.parametrize(
    ("held", "wanted", "is_candidate"),
    [("1", "2", False), ("1", "1", True), ("1", None, True), (None, "2", True), (None, None, True)],
)
def test_two_different_id_numbers_are_two_people(held, wanted, is_candidate):
    found = reasons({"id_number": held, "phone": PHONE}, {"id_number": wanted, "phone": PHONE})
    assert found == ([(BY_PHONE,)] if is_candidate else [])


def test_nobody_of_another_name_is_a_candidate():
    known = KnownPeople(by_name={"赵一": [Volunteer(id=1, name="赵一", phone=PHONE)]})
    assert known.candidates(Volunteer(name="钱二", phone=PHONE)) == []


@pytest.fixture
def add(store):
    def run(*people):
        with store.edit("登记") as edit:
            numbers = [edit.save(VOLUNTEERS, one) for one in people]
        return [store.get(VOLUNTEERS, number) for number in numbers]

    return run


@pytest.fixture
def ledger(add):
    """Two people of one name, with and without an ID number, and two others."""
    return add(
        Volunteer(name="赵一", id_number=id_number()),
        Volunteer(name="赵一"),
        Volunteer(name="钱二", id_number=id_number()),
        Volunteer(name="孙三"),
    )


def test_people_are_loaded_by_number_by_id_and_by_name(store, ledger):
    numbered, plain, other, third = ledger
    wanted = [Volunteer(name="赵一"), Volunteer(name="李四", id_number=other.id_number)]
    known = load_known(store, wanted, [third.id, third.id])
    assert known.by_number == {other.id_number: other}
    assert known.by_id == {other.id: other, third.id: third}
    assert known.by_name == {"赵一": [numbered, plain]}


def test_several_numbers_and_records_are_loaded_at_once(store, ledger):
    numbered, _plain, other, _third = ledger
    wanted = [Volunteer(name="甲", id_number=one.id_number) for one in (numbered, other)]
    known = load_known(store, wanted, [one.id for one in ledger])
    assert known.by_number == {one.id_number: one for one in (numbered, other)}
    assert known.by_id == {one.id: one for one in ledger}
    assert known.by_name == {}


def test_of_the_namesakes_of_somebody_with_a_number_those_without_one_are_loaded(store, ledger):
    _numbered, plain, _other, third = ledger
    wanted = [Volunteer(name=name, id_number=id_number()) for name in ("赵一", "钱二", "孙三")]
    known = load_known(store, wanted)
    assert (known.by_number, known.by_id) == ({}, {})
    assert known.by_name == {"赵一": [plain], "孙三": [third]}


def test_a_name_with_and_without_a_number_is_loaded_once(store, ledger):
    numbered, plain, _other, _third = ledger
    wanted = [Volunteer(name="赵一", id_number=id_number()), Volunteer(name="赵一")]
    assert load_known(store, wanted).by_name == {"赵一": [numbered, plain]}


def test_nobody_is_loaded_for_no_rows(store, ledger):
    assert load_known(store, []) == KnownPeople()


@pytest.mark.parametrize("extra", [0, 1])
def test_names_beyond_one_look_up_are_found_as_well(store, ledger, extra):
    names = [f"丁{number:05}" for number in range(PORTION - 1 + extra)] + ["赵一"]
    known = load_known(store, [Volunteer(name=name) for name in names])
    assert {name: len(found) for name, found in known.by_name.items()} == {"赵一": 2}


def line(at, name="赵一", **fields):
    parsed = Volunteer(name=name, **fields)
    given = ("name", *fields)
    return PlannedRow(at, (), record=parsed, parsed=parsed, fields=given)


def match(store, *rows, policy="fill", decisions=None, memories=None):
    matcher = PeopleMatcher(
        store, Plan(VOLUNTEERS, policy, (), 0, Choices()), memories or Memories()
    )
    matcher.match(rows, decisions or {})
    return rows


def problem(message):
    return (RowProblem("", "", "warning", message, "candidates"),)


def test_a_row_is_held_with_its_only_candidate(store, add):
    (one,) = add(Volunteer(name="赵一", birth_date=BORN, class_name="1班", phone=PHONE))
    (row,) = match(store, line(2, phone=PHONE))
    assert (row.outcome, row.matched_by, row.target_id) == ("held", "", None)
    assert row.candidates == (Candidate(one, (BY_PHONE,)),)
    message = "像是台账中的赵一（2008-05-17、1班），请核对是不是同一人"
    assert row.problems == problem(message)


def test_a_row_is_held_with_the_first_of_several_candidates_and_their_number(store, add):
    people = add(*(Volunteer(name="赵一", phone=PHONE, class_name=text) for text in "甲乙"))
    (row,) = match(store, line(2, phone=PHONE))
    assert [one.record for one in row.candidates] == people
    assert row.problems == problem("像是台账中的赵一（甲）等2人，请核对是不是同一人")


@pytest.mark.parametrize(
    ("policy", "decision", "outcome"),
    [
        ("fill", RowDecision(), "held"),
        ("update", RowDecision(), "held"),
        ("skip", RowDecision(), "held"),
        ("keep", RowDecision(), "created"),
        ("fill", RowDecision(policy="keep"), "created"),
        ("keep", RowDecision(policy="fill"), "held"),
        ("fill", RowDecision(different=True), "created"),
    ],
)
def test_a_candidate_holds_the_row_unless_policy_or_clerk_says_otherwise(
    store, add, policy, decision, outcome
):
    (one,) = add(Volunteer(name="赵一", phone=PHONE, class_name="甲"))
    (row,) = match(store, line(2, phone=PHONE), policy=policy, decisions={2: decision})
    assert (row.outcome, len(row.problems)) == (outcome, outcome == "held")
    assert row.candidates == (Candidate(one, (BY_PHONE,)),)


def test_a_decision_holds_for_its_own_row_only(store, add):
    add(Volunteer(name="赵一", phone=PHONE, class_name="甲"))
    (row,) = match(store, line(2, phone=PHONE), decisions={3: RowDecision(different=True)})
    assert row.outcome == "held"


def test_somebody_decided_earlier_to_be_another_is_no_candidate(store, add):
    first, second = add(*(Volunteer(name="赵一", phone=PHONE, class_name=one) for one in "甲乙"))
    row = line(2, phone=PHONE)
    subject = person_subject(row.parsed)
    match(store, row, memories=Memories(not_these={(subject, first.id)}))
    assert [one.record for one in row.candidates] == [second]
    row = dataclasses.replace(row, outcome="", problems=(), candidates=())
    both = {(subject, first.id), (subject, second.id)}
    match(store, row, memories=Memories(not_these=both))
    assert (row.outcome, row.candidates, row.problems) == ("created", (), ())


def test_somebody_new_is_created(store, add):
    add(Volunteer(name="赵一", phone=PHONE))
    (row,) = match(store, line(2, phone=OTHER_PHONE))
    assert (row.outcome, row.matched_by, row.candidates, row.problems) == ("created", "", (), ())
    assert row.target_id is None


def test_a_class_of_another_school_makes_no_candidate(store, add):
    with store.edit("登记") as edit:
        schools = [edit.save(UNITS, Unit(name=name, kind="中学")) for name in ("甲校", "乙校")]
    add(Volunteer(name="赵一", school=schools[0], class_name="1班"))
    here, there = match(
        store,
        line(2, school=schools[0], class_name="1班"),
        line(3, school=schools[1], class_name="1班"),
    )
    assert (here.outcome, there.outcome) == ("held", "created")


def test_a_rejected_row_is_left_as_it_is_and_is_no_earlier_row(store):
    rejected = PlannedRow(2, (), outcome="rejected")
    number = id_number()
    other = dataclasses.replace(line(3, id_number=number), outcome="rejected")
    match(store, rejected, other, row := line(4, id_number=number))
    assert (rejected.outcome, other.outcome, row.outcome) == ("rejected", "rejected", "created")
    assert (other.matched_by, row.problems) == ("", ())
