"""Which people a name and the facts beside it mean, and how sure that is."""

from datetime import date

import pytest

from people import id_number
from storage.intake.rows.import_plan import Candidate, PlannedRow, RowProblem
from storage.intake.rows.links import LinkReader, Links
from storage.model.tables import ATTENDANCES, TRAININGS, UNITS, VOLUNTEERS
from storage.model.tables.training import Attendance, Training
from storage.model.tables.unit import Unit
from storage.model.tables.volunteer import Volunteer

NUMBER, OTHER_NUMBER = id_number(), id_number()
PHONE, OTHER_PHONE = "13800000001", "13900000002"
PERSON = ATTENDANCES.by_name["volunteer"]
COURSE = Training(
    name="急救", category="应急", content="一", held_on=date(2026, 3, 5), hours=60, organiser="团委"
)


@pytest.fixture
def schools(store):
    with store.edit("登记") as edit:
        names = ("盐边县渔门中学", "盐边县红格中学")
        return [edit.save(UNITS, Unit(name=name, kind="中学")) for name in names]


@pytest.fixture
def links(store, schools):
    """Three namesakes: with everything, with other facts, and with nothing; and one other."""
    full = {"phone": PHONE, "school": schools[0], "class_name": "1班", "birth_date": "2008-05-17"}
    part = {
        "phone": OTHER_PHONE,
        "school": schools[1],
        "class_name": "2班",
        "birth_date": "2009-01",
    }
    with store.edit("登记") as edit:
        for one in (
            Volunteer(name="赵一", id_number=NUMBER, platform_number="sc-01", **full),
            Volunteer(name="赵一", **part),
            Volunteer(name="赵一"),
            Volunteer(name="钱二", phone=PHONE),
        ):
            edit.save(VOLUNTEERS, one)
    return Links(store, ATTENDANCES)


@pytest.mark.parametrize(
    ("name", "facts", "found"),
    [
        ("赵一", {"id_number": NUMBER}, (1,)),
        ("赵一", {"id_number": f"{NUMBER[:6]} {NUMBER[6:]}"}, (1,)),
        ("", {"id_number": NUMBER}, (1,)),
        ("钱二", {"id_number": NUMBER}, ()),
        ("赵一", {"platform_number": "sc-01"}, (1,)),
        ("", {"platform_number": "sc-01"}, (1,)),
        ("钱二", {"platform_number": "sc-01"}, ()),
        ("赵一", {"id_number": NUMBER, "platform_number": "sc-02"}, (1,)),
        ("赵一", {"id_number": OTHER_NUMBER, "platform_number": "sc-01"}, (1,)),
        ("钱二", {"platform_number": "sc-02", "phone": PHONE}, (4,)),
        ("赵一", {"id_number": "", "phone": OTHER_PHONE}, (2, 3)),
    ],
)
def test_a_number_of_a_person_decides_with_the_name(links, name, facts, found):
    assert links.people(name, facts) == found


@pytest.mark.parametrize(
    ("name", "facts", "found"),
    [
        ("赵一", {}, (1, 2, 3)),
        ("赵", {}, ()),
        ("赵一", {"phone": PHONE}, (1, 3)),
        ("赵一", {"class_name": "2班"}, (2, 3)),
        ("赵一", {"birth_date": "2008-05-17"}, (1, 3)),
        ("赵一", {"phone": PHONE, "class_name": "2班"}, (3,)),
        ("赵一", {"phone": None, "class_name": "2班"}, (2, 3)),
        ("钱二", {"phone": OTHER_PHONE}, ()),
        ("", {"phone": PHONE}, ()),
        ("V000002", {}, (2,)),
        ("V000099", {}, ()),
        ("U000002", {}, ()),
    ],
)
def test_facts_beside_a_name_exclude_those_of_whom_the_ledger_knows_otherwise(
    links, name, facts, found
):
    assert links.people(name, facts) == found


def test_a_school_beside_a_name_excludes_those_of_another(links, schools):
    assert links.people("赵一", {"school": schools[1]}) == (2, 3)


def test_candidates_are_people_of_the_same_name(store, links):
    people = [store.get(VOLUNTEERS, number) for number in (2, 3)]
    assert links.candidates((2, 3)) == tuple(Candidate(one, ("姓名相同",)) for one in people)


# --- rows of a list


FINDERS = {1: "id_number", 2: "phone", 3: "school"}


@pytest.fixture
def read(store, links):
    def run(name, *cells, finders=FINDERS, meanings=None, target=None):
        reader = LinkReader(
            links,
            [(0, "姓名", PERSON)],
            {at: VOLUNTEERS.by_name[fact] for at, fact in finders.items()},
            meanings or {},
            fixed={},
            vital=frozenset(),
            unit="",
        )
        padded = [name, *cells, *[None] * (3 - len(cells))]
        row, values = PlannedRow(2, padded, target_id=target), {}
        reader.read(row, values, padded)
        return row, values

    return run


def problem(message, severity, code):
    return (RowProblem("volunteer", "姓名", severity, message, code),)


@pytest.mark.parametrize(
    ("cells", "number"),
    [
        (("赵一", NUMBER), 1),
        (("", NUMBER), 1),
        ((None, NUMBER), 1),
        (("钱二", None, PHONE), 4),
        (("V000003", None, "没有"), 3),
        (("V000003",), 3),
    ],
)
def test_a_person_whom_a_fact_or_a_record_number_means_alone_is_taken(read, cells, number):
    row, values = read(*cells)
    assert (values, row.outcome, row.problems, row.candidates) == (
        {"volunteer": number},
        "",
        (),
        (),
    )


@pytest.mark.parametrize(
    ("cells", "people"),
    [
        (("赵一",), (1, 2, 3)),
        (("赵一", None, PHONE), (1, 3)),
        (("赵一", None, None, "盐边县渔门中学"), (1, 3)),
        (("赵一", None, None, "渔门中学"), (1, 3)),
        (("赵一", None, None, "某地的学校"), (1, 2, 3)),
        (("赵一", None, None, ""), (1, 2, 3)),
        (("赵一", None, "12"), (1, 2, 3)),
    ],
)
def test_a_row_that_means_several_people_is_held_with_all_of_them(store, read, cells, people):
    row, values = read(*cells)
    assert (values, row.outcome) == ({"volunteer": 1}, "held")
    assert [one.record for one in row.candidates] == [store.get(VOLUNTEERS, at) for at in people]
    message = f"“赵一”有{len(people)}人叫这个名字，请核对是哪一位"
    assert row.problems == problem(message, "warning", "which_person")


@pytest.mark.parametrize("finders", [FINDERS, {}])
@pytest.mark.parametrize("cells", [("钱二",), ("钱二", None, "12")])
def test_the_only_person_of_a_name_is_held_where_nothing_else_agrees(read, cells, finders):
    row, values = read(*cells, finders=finders)
    assert (values, row.outcome) == ({"volunteer": 4}, "held")
    assert [one.record.id for one in row.candidates] == [4]
    message = "“钱二”只有姓名相同，请核对是哪一位"
    assert row.problems == problem(message, "warning", "which_person")


@pytest.mark.parametrize("cells", [("孙三",), ("孙三", None, PHONE), ("孙三", NUMBER)])
def test_a_person_whom_the_ledger_lacks_is_an_error(read, cells):
    row, values = read(*cells)
    assert (values, row.outcome, row.candidates) == ({}, "", ())
    message = "“孙三”不在志愿者台账里，请先导入花名册，或核对姓名和证件号"
    assert row.problems == problem(message, "error", "unknown_person")


@pytest.mark.parametrize("finders", [FINDERS, {}])
@pytest.mark.parametrize("cells", [(None,), ("",), ("  ",), ("", None, "12")])
def test_a_row_that_names_nobody_refers_to_nobody(read, cells, finders):
    row, values = read(*cells, finders=finders)
    assert (values, row.outcome, row.problems) == ({}, "", ())


def test_a_row_with_its_record_number_still_means_the_person_of_its_record(store, read):
    with store.edit("登记") as edit:
        training = edit.save(TRAININGS, COURSE)
        number = edit.save(ATTENDANCES, Attendance(training=training, volunteer=2))
    row, values = read("赵一", None, PHONE, target=number)
    assert (values, row.outcome, row.problems) == ({"volunteer": 2}, "", ())
    row, values = read("钱二", None, PHONE, target=number)
    assert (values, row.outcome) == ({"volunteer": 4}, "")
    row, values = read("赵一", target=number + 1)
    assert row.outcome == "held"
