"""A fault as data, and the condition that a value is not unique."""

from __future__ import annotations

from counted import save
from storage.faults.fault_rule import SEVERITIES, Fault, is_duplicated
from storage.model.tables import ORGANIZATIONS, PROJECTS, SITES


def test_a_fault_names_its_table_by_its_name_for_scripts():
    fault = Fault("P1", SITES, 3, "示范岗", "kind", "warning", "请核对")
    assert fault.as_json() == {
        "code": "P1",
        "table": "site",
        "record_id": 3,
        "title": "示范岗",
        "column": "kind",
        "severity": "warning",
        "message": "请核对",
    }


def test_the_more_severe_comes_first():
    assert SEVERITIES == ("error", "warning")


def test_a_value_is_duplicated_where_another_record_has_it_and_nothing_is_no_value(store):
    (team,) = save(store, ORGANIZATIONS, {})
    first, second, _third, _fourth, _fifth = save(
        store, PROJECTS,
        {"organization": team, "platform_number": "P1"},
        {"organization": team, "platform_number": "P1"},
        {"organization": team, "platform_number": "P2"},
        {"organization": team},
        {"organization": team},
    )  # fmt: skip
    condition = is_duplicated(PROJECTS, "platform_number")
    assert [one.id for one in store.select(PROJECTS)] != []
    sql = f"SELECT t.id FROM project t WHERE {condition} ORDER BY t.id"
    assert [row["id"] for row in store.rows(sql)] == [first, second]
