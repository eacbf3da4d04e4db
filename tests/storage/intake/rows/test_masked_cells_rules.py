"""Which cells count as masked, and what becomes of them with and without their record."""

from datetime import date

import pytest

from people import id_number
from storage.intake.rows.import_plan import PlannedRow, RowProblem
from storage.intake.rows.masked_cells import MaskedCells
from storage.model.tables import CONSENTS, VOLUNTEERS
from storage.model.tables.person import Consent
from storage.model.tables.volunteer import Volunteer

NAMES = ("name", "class_name", "student_number", "phone", "guardian_name", "note", "school")
HELD = {
    "name": "沙马依洛",
    "class_name": "五（1）班",
    "student_number": "G2015",
    "phone": "13912345678",
    "guardian_name": "沙马大山",
    "note": "父亲13812345678，由王老师介绍",
}


@pytest.fixture
def number(store):
    with store.edit("登记") as edit:
        return edit.save(VOLUNTEERS, Volunteer(id_number=id_number(), **HELD))


def masked_cells(store):
    columns = [VOLUNTEERS.by_name[name] for name in NAMES]
    mapped = [(at, f"表头{one.label}", one) for at, one in enumerate(columns)]
    return MaskedCells(store, VOLUNTEERS, mapped)


def restore(store, target=None, altered=(0,), **texts):
    """The row, its values and the number of masked cells; each cell was read as it stands."""
    made = masked_cells(store)
    cells = [texts.get(name) for name in NAMES]
    row, values = PlannedRow(2, cells, target_id=target, altered=altered), dict(texts)
    made.restore(row, values, cells)
    return row, values, made.count


def problem(name, message, severity="warning"):
    return RowProblem(name, f"表头{VOLUNTEERS.by_name[name].label}", severity, message, "hidden")


def not_taken(name):
    label = VOLUNTEERS.by_name[name].label
    return problem(name, f"{label}里有隐去的内容，这一格没有导入，台账里的不变：要改请写全")


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("phone", "139****", True),
        ("phone", "139＊＊＊＊", True),
        ("phone", "139***", True),
        ("phone", "139**", False),
        ("phone", "139", False),
        ("phone", 13912345678, False),
        ("phone", None, False),
        ("phone", "某某", False),
        ("phone", "沙某某", False),
        ("name", "沙某某", True),
        ("name", "沙***", True),
        ("name", "沙某某同学", False),
        ("guardian_name", "沙某某", True),
        ("class_name", "某某班", False),
        ("class_name", "五某某", False),
        ("class_name", "五***班", True),
        ("note", "由某某老师介绍", False),
        ("note", "父亲****", True),
        ("school", "盐边****", False),
        ("school", "渔某某", False),
    ],
)
def test_without_a_record_stars_and_masked_names_count(store, name, text, masked):
    assert restore(store, **{name: text})[2] == masked


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("phone", "139****", True),
        ("phone", "某某", False),
        ("name", "沙某某", True),
        ("name", "沙某某同学", False),
        ("class_name", "某某班", True),
        ("student_number", "G某某", True),
        ("note", "由某某老师介绍", True),
        ("note", "由王老师介绍", False),
        ("school", "某某学校", False),
    ],
)
def test_with_a_record_somebody_counts_among_words_as_well(store, number, name, text, masked):
    assert restore(store, number, **{name: text})[2] == masked


def test_masked_cells_are_counted_over_all_rows(store, number):
    made = masked_cells(store)
    cells = ["沙某某", "1班", 15, "139****", None, "父亲****", None]
    for target, altered in ((number, ()), (None, (0,)), (number, (0,))):
        made.restore(PlannedRow(2, cells, target_id=target, altered=altered), {}, cells)
    assert made.count == 9


def test_a_row_without_record_number_whose_cells_were_read_as_they_stand_has_none(store):
    row, values, count = restore(store, altered=(), name="沙某某")
    assert (values, row.problems, count) == ({"name": "沙某某"}, (), 0)


# --- with the record


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("phone", "139****"),
        ("phone", " 139**** "),
        ("class_name", "五（***）班"),
        ("class_name", "五（1）某某"),
        ("student_number", "G****"),
        ("guardian_name", "沙***"),
        ("guardian_name", "沙某某"),
        ("note", "父亲****，由王老师介绍"),
        ("note", "父亲13812345678，由某某介绍"),
    ],
)
def test_a_mask_that_fits_the_record_changes_nothing(store, number, name, text):
    row, values, count = restore(store, number, name="沙马依洛", **{name: text})
    assert (values, row.problems, count) == ({"name": "沙马依洛"}, (), 1)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("phone", "138****"),
        ("class_name", "六（***）班"),
        ("class_name", "***"),
        ("student_number", "H****"),
        ("guardian_name", "王***"),
        ("note", "父亲****，由李老师介绍"),
        ("note", "父亲****"),
    ],
)
def test_a_mask_that_does_not_fit_the_record_is_reported(store, number, name, text):
    row, values, count = restore(store, number, name="沙马依洛", **{name: text})
    assert (values, count) == ({"name": "沙马依洛"}, 1)
    assert row.problems == (not_taken(name),)


def test_a_mask_in_place_of_a_blank_is_reported(store):
    with store.edit("登记") as edit:
        number = edit.save(VOLUNTEERS, Volunteer(name="沙马依洛"))
    row, values, _count = restore(store, number, phone="139****")
    assert (values, row.problems) == ({}, (not_taken("phone"),))


@pytest.mark.parametrize(
    ("text", "read"), [("沙某某", "沙马依洛"), ("沙***", "沙马依洛"), ("王某某", "王某某")]
)
def test_a_masked_name_is_the_records_where_it_fits(store, number, text, read):
    row, values, count = restore(store, number, name=text)
    assert (values, row.problems, count) == ({"name": read}, (), 1)


@pytest.mark.parametrize(("text", "fits"), [("沙***", True), ("王***", False)])
def test_a_required_field_besides_the_title_stays_as_in_the_record(store, number, text, fits):
    with store.edit("登记") as edit:
        consent = edit.save(CONSENTS, Consent(
            volunteer=number, purpose="注册志愿者", guardian="沙马大山", given_on=date(2026, 9, 30),
        ))  # fmt: skip
    made = MaskedCells(store, CONSENTS, [(0, "监护人", CONSENTS.by_name["guardian"])])
    row, values = PlannedRow(2, (text,), target_id=consent), {"guardian": text}
    made.restore(row, values, (text,))
    assert values == {"guardian": "沙马大山"}
    message = "监护人里有隐去的内容，这一格没有导入，台账里的不变：要改请写全"
    expected = RowProblem("guardian", "监护人", "warning", message, "hidden")
    assert row.problems == (() if fits else (expected,))


# --- without the record


def test_a_masked_name_without_a_record_is_an_error(store):
    row, values, count = restore(store, name=" 沙某某 ")
    message = "姓名“沙某某”隐去了字，看不出是谁：请写全，或保留台账编号一列"
    assert row.problems == (problem("name", message, "error"),)
    assert (values, count) == ({"name": " 沙某某 "}, 1)


@pytest.mark.parametrize("target", [None, 99])
def test_without_a_record_a_masked_remark_is_reported_and_a_masked_number_is_not(store, target):
    row, _values, count = restore(store, target, note="父亲****", phone="139****")
    assert (row.problems, count) == ((not_taken("note"),), 2)


def test_a_masked_name_with_the_number_of_no_record_is_left_to_the_matching(store):
    row, values, count = restore(store, 99, name=" 沙某某 ")
    assert (values, row.problems, count) == ({"name": "沙某某"}, (), 1)


@pytest.mark.parametrize("target", [None, 99])
def test_another_required_field_that_is_masked_is_an_error_without_a_record(store, target):
    made = MaskedCells(store, CONSENTS, [(0, "监护人", CONSENTS.by_name["guardian"])])
    row = PlannedRow(2, ("沙***",), target_id=target, altered=(0,))
    made.restore(row, {}, ("沙***",))
    message = "监护人“沙***”隐去了字，看不出是谁：请写全，或保留台账编号一列"
    assert row.problems == (RowProblem("guardian", "监护人", "error", message, "hidden"),)
