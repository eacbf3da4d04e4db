import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import id_number, volunteer
from storage.errors import Invalid
from storage.intake.vocabulary.header_words import normal
from storage.model.tables import BY_NAME, TABLES, VOLUNTEERS

every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


@every_table
def test_no_header_could_mean_two_columns(table):
    owners = {}
    for column in table.columns:
        for word in {normal(w) for w in (column.label, column.name, *column.synonyms)}:
            assert owners.setdefault(word, column.name) == column.name


@every_table
def test_a_declaration_names_only_what_exists(table):
    names = set(table.by_name)
    assert table.title in names
    assert {*table.key, *table.search, *table.later} <= names
    assert set(table.through) <= {link.name for link in table.links}
    assert table.append_only or not table.later
    assert {column for index in table.indexes for column in index} <= {"id", *names}
    assert all(link.kind.target in BY_NAME for link in table.links)
    assert not names & {derived.name for derived in table.derived}


@every_table
def test_missing_required_fields_are_all_reported_at_once(table):
    required = {c.name for c in table.columns if c.required and c.default is None}
    if required:
        with pytest.raises(Invalid) as caught:
            table.parse({})
        assert {problem.column for problem in caught.value.problems} == required


@every_table
def test_every_default_is_a_value_of_its_kind(table):
    for column in table.columns:
        if column.default is not None:
            assert column.kind.parse(column.kind.show(column.default)) == column.default


def test_a_record_and_its_row_and_its_draft_are_the_same():
    one = volunteer("吉克·阿果", school=3, platform_hours=150, league_member=True, id=7)
    assert VOLUNTEERS.from_row(VOLUNTEERS.to_row(one)) == one
    assert VOLUNTEERS.parse(VOLUNTEERS.draft(one), 7) == one


def test_sex_and_birth_date_come_from_the_id_number_where_they_are_missing():
    number = id_number("2009-02-03", sex="女")
    made = VOLUNTEERS.parse({"name": "甲", "id_number": number})
    assert (made.birth_date, made.sex) == ("2009-02-03", "女")


def test_a_contradiction_with_the_id_number_is_stored_and_shown():
    number = id_number("2009-02-03", sex="女")
    made = VOLUNTEERS.parse(
        {"name": "甲", "id_number": number, "sex": "男", "birth_date": "2009-02-13"}
    )
    assert (made.birth_date, made.sex) == ("2009-02-13", "男")
    assert {problem.column for problem in VOLUNTEERS.warnings(made)} == {"birth_date", "sex"}


def test_a_birth_month_agrees_with_a_day_in_it():
    number = id_number("2009-02-03")
    made = VOLUNTEERS.parse(
        {"name": "甲", "id_number": number, "sex": "男", "birth_date": "2009-02"}
    )
    assert VOLUNTEERS.warnings(made) == ()


def test_a_passport_number_need_not_obey_the_rule_for_residents():
    made = VOLUNTEERS.parse({"name": "John Smith", "id_type": "护照", "id_number": "E12345678"})
    assert made.id_number == "E12345678"
    with pytest.raises(Invalid, match="应为18位"):
        VOLUNTEERS.parse({"name": "甲", "id_number": "E12345678"})


def test_every_problem_names_its_field_by_its_label():
    with pytest.raises(Invalid) as caught:
        VOLUNTEERS.parse({"name": "", "id_number": "51041120080517001", "phone": "12", "sex": "?"})
    found = {problem.column: problem.message for problem in caught.value.problems}
    for name, message in found.items():
        assert message.startswith(VOLUNTEERS.by_name[name].label)
    assert set(found) == {"name", "phone", "sex"}


@given(st.dictionaries(st.sampled_from(list(VOLUNTEERS.by_name)), st.text(max_size=30), max_size=8))
def test_any_draft_becomes_a_record_or_a_list_of_problems(draft):
    try:
        made = VOLUNTEERS.parse(draft)
    except Invalid as error:
        assert error.problems
    else:
        assert dataclasses.is_dataclass(made)
