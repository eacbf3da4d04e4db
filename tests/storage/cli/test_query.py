import pytest

from storage.cli.query import find_table, parse_conditions, plural
from storage.errors import UserError
from storage.model.tables import TABLES, UNITS, VOLUNTEERS
from storage.store.listing import Filter


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_answers_to_its_plural_its_name_and_its_label(table):
    assert {find_table(word) for word in (plural(table), table.name, table.label)} == {table}


def test_plurals_are_english():
    assert [plural(table) for table in TABLES][:5] == [
        "units", "volunteers", "organizations", "headcounts", "league-branches",
    ]  # fmt: skip
    words = {plural(table) for table in TABLES}
    assert {"activities", "holidays", "insurance-policies", "star-grants", "purchases"} <= words
    assert len(words) == len(TABLES) == len({table.label for table in TABLES})


def test_a_condition_is_read_by_the_kind_of_its_field(store):
    unit = store.named(UNITS, "仁和区")
    asked = parse_conditions(
        store, VOLUNTEERS, ["school=仁和区", "league_member=是", "phone=", "age=18"]
    )
    assert asked == (
        Filter("school", "is", unit),
        Filter("league_member", "is", True),
        Filter("phone", "empty"),
        Filter("age", "is", 18),
    )


@pytest.mark.parametrize("text", ["nothing", "name", "colour=red", "sex=？"])
def test_a_condition_that_means_nothing_is_a_sentence(store, text):
    with pytest.raises(UserError):
        parse_conditions(store, VOLUNTEERS, [text])
