"""Texts that no value is known for, each once, with how many rows have it."""

from people import id_number
from rosters import write
from storage.intake.choices import Choices
from storage.intake.pipeline import plan_import
from storage.intake.rows.unclear_values import (
    choices_of,
    decided_values,
    has_choices,
    unclear_values,
)
from storage.model.tables import UNITS, VOLUNTEERS
from storage.model.tables.unit import Unit

POLITICAL = VOLUNTEERS.by_name["political_status"]


def planned(store, tmp_path, *texts, **choices):
    rows = [
        [f"赵{sign}", id_number(), text] for sign, text in zip("一二三四五", texts, strict=False)
    ]
    header = ["姓名", "身份证号", "政治面貌"]
    path = write(tmp_path / "名册.xlsx", rows, header=header)
    return plan_import(store, [path], "某校", choices=Choices(**choices))


def test_a_text_is_listed_once_with_its_count_and_the_most_frequent_first(store, tmp_path):
    made = planned(store, tmp_path, "青年", "先锋", "先锋", "群众")
    found = [(one.column.name, one.text, one.count) for one in unclear_values(made)]
    assert found == [("political_status", "先锋", 2), ("political_status", "青年", 1)]


def test_what_the_clerk_decided_is_no_longer_unclear(store, tmp_path):
    made = planned(store, tmp_path, "先锋", values={("political_status", "先锋"): "共青团员"})
    assert unclear_values(made) == ()
    (one,) = decided_values(made)
    assert (one.column, one.text, one.meant) == (POLITICAL, "先锋", "共青团员")


def test_the_values_of_a_field_are_its_choices_or_the_names_of_records(store):
    with store.edit("登记") as edit:
        edit.save(UNITS, Unit(name="甲校", kind="中学"))
    assert has_choices(POLITICAL)
    assert not has_choices(VOLUNTEERS.by_name["name"])
    assert choices_of(store, POLITICAL) == POLITICAL.kind.choices
    assert "甲校" in choices_of(store, VOLUNTEERS.by_name["school"])
