import contextlib
import dataclasses
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import id_number, volunteer
from storage.faults import RULES, SUSPECT_CONDITIONS, count_faults, file_check, find_faults
from storage.ledger.driver import connect
from storage.model.kinds.identity import check_digit
from storage.model.tables import (
    HEADCOUNTS,
    LEAGUE_BRANCHES,
    ORGANIZATIONS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.league_branch import LeagueBranch
from storage.model.tables.organization import Headcount, Organization
from storage.model.tables.training import Training
from storage.model.tables.unit import Unit
from storage.model.tables.volunteer import Volunteer

ON = date(2026, 9, 30)
SOUND = {"registration_status": "已注册", "platform_number": "1", "registered_on": date(2025, 1, 1)}

WITHDRAWN = {"consented_on": date(2026, 1, 1), "consent_withdrawn_on": date(2026, 5, 1)}


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
        ("2008-10-01", SOUND | WITHDRAWN, "V-9"),
        ("2008-10-01", SOUND | WITHDRAWN | {"consented_on": date(2026, 9, 1)}, None),
        ("1998-09-30", {"league_member": True}, "V-11"),
        ("1998-09-30", {"league_member": True, "league_post": "团支部书记"}, None),
        ("2012-10-01", {"league_member": True}, "V-16"),
        ("2016-10-01", {}, "V-13"),
        ("2016-09-30", {}, None),
        ("2000-05-01", {"left_on": date(2026, 9, 1)}, "V-15"),
        ("2000-05-01", {"cancelled_on": date(2026, 9, 1)}, "V-17"),
        ("2090-05-01", {}, "V-14"),
        ("1998-10-01", {"league_member": True}, None),
    ],
)
def test_each_rule_finds_its_fault_at_the_edge(store, born, facts, code):
    _keep(store, VOLUNTEERS, volunteer("甲", born, **facts))
    assert _codes(store) == ([code] if code else [])


def test_two_records_that_may_be_one_person_are_found(store):
    one = volunteer("甲", "2000-05-01")
    _keep(store, VOLUNTEERS, one, dataclasses.replace(one, id_number=None))
    assert _codes(store) == ["V-1", "V-6"]


def test_a_platform_number_used_twice_is_an_error_of_both(store):
    people = [volunteer(name, "2000-05-01", **SOUND) for name in ("甲", "乙")]
    _keep(store, VOLUNTEERS, *people)
    assert [(f.code, f.severity) for f in find_faults(store, ON) if f.code == "V-5"] == [
        ("V-5", "error")
    ] * 2


def test_a_contradiction_to_the_id_number_is_reported_with_its_field(store):
    _keep(
        store,
        VOLUNTEERS,
        dataclasses.replace(volunteer("甲", "2000-05-01"), birth_date="2000-05-02"),
    )
    (fault,) = [fault for fault in find_faults(store, ON) if fault.code == "W"]
    assert (fault.column, fault.title) == ("birth_date", "甲")


def test_a_claim_without_proof_is_reported_once(store):
    claimed = Organization(name="甲队", kind="社会组织", unit=1, registration="民政注册")
    _keep(store, ORGANIZATIONS, dataclasses.replace(claimed, platform_account="rh01"))
    assert [(fault.code, fault.column) for fault in find_faults(store, ON)] == [
        ("W", "credit_code")
    ]


def test_a_code_that_proves_registration_and_one_used_twice_are_found(store):
    facts = {"kind": "社会组织", "unit": 1, "platform_account": "rh01"}
    code = "51510411MJQ0000016"
    _keep(store, ORGANIZATIONS, Organization(name="甲", credit_code=code, **facts))
    assert _codes(store) == ["O-4"]
    second = Organization(name="乙", credit_code=code, registration="民政注册", **facts)
    _keep(store, ORGANIZATIONS, second)
    assert _codes(store) == ["O-1", "O-1", "O-4"]


def test_a_branch_that_shrank_is_found_with_its_branch(store):
    facts = {"kind": "社会组织", "unit": 1, "platform_account": "rh01", "registration": "民政注册"}
    _keep(store, ORGANIZATIONS, Organization(name="甲", credit_code="51510411MJQ0000016", **facts))
    number = store.named(ORGANIZATIONS, "甲")
    _keep(store, HEADCOUNTS, Headcount(organization=number, counted_on=ON, league_members=2))
    papers = {"name": "支部", "approval_number": "1号", "founded_on": ON, "secretary": "李芳"}
    _keep(store, LEAGUE_BRANCHES, LeagueBranch(organization=number, built="单独", **papers))
    (fault,) = find_faults(store, ON)
    assert (fault.code, fault.table, "< 3" in fault.message) == ("L", LEAGUE_BRANCHES, True)


NO_SUCH_DAYS = ("51041120080230001", "51041120081301001", "51041118990101001")


@given(
    st.sampled_from([first + check_digit(first) for first in NO_SUCH_DAYS])
    | st.sampled_from(
        ("51041120080517001X", "510411200805170012", "51041119900230101X", "5104112008051700",
         "51041120080517A01X", "510411X00805170012", "510411210805170012", "51041120080517x012")
    ) | st.builds(id_number, st.sampled_from(("2008-05-17", "1999-12-31", "2004-02-29")),
                  sex=st.sampled_from("男女")),
    st.sampled_from((None, "2008-05-17", "2008-05", "1999-12-31", "2004-02-29")),
    st.sampled_from((None, "男", "女")),
    st.sampled_from(("居民身份证", "护照")),
)  # fmt: skip
def test_no_fault_of_a_volunteer_escapes_the_narrowing_by_sql(number, born, sex, id_type):
    one = Volunteer(name="甲", id_number=number, birth_date=born, sex=sex, id_type=id_type)
    row = VOLUNTEERS.to_row(one)
    connection = connect(":memory:")
    with contextlib.closing(connection):
        names = ", ".join(f":{name} AS {name}" for name in row)
        sql = f"SELECT count(*) FROM (SELECT {names}) t WHERE {SUSPECT_CONDITIONS['volunteer']}"
        (listed,) = connection.execute(sql, row).fetchone()
    if id_type == "居民身份证":
        assert listed == bool(list(VOLUNTEERS.check(one)))


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


def test_faults_are_counted_as_they_are_found(store):
    people = [volunteer(f"甲{n}", "2012-09-30", school=1, **SOUND) for n in range(3)]
    _keep(store, VOLUNTEERS, *people, volunteer("乙", "2000-05-01", status="毕业"))
    _keep(store, ORGANIZATIONS, Organization(name="队", kind="志愿服务队"))
    found = Counter((one.code, one.table, one.message) for one in find_faults(store, ON))
    assert len(found) > 3
    assert count_faults(store, ON) == found
    errors = find_faults(store, ON, severities=("error",))
    assert {one.severity for one in errors} <= {"error"}


def test_every_rule_has_a_name_of_its_own_and_a_field_that_exists():
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.column in rule.table.by_name for rule in RULES)


def test_a_fault_is_plain_data_for_scripts(store):
    _keep(store, VOLUNTEERS, volunteer("甲", "2000-05-01", id_number=id_number(), status="转出"))
    fault = next(fault for fault in find_faults(store, ON) if fault.code == "V-10")
    assert fault.as_json()["table"] == "volunteer"


def test_a_sound_file_passes_and_a_lost_search_index_is_reported(store):
    _keep(store, VOLUNTEERS, volunteer("甲"))
    assert list(file_check(store)) == []
    store.connection.execute("DELETE FROM volunteer_search")
    assert "搜索索引" in next(file_check(store))
