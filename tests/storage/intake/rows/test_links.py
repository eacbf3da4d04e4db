"""What a name in a sheet refers to, and what is said where it refers to nothing sure."""

import pytest

from people import volunteer
from storage.intake.rows.import_plan import PlannedRow
from storage.intake.rows.links import LinkReader, Links, likely
from storage.model.tables import UNITS, VOLUNTEERS
from storage.model.tables.service_record import SERVICE_RECORDS
from storage.model.tables.unit import Unit

SCHOOL = VOLUNTEERS.by_name["school"]
PERSON = SERVICE_RECORDS.by_name["volunteer"]


@pytest.fixture
def known(store):
    with store.edit("登记") as edit:
        unit = edit.save(UNITS, Unit(name="盐边县渔门中学", kind="中学", aliases="渔中"))
        edit.save(VOLUNTEERS, volunteer("赵一", phone="13800000001", school=unit))
        edit.save(VOLUNTEERS, volunteer("钱二"))
        edit.save(VOLUNTEERS, volunteer("钱二"))
    return store


def read(store, table, column, text, *, finders=(), cells=(), **more):
    facts = {"fixed": {}, "vital": frozenset(), "unit": ""} | more
    reader = LinkReader(
        Links(store, table), [(0, column.label, column)], dict(finders), {}, **facts
    )
    row, values = PlannedRow(2, (text,)), {}
    reader.read(row, values, [text, *cells])
    return row, values


@pytest.mark.parametrize("text", ["盐边县渔门中学", "渔中", "渔门中学"])
def test_a_unit_is_found_by_name_alias_or_without_its_county(known, text):
    _row, values = read(known, VOLUNTEERS, SCHOOL, text)
    assert values == {"school": known.named(UNITS, "盐边县渔门中学")}


def test_an_unknown_unit_is_noted_with_the_likely_one(known):
    row, values = read(known, VOLUNTEERS, SCHOOL, "盐边县鱼门中学")
    assert values == {}
    (problem,) = row.problems
    assert (problem.severity, problem.code, problem.fix) == (
        "warning",
        "unknown_link",
        "盐边县渔门中学",
    )
    row, _values = read(known, VOLUNTEERS, SCHOOL, "别处", vital=frozenset(("school",)))
    assert row.problems[0].severity == "error"


def test_a_school_that_is_not_the_files_is_refused_where_the_ledger_lacks_it(known):
    more = {"fixed": {"school": known.named(UNITS, "盐边县渔门中学")}, "unit": "盐边县渔门中学"}
    row, _values = read(known, VOLUNTEERS, SCHOOL, "盐边县红格中学", **more)
    assert row.problems[0].severity == "error"
    row, values = read(known, VOLUNTEERS, SCHOOL, "本校", **more)
    assert (row.problems, values) == ((), {})


def test_a_name_alone_is_held_and_another_fact_decides(known):
    row, values = read(known, SERVICE_RECORDS, PERSON, "赵一")
    assert (row.outcome, values, row.problems[0].code) == ("held", {"volunteer": 1}, "which_person")
    finders = ((1, VOLUNTEERS.by_name["phone"]),)
    row, values = read(
        known, SERVICE_RECORDS, PERSON, "赵一", finders=finders, cells=["13800000001"]
    )
    assert (row.outcome, values) == ("", {"volunteer": 1})


def test_of_two_people_with_one_name_none_is_chosen_without_a_decision(known):
    row, _values = read(known, SERVICE_RECORDS, PERSON, "钱二")
    assert row.outcome == "held"
    assert "有2人叫这个名字" in row.problems[0].message
    assert len(row.candidates) == 2


def test_a_person_who_is_not_in_the_ledger_is_an_error(known):
    row, values = read(known, SERVICE_RECORDS, PERSON, "无人")
    assert (values, row.problems[0].code) == ({}, "unknown_person")


def test_a_record_number_decides(known):
    row, values = read(known, SERVICE_RECORDS, PERSON, "V000002")
    assert (row.outcome, values) == ("", {"volunteer": 2})


def test_a_masked_name_is_matched_by_its_number_where_it_fits_the_record(known):
    links = Links(known, SERVICE_RECORDS)
    assert links.unmask("volunteer", "赵某某（V000001）") == "V000001"
    assert links.unmask("volunteer", "孙某某（V000001）") == "孙某某（V000001）"


@pytest.mark.parametrize(
    ("text", "found"),
    [("共青团 员", "共青团员"), ("团员", "共青团员"), ("群 众", "群众"), ("飞行员", ""), ("", "")],
)
def test_the_likely_text_is_nearly_the_same_or_alone_holds_it(text, found):
    assert likely(("共青团员", "中共党员", "群众"), text) == found


def test_nothing_is_likely_for_a_blank_or_among_no_texts():
    assert likely(("群众",), " ") == ""
    assert likely((), "群众") == ""


@pytest.mark.parametrize(
    ("known", "text", "found"),
    [
        (("甲乙丙己庚",), "甲乙丙丁戊", "甲乙丙己庚"),  # alike to 60 of 100
        (("abcdefghijklmNOPQRSTUV",), "abcdefghijklmnopqrstuv", ""),  # to 59
    ],
)
def test_a_likely_text_is_alike_to_sixty_of_a_hundred(known, text, found):
    assert likely(known, text) == found


@pytest.mark.parametrize(
    ("known", "text", "found"),
    [
        (("中国共产主义青年团团员",), "团员", 0),
        (("中国共产主义青年团团员", "中国少年先锋队队员"), "团员", 0),
        (("中国共产主义青年团团员", "曾经是团员的青年学生"), "团员", None),
        (("群众", "党员"), "已经填写为普通群众的人", 0),
    ],
)
def test_a_text_that_alone_holds_the_other_is_likely(known, text, found):
    assert likely(known, text) == ("" if found is None else known[found])


@pytest.mark.parametrize(
    ("near", "text", "wins"),
    [
        ("甲乙丙戊", "甲乙丙丁", True),  # alike to 75 of 100
        ("abcdefghijWXYZ", "abcdefghijklm", False),  # to 74
    ],
)
def test_from_seventy_five_of_a_hundred_likeness_wins_over_holding(near, text, wins):
    holding = f"一二三四五六七八九十百千{text}"
    assert likely((near, holding), text) == (near if wins else holding)
