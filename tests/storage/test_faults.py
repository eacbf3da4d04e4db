import dataclasses
from datetime import date

import pytest

from people import id_number, volunteer
from storage.faults import RULES, file_check, find_faults
from storage.tables import HEADCOUNTS, ORGANIZATIONS, TRAININGS, UNITS, VOLUNTEERS
from storage.tables.organization import Headcount, Organization
from storage.tables.training import Training
from storage.tables.unit import Unit

ON = date(2026, 9, 30)
SOUND = {"registration_status": "已注册", "platform_number": "1", "registered_on": date(2025, 1, 1)}


def _codes(store):
    return sorted(fault.code for fault in find_faults(store, ON) if fault.code != "V-12")


def _keep(store, table, *records):
    with store.edit("录入") as edit:
        for record in records:
            edit.save(table, record)


def test_a_sound_record_has_no_fault(store):
    _keep(store, VOLUNTEERS, volunteer("甲", "2000-05-01", school=1, **SOUND))
    assert list(find_faults(store, ON)) == []


@pytest.mark.parametrize(
    ("born", "facts", "code"),
    [
        ("2000-05-01", SOUND | {"platform_number": None}, "V-2"),
        ("2000-05-01", SOUND | {"registered_on": None}, "V-3"),
        ("2000-05-01", SOUND | {"registered_on": date(2026, 10, 1)}, "V-4"),
        ("2012-10-01", SOUND, "V-8"),
        ("2012-09-30", SOUND, "V-9"),
        ("2008-10-01", SOUND, "V-9"),
        ("2008-10-01", SOUND | {"consented_on": date(2026, 1, 1)}, None),
        ("2008-09-30", SOUND, None),
        ("2000-05-01", {"status": "毕业"}, "V-10"),
        ("1998-09-30", {"league_member": True}, "V-11"),
        ("1998-10-01", {"league_member": True}, None),
    ],
)
def test_each_rule_finds_its_fault_at_the_edge(store, born, facts, code):
    _keep(store, VOLUNTEERS, volunteer("甲", born, **facts))
    assert _codes(store) == ([code] if code else [])


def test_two_who_may_be_one_are_found(store):
    one = volunteer("甲", "2000-05-01")
    _keep(store, VOLUNTEERS, one, dataclasses.replace(one, id_number=None))
    assert _codes(store) == ["V-1", "V-6"]


def test_a_platform_number_used_twice_is_an_error_of_both(store):
    people = [volunteer(name, "2000-05-01", **SOUND) for name in ("甲", "乙")]
    _keep(store, VOLUNTEERS, *people)
    assert [(f.code, f.severity) for f in find_faults(store, ON) if f.code == "V-5"] == [
        ("V-5", "error")
    ] * 2


def test_what_contradicts_the_id_number_is_told_with_its_field(store):
    _keep(
        store,
        VOLUNTEERS,
        dataclasses.replace(volunteer("甲", "2000-05-01"), birth_date="2000-05-02"),
    )
    (fault,) = [fault for fault in find_faults(store, ON) if fault.code == "W"]
    assert (fault.column, fault.title) == ("birth_date", "甲")


def test_faults_of_organizations_units_and_trainings_are_found(store):
    _keep(store, UNITS, Unit(name="某职中", kind="中职学校", duty="必建"))
    _keep(
        store, ORGANIZATIONS, Organization(name="甲队", kind="志愿服务队", registration="民政注册")
    )
    number = store.named(ORGANIZATIONS, "甲队")
    _keep(
        store,
        HEADCOUNTS,
        Headcount(organization=number, counted_on=ON, members=2, league_members=3),
    )
    _keep(
        store,
        TRAININGS,
        Training(name="班", category="骨干", content="x", held_on=ON, hours=60, organiser="x"),
    )
    assert set(_codes(store)) >= {"U-1", "O-2", "O-3", "H-1", "T-1", "W"}


def test_every_rule_has_a_name_of_its_own_and_a_field_that_exists():
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.column in rule.table.by_name for rule in RULES)


def test_a_fault_is_plain_data_for_scripts(store):
    _keep(store, VOLUNTEERS, volunteer("甲", "2000-05-01", id_number=id_number(), status="转出"))
    fault = next(fault for fault in find_faults(store, ON) if fault.code == "V-10")
    assert fault.as_json()["table"] == "volunteer"


def test_a_sound_file_passes_and_a_lost_search_index_is_told(store):
    _keep(store, VOLUNTEERS, volunteer("甲"))
    assert list(file_check(store)) == []
    store.db.conn.execute("DELETE FROM volunteer_search")
    assert "搜索索引" in next(file_check(store))
