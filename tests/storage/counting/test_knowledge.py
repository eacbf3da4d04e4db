"""What was known of a quarter: after a seal, before the first roster, in a first report.

All figures are counted by hand.
"""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest

from people import volunteer
from storage.counting.figures import CountingContext, figures, one_figure
from storage.counting.figures.count import measure
from storage.counting.figures.monthly import registrations_by_month
from storage.counting.indicators import INDICATORS
from storage.counting.knowledge import as_known
from storage.model.period import Quarter
from storage.model.tables import (
    ACTIVITIES,
    MOVEMENTS,
    ORGANIZATIONS,
    SERVICE_RECORDS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.organization import Organization
from storage.model.tables.person import Movement
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.training import Training
from storage.model.tables.unit import Unit
from storage.quarter.check import CheckContext
from storage.quarter.checks import CHECKS
from storage.quarter.comparison import FIRST, compare, compare_quarters
from storage.quarter.seal_diff import (
    ADDED,
    CHANGED,
    corrections_since_seal,
    figure_differences,
    is_unchanged,
)
from storage.quarter.sealing import seal_unchecked
from storage.seals.seal import contents_of, last_seal, open_seal
from storage.store.listing import count
from storage.store.undo import last_done, undo

SECOND, THIRD = Quarter(2026, 2), Quarter(2026, 3)
SEALED_ON, REPORTED_ON = date(2026, 7, 8), date(2026, 10, 12)
MEMBER = {"league_member": True, "political_status": "共青团员"}


def at(store, day):
    """Have what follows be entered on that day."""
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    store.clock = lambda: moment


def enter(store, *people, reason="导入花名册"):
    with store.edit(reason) as edit:
        return edit.save_new(VOLUNTEERS, people)


def crowd(number, **facts):
    return [volunteer(f"学生{one}", "2009-05-05", **facts) for one in range(number)]


def change(store, number, **fields):
    with store.edit("修改志愿者") as edit:
        edit.save(VOLUNTEERS, dataclasses.replace(store.get(VOLUNTEERS, number), **fields))


def line_of(store, quarter, code):
    return {line.code: line for line in compare(store, quarter).lines}[code]


def told(store, quarter):
    return {(one.code, one.kind): one.text for one in corrections_since_seal(store, quarter)}


@pytest.fixture
def sealed(store):
    """Ten on the roster since the spring, four of them members; the second quarter is sealed."""
    at(store, date(2026, 4, 10))
    there = enter(store, *crowd(4, **MEMBER), *crowd(6))
    at(store, SEALED_ON)
    seal_unchecked(store, SECOND, SEALED_ON)
    at(store, REPORTED_ON)
    return there


@pytest.fixture
def organization(store):
    with store.edit("组织") as edit:
        return edit.save(ORGANIZATIONS, Organization(name="蓝天队", kind="志愿服务队"))


@pytest.fixture
def served(store, organization):
    """A sealed second quarter with one service of two hours in it: person, activity, record."""
    at(store, date(2026, 4, 10))
    (person,) = enter(store, volunteer("甲", "2005-05-05"))
    with store.edit("服务") as edit:
        one = river(organization, date(2026, 5, 1))
        activity = edit.save(ACTIVITIES, one)
        record = edit.save(SERVICE_RECORDS, service(person, activity, date(2026, 5, 1), 120))
    at(store, SEALED_ON)
    seal_unchecked(store, SECOND, SEALED_ON)
    at(store, REPORTED_ON)
    return person, activity, record


def river(organization, day):
    return Activity(name="护河", organization=organization, held_on=day, place="金沙江边")


def service(person, activity, day, hours, **facts):
    return ServiceRecord(
        volunteer=person, activity=activity, served_on=day, hours=hours, recorder="周嘉诚",
        recorded_on=day, source="签到表", **facts,
    )  # fmt: skip


def test_rosters_imported_after_the_seal_are_an_increase_and_no_correction(store, sealed):
    for number in (7, 5, 4):
        enter(store, *crowd(number, **MEMBER))
    assert told(store, THIRD) == {}
    assert figure_differences(store, last_seal(store, SECOND)) == []
    assert is_unchanged(store, last_seal(store, SECOND))
    roster, members = (line_of(store, THIRD, code) for code in ("V01", "V07"))
    assert (roster.before, roster.now, roster.change_text) == (10, 26, "+16")
    assert (members.before, members.now, members.change_text) == (4, 20, "+16")


def test_one_removed_who_was_there_at_the_seal_is_a_correction(store, sealed):
    enter(store, *crowd(3))
    with store.edit("删除") as edit:
        edit.remove(VOLUNTEERS, sealed[0])
    found = told(store, THIRD)
    assert found["V01", CHANGED] == "10 → 9（−1）"
    assert found["V07", CHANGED] == "4 → 3（−1）"
    assert not [kind for _code, kind in found if kind == ADDED]
    assert line_of(store, THIRD, "V01").change == 2


def test_undoing_the_removal_leaves_no_correction(store, sealed):
    with store.edit("删除") as edit:
        edit.remove(VOLUNTEERS, sealed[0])
    undo(store, last_done(store))
    assert told(store, THIRD) == {}


def test_a_service_of_the_sealed_quarter_entered_later_is_reported_late(store, served):
    person, activity, _record = served
    with store.edit("补录") as edit:
        edit.save(SERVICE_RECORDS, service(person, activity, date(2026, 6, 3), 90))
        edit.save(SERVICE_RECORDS, service(person, activity, date(2026, 7, 3), 60))
    found = told(store, THIRD)
    assert found["H01", ADDED] == "2.0 → 3.5（+1.5）"
    assert found["H03", ADDED] == "1 → 2（+1）"
    assert not [code for code, kind in found if kind == CHANGED]
    assert ("H05", ADDED) not in found  # the same person


def test_who_served_in_the_sealed_quarter_and_was_entered_later_is_reported_late_with_it(
    store, served
):
    _person, activity, _record = served
    (late,) = enter(store, volunteer("乙", "2004-04-04"))
    assert told(store, THIRD) == {}
    with store.edit("补录") as edit:
        edit.save(SERVICE_RECORDS, service(late, activity, date(2026, 6, 3), 90))
    found = told(store, THIRD)
    assert found["H03", ADDED] == found["H05", ADDED] == "1 → 2（+1）"


def test_a_record_that_corrects_a_sealed_one_is_a_correction(store, served):
    person, activity, record = served
    with store.edit("更正") as edit:
        facts = {"corrects": record, "reason": "多记一小时"}
        edit.save(SERVICE_RECORDS, service(person, activity, date(2026, 5, 1), -60, **facts))
    assert told(store, THIRD)["H01", CHANGED] == "2.0 → 1.0（−1.0）"
    assert not [kind for _code, kind in told(store, THIRD) if kind == ADDED]


def test_one_who_had_registered_by_the_cut_off_is_reported_late(store, sealed):
    by_then = {"registration_status": "已注册", "registered_on": date(2026, 6, 30)}
    since = {"registration_status": "已注册", "registered_on": date(2026, 7, 1)}
    enter(store, volunteer("甲", "2005-05-05", **by_then), volunteer("乙", "2005-05-05", **since))
    found = told(store, THIRD)
    assert found["V04", ADDED] == "0 → 1（+1）"
    assert found["V01", ADDED] == "10 → 11（+1）"
    assert not [code for code, kind in found if kind == CHANGED]
    assert line_of(store, THIRD, "V04").change == 2


def test_who_registers_again_is_shown_as_he_was_sealed_and_is_no_correction(store):
    at(store, date(2026, 4, 10))
    told_once = {"registration_status": "已注册", "registered_on": date(2026, 2, 1)}
    (person,) = enter(store, volunteer("甲", "2005-05-05", **told_once))
    at(store, SEALED_ON)
    seal_unchecked(store, SECOND, SEALED_ON)
    change(store, person, registration_status="已注销", cancelled_on=date(2026, 8, 1))
    change(
        store, person, registration_status="已注册", registered_on=date(2026, 9, 1),
        cancelled_on=None,
    )  # fmt: skip
    change(store, person, phone="13800000001")
    assert line_of(store, THIRD, "V04").before == 1
    assert told(store, THIRD) == {}
    assert one_figure(store, THIRD, "V05").value == 1


def test_a_move_noted_after_the_seal_tells_of_somebody_who_was_there(store):
    at(store, date(2026, 4, 10))
    student = {"identity_class": "大学生", "study_status": "在读"}
    (person,) = enter(store, volunteer("甲", "2005-05-05", **student))
    at(store, SEALED_ON)
    seal_unchecked(store, SECOND, SEALED_ON)
    with store.edit("毕业") as edit:
        edit.save(MOVEMENTS, Movement(volunteer=person, kind="毕业", happened_on=date(2026, 7, 1)))
        one = dataclasses.replace(store.get(VOLUNTEERS, person), study_status="毕业")
        edit.save(VOLUNTEERS, one)
    assert told(store, THIRD) == {}  # a later event


def test_one_moved_to_a_unit_of_the_city_is_a_correction_though_the_unit_is_new(store, sealed):
    with store.edit("归属") as edit:
        unit = edit.save(UNITS, Unit(name="市直学校", kind="中学", counted_by="市直"))
        one = dataclasses.replace(store.get(VOLUNTEERS, sealed[9]), school=unit)
        edit.save(VOLUNTEERS, one)
    assert told(store, THIRD)["V01", CHANGED] == "10 → 9（−1）"


def test_a_new_version_holds_what_was_reported_late_and_not_the_later_rosters(store, sealed):
    enter(store, *crowd(3))
    enter(store, volunteer("甲", "2005-05-05", registered_on=date(2026, 6, 1),
                           registration_status="已注册"))  # fmt: skip
    seal_unchecked(store, SECOND, REPORTED_ON, "补报一人")
    second = last_seal(store, SECOND)
    values = {one["code"]: one["value"] for one in contents_of(store, second)["figures"]}
    assert (values["V01"], values["V04"]) == (11, 1)
    with open_seal(store, second) as past:
        assert past.count(VOLUNTEERS) == 11
    assert is_unchanged(store, second)
    assert told(store, THIRD) == {}
    enter(store, *crowd(2))
    assert told(store, THIRD) == {}
    assert line_of(store, THIRD, "V01").change == 5


def test_a_seal_of_an_older_program_is_read_by_the_rows_it_holds(store, sealed):
    """Such a seal does not say how far the ledger had got."""
    kept = last_seal(store, SECOND)
    older = {k: v for k, v in contents_of(store, kept).items() if k != "entered"}
    from storage.seals.row_chunks import canonical, compress, digest_of

    text = canonical(older).encode()
    store.connection.execute("DROP TRIGGER seal_keeps")
    store.connection.execute(
        "UPDATE seal SET digest = ?, contents = ?", (digest_of(text), compress(text))
    )
    enter(store, *crowd(5))
    assert told(store, THIRD) == {}
    with store.edit("删除") as edit:
        edit.remove(VOLUNTEERS, sealed[9])
    assert told(store, THIRD)["V01", CHANGED] == "10 → 9（−1）"


def test_a_county_that_imports_in_2026_has_no_data_for_2020(store):
    at(store, date(2026, 10, 10))
    enter(store, *crowd(2))
    then = {one.code: one.value for one in figures(store, Quarter(2020, 1))}
    assert [code for code, value in then.items() if value is not None] == []
    assert one_figure(store, Quarter(2020, 1), "V01").text == "无数据"


def test_the_roster_entered_days_after_the_quarter_counts_for_it_and_for_none_before(store):
    at(store, date(2026, 10, 10))
    enter(store, *crowd(2))
    at(store, date(2027, 2, 1))
    values = [one_figure(store, quarter, "V01").value for quarter in (SECOND, THIRD, THIRD.next)]
    assert values == [None, 2, 2]


def test_an_import_taken_back_was_never_known(store):
    at(store, date(2025, 10, 10))
    enter(store, *crowd(3))
    undo(store, last_done(store))
    at(store, date(2026, 10, 10))
    enter(store, *crowd(2))
    assert one_figure(store, Quarter(2025, 3), "V01").value is None


def test_what_bears_a_date_is_counted_in_the_past_where_anything_was_known(store, organization):
    at(store, date(2026, 10, 10))
    (person,) = enter(store, volunteer("甲", "2005-05-05"))
    with store.edit("往年的") as edit:
        held = date(2025, 8, 1)
        edit.save(TRAININGS, Training(name="班", category="骨干", content="急救", held_on=held,
                                      hours=120, organiser="团区委"))  # fmt: skip
        one = river(organization, held)
        edit.save(SERVICE_RECORDS, service(person, edit.save(ACTIVITIES, one), held, 90))
    values = {
        str(quarter): [one_figure(store, quarter, code).value for code in ("T01", "H01", "V01")]
        for quarter in (Quarter(2025, 2), Quarter(2025, 3), Quarter(2025, 4))
    }
    assert values == {
        "2025Q2": [None, None, None], "2025Q3": [1, 1.5, None], "2025Q4": [0, 0.0, None],
    }  # fmt: skip


def test_of_organizations_only_their_number_is_told_from_their_founding(store):
    at(store, date(2026, 10, 10))
    with store.edit("组织") as edit:
        for name, day in (("甲", date(2019, 1, 1)), ("乙", date(2026, 1, 1)), ("丙", None)):
            facts = {"kind": "志愿服务队", "platform_account": name, "founded_on": day}
            edit.save(ORGANIZATIONS, Organization(name=name, **facts))
    then = Quarter(2025, 3)
    assert [one_figure(store, then, code).value for code in ("O01", "O06")] == [1, None]
    assert [one_figure(store, THIRD, code).value for code in ("O01", "O06")] == [3, 100]


def test_an_unsealed_quarter_before_a_sealed_one_has_nothing_entered_since(store, sealed):
    enter(store, *crowd(6))
    lines = {
        one.code: one for one in compare_quarters(store, (Quarter(2026, 1), None), (SECOND, None))
    }
    assert (lines["V01"].before, lines["V01"].now) == (10, 10)


def test_last_years_quarter_without_data_is_compared_with_nothing(store, sealed):
    line = line_of(store, THIRD, "V01")
    assert (line.year_ago, line.year_change_text, line.year_growth) == (None, "", None)
    assert "没有封存" in compare(store, THIRD).year_basis


def test_a_first_report_is_compared_with_nothing_and_explains_no_fall(store, organization):
    at(store, date(2026, 10, 10))
    gone = {"status": "毕业", "left_on": date(2026, 8, 1)}
    enter(store, *crowd(2), volunteer("毕业的", "2004-04-04", **gone))
    with store.edit("去年的") as edit:
        one = river(organization, date(2025, 8, 1))
        edit.save(ACTIVITIES, one)
    found = compare(store, THIRD)
    assert (found.basis, found.decreased) == (FIRST, ())
    assert (
        {line.before for line in found.lines} == {line.year_ago for line in found.lines} == {None}
    )
    check = next(one for one in CHECKS if one.code == "C16")
    assert list(check.look(CheckContext(store, THIRD, REPORTED_ON))) == []


def test_a_quarter_that_follows_a_report_is_no_first_one(store, sealed):
    assert compare(store, THIRD).basis == "2026 年二季度第 1 版"
    assert compare(store, SECOND).basis == FIRST


def test_a_look_leaves_nothing_behind_and_an_edit_in_it_writes_to_the_ledger(store, sealed):
    enter(store, *crowd(5))
    with as_known(store, SECOND):
        assert store.count(VOLUNTEERS) == 10
        with as_known(store, THIRD, on=REPORTED_ON):
            assert store.count(VOLUNTEERS) == 15
        enter(store, *crowd(1))
        assert store.count(VOLUNTEERS) == 10
    assert store.count(VOLUNTEERS) == 16


@pytest.mark.parametrize("late", [True, False])
def test_what_is_known_is_followed_edit_by_edit_as_if_counted_anew(store, served, late):
    person, activity, record = served
    steps = (
        lambda: enter(store, *crowd(3, **MEMBER)),
        lambda: change(store, person, league_member=True, political_status="共青团员"),
        lambda: write(store, service(store.count(VOLUNTEERS), activity, date(2026, 6, 3), 90)),
        lambda: write(store, service(person, activity, date(2026, 5, 1), -60, corrects=record,
                                     reason="多记")),
        lambda: change(store, person, status="转出", left_on=date(2026, 5, 5)),
        lambda: undo(store, last_done(store)),
    )  # fmt: skip
    for step in (lambda: None, *steps):
        step()
        with as_known(store, SECOND, late=late):
            followed = {one.code: one.figure for one in figures(store, SECOND)}
            anew = {
                one.code: one.figure for one in measure(CountingContext(store, SECOND), INDICATORS)
            }
        assert followed == anew


def write(store, record):
    with store.edit("补录") as edit:
        edit.save(SERVICE_RECORDS, record)


def test_no_month_before_the_first_roster_has_a_number_of_registrations(store):
    at(store, date(2026, 10, 10))
    registered = {"registration_status": "已注册", "registered_on": date(2025, 2, 1)}
    enter(store, volunteer("甲", "2005-05-05", **registered))
    assert registrations_by_month(store, Quarter(2025, 1)) == ()
    assert [one.count for one in registrations_by_month(store, THIRD)] == [0] * 9


def test_nothing_stands_behind_a_figure_without_data(store):
    at(store, date(2026, 10, 10))
    enter(store, *crowd(2))
    then = Quarter(2025, 3)
    assert count(store, one_figure(store, then, "V01").part.query(then)) == 0
    assert count(store, one_figure(store, THIRD, "V01").part.query(THIRD)) == 2
