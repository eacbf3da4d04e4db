"""Each check of a quarter passes on a sound county and fails alone on one broken just there."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from people import volunteer
from storage.counting.indicators import Figure
from storage.errors import UserError
from storage.model.period import Quarter
from storage.model.tables import (
    ATTENDANCES,
    BRANCH_COVERS,
    EXPLANATIONS,
    HEADCOUNTS,
    LEAGUE_BRANCHES,
    ORGANIZATIONS,
    PLAN_PROGRESS,
    PLAN_ROWS,
    SERVICE_RECORDS,
    STAR_GRANTS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
    WORK_PLANS,
    ZERO_REPORTS,
)
from storage.model.tables.league_branch import BranchCover, LeagueBranch
from storage.model.tables.organization import Headcount, Organization
from storage.model.tables.quarter import Explanation
from storage.model.tables.service_record import ServiceRecord
from storage.model.tables.star import StarGrant
from storage.model.tables.training import Training
from storage.model.tables.unit import Unit
from storage.quarter.check import EXPLAIN, PLAN, RECORDS, ZERO, CheckContext
from storage.quarter.checks import CHECKS
from storage.quarter.coverage import record_zero_reports
from storage.quarter.readiness import check_readiness, run_checks
from storage.quarter.sealing import seal_quarter, seal_unchecked
from storage.seals.seal import contents_of, seals

QUARTER = Quarter(2026, 3)
TODAY = date(2026, 10, 8)
SPRING = date(2026, 2, 3)


def change(edit, table, number, **fields):
    edit.save(table, dataclasses.replace(_read(edit, table, number), **fields))


def _read(edit, table, number):
    return table.from_row(edit.row(table, number))


def failing(store):
    """The codes of the checks that fail, and of those that block."""
    found = check_readiness(store, QUARTER, TODAY)
    return (
        {one.check.code for one in found.results if not one.ok},
        {one.check.code for one in found.results if one.blocks},
    )


def test_on_a_sound_county_every_check_passes(store, sound):
    found = check_readiness(store, QUARTER, TODAY)
    assert [(code, one.text) for code, one in (*found.blockers, *found.reminders)] == []
    assert found.passed == len(CHECKS)
    assert found.sentence == "今天就报：可以封存"


def no_sex(edit, made):
    change(edit, VOLUNTEERS, made["person1"], sex=None)


def old_member(edit, made):
    change(edit, VOLUNTEERS, made["person0"], birth_date="1990-01-01", id_number=None)


def too_many_members(edit, made):
    for at in range(3):
        change(edit, VOLUNTEERS, made[f"person{at}"], birth_date="1990-01-01", id_number=None)
    change(edit, VOLUNTEERS, made["person3"], league_member=True)
    young = {"birth_date": "2013-03-03", "id_number": None, "registration_status": "未注册"}
    change(edit, VOLUNTEERS, made["person4"], **young)


def built_beside_the_rate(edit, made):
    for at in range(3):
        lone = edit.save(ORGANIZATIONS, Organization(name=f"未注册{at}", kind="社会组织"))
        edit.save(
            LEAGUE_BRANCHES,
            LeagueBranch(
                organization=lone, built="单独", name="团支部", approval_number="1",
                founded_on=SPRING, secretary="李芳",
            ),
        )  # fmt: skip
        edit.save(HEADCOUNTS, Headcount(organization=lone, counted_on=SPRING, league_members=3))


def in_two_branches(edit, made):
    lead = edit.save(
        ORGANIZATIONS,
        Organization(
            name="牵头", kind="社会组织", registration="民政注册", credit_code="52510411MJQ000004X",
        ),
    )  # fmt: skip
    edit.save(HEADCOUNTS, Headcount(organization=lead, counted_on=SPRING, league_members=2))
    joint = edit.save(
        LEAGUE_BRANCHES,
        LeagueBranch(
            organization=lead, built="联合", name="联合团支部", approval_number="2",
            founded_on=SPRING, secretary="李芳",
        ),
    )  # fmt: skip
    edit.save(BRANCH_COVERS, BranchCover(branch=joint, organization=made["team"]))


def nobody_listed(edit, made):
    edit.remove(ATTENDANCES, made["attendance"])


def no_hours(edit, made):
    change(edit, TRAININGS, made["training"], hours=0)


def corrected_correction(edit, made):
    facts = {
        "volunteer": made["person0"], "activity": made["activity"], "served_on": SPRING,
        "recorder": "周嘉诚", "recorded_on": SPRING, "source": "签到表", "reason": "错了",
    }  # fmt: skip
    first = edit.save(SERVICE_RECORDS, ServiceRecord(**facts, hours=-120, corrects=made["record"]))
    edit.save(SERVICE_RECORDS, ServiceRecord(**facts, hours=60, corrects=first))


def stars_without_registration(edit, made):
    for at in range(5):
        change(edit, VOLUNTEERS, made[f"person{at}"], registration_status="未注册")


def star_too_high(edit, made):
    grant = StarGrant(volunteer=made["person1"], star=3, granted_on=date(2026, 6, 1))
    edit.save(STAR_GRANTS, grant)


def no_code(edit, made):
    change(edit, ORGANIZATIONS, made["association"], registration="未注册", credit_code=None)
    edit.remove(LEAGUE_BRANCHES, made["branch of association"])


def no_approval(edit, made):
    change(edit, LEAGUE_BRANCHES, made["branch of team"], approval_number=None)


def too_few_members(edit, made):
    edit.save(
        HEADCOUNTS,
        Headcount(organization=made["team"], counted_on=date(2026, 8, 1), league_members=2),
    )


def same_number(edit, made):
    change(edit, VOLUNTEERS, made["person1"], platform_number="P0")


def one_row_unsaid(edit, made):
    edit.remove(PLAN_PROGRESS, 1)


def one_row_unproven(edit, made):
    change(edit, PLAN_PROGRESS, 1, evidence_note=None)


def silent_school(edit, made):
    edit.save(UNITS, Unit(name="平地中学", kind="中学"))


def silent_township(edit, made):
    edit.remove(ZERO_REPORTS, 1)


BROKEN = [
    (no_sex, "C2", False),
    (old_member, "C3", False),
    (too_many_members, "C3", True),
    (built_beside_the_rate, "C4", True),
    (in_two_branches, "C5", True),
    (nobody_listed, "C7", False),
    (no_hours, "C7", True),
    (corrected_correction, "C7", True),
    (stars_without_registration, "C9", True),
    (star_too_high, "C10", False),
    (no_code, "C13", False),
    (no_approval, "C14", False),
    (too_few_members, "C14", False),
    (same_number, "C15", True),
    (one_row_unsaid, "C17", True),
    (one_row_unproven, "C17", False),
    (silent_school, "C19", True),
    (silent_township, "C19", True),
]


@pytest.mark.parametrize(
    ("break_it", "code", "blocks"),
    BROKEN,
    ids=[f"{code} {one.__name__}" for one, code, _ in BROKEN],
)
def test_a_check_fails_alone_on_a_county_broken_just_there(store, sound, break_it, code, blocks):
    with store.edit("弄坏") as edit:
        break_it(edit, sound)
    failed, blocking = failing(store)
    expected = {code}
    if break_it in (same_number, corrected_correction):
        expected.add("数据")  # the check of the data names the same records
    # what was there the quarter before is not there any more
    allowed = expected | {"C16"}
    assert code in failed
    assert failed <= allowed, failed
    assert (code in blocking) is blocks
    assert blocking - {"C16"} == ({code} if blocks else set())


@pytest.mark.parametrize(
    ("break_it", "code", "blocks"), BROKEN, ids=[one[0].__name__ for one in BROKEN]
)
def test_what_is_wrong_says_how_to_mend_it_and_leads_to_its_records(
    store, sound, break_it, code, blocks
):
    with store.edit("弄坏") as edit:
        break_it(edit, sound)
    found = check_readiness(store, QUARTER, TODAY)
    (mine,) = [one for one in found.results if one.check.code == code]
    for finding in mine.findings:
        assert finding.text
        assert finding.fix.endswith("。")
        assert finding.act in (RECORDS, EXPLAIN, PLAN, ZERO)
        if finding.selection is not None:
            assert CheckContext(store, QUARTER, TODAY).count(finding.selection) > 0


def with_figure(store, code, **facts):
    """The county with one figure counted wrongly."""
    context = CheckContext(store, QUARTER, TODAY)
    measured = dict(context.measured)
    measured[code] = dataclasses.replace(measured[code], figure=Figure(**facts))
    context.measured = measured
    return {one.check.code for one in run_checks(context).results if one.blocks}


@pytest.mark.parametrize(
    ("code", "facts", "check"),
    [
        ("T06", {"value": 1}, ""),
        ("T06", {"value": 2}, "C6"),
        ("V01", {"value": 6}, "C2"),
        ("V12", {"value": 1}, "C11"),
        ("T08", {"value": 3.0}, "C8"),
    ],
)
def test_a_figure_that_contradicts_another_blocks(store, sound, code, facts, check):
    blocking = with_figure(store, code, **facts)
    assert (check in blocking) if check else not blocking


def test_more_people_than_the_lists_hold_blocks(store, sound):
    assert "C12" in with_figure(store, "T06", value=9)


def test_the_finding_states_the_figure_and_the_number_on_the_lists(store, sound):
    context = CheckContext(store, QUARTER, TODAY)
    right = context.measured["T06"]
    wrong = dataclasses.replace(right, figure=Figure(value=right.value + 1))
    context.measured = {**context.measured, "T06": wrong}
    (check,) = (one for one in CHECKS if one.code == "C12")
    (found,) = check.look(context)
    assert found.text == f"{right.label} {wrong.text}，名单去重只有 {right.value} 人"
    assert (found.fix, found.blocks, found.codes) == ("请核对参训名单。", True, ("T06",))
    context.measured = {**context.measured, "T06": right}
    assert list(check.look(context)) == []


def test_a_fault_of_the_data_is_a_reminder(store, sound):
    with store.edit("弄坏") as edit:
        change(edit, VOLUNTEERS, sound["person4"], birth_date="2030-01-01", id_number=None)
    assert "数据" in failing(store)[0] - failing(store)[1]


def test_a_year_without_a_plan_blocks(store, sound):
    with store.edit("弄坏") as edit:
        for table in (PLAN_PROGRESS, PLAN_ROWS, WORK_PLANS):
            for one in list(store.select(table)):
                edit.remove(table, one.id)
    assert failing(store)[1] == {"C17"}


def test_a_decrease_blocks_until_it_is_explained(store, sound):
    seal_unchecked(store, QUARTER.previous, date(2026, 7, 9))
    with store.edit("毕业") as edit:
        change(edit, VOLUNTEERS, sound["person3"], status="毕业", left_on=date(2026, 7, 1))
    found = check_readiness(store, QUARTER, TODAY)
    ((code, one),) = found.blockers
    assert (code, one.act) == ("C16", EXPLAIN)
    assert "V02" in one.codes
    with store.edit("写变动说明") as edit:
        for name in one.codes:
            words = Explanation(quarter=str(QUARTER), indicator=name, text="初三毕业。")
            edit.save(EXPLANATIONS, words)
    assert check_readiness(store, QUARTER, TODAY).blockers == ()


def test_an_edit_of_a_sealed_quarter_is_a_correction_to_account_for(store, sound):
    seal_unchecked(store, QUARTER.previous, date(2026, 7, 9))
    late = Training(
        name="补报的班", category="骨干", content="急救", held_on=SPRING, hours=60,
        organiser="团区委",
    )  # fmt: skip
    with store.edit("补报") as edit:
        edit.save(TRAININGS, late)
    blocking = failing(store)[1]
    assert blocking == {"C8"}
    seal_unchecked(store, QUARTER.previous, TODAY, "补报一场培训")
    assert failing(store)[1] == set()


def test_a_zero_report_is_an_act_with_a_name(store, sound):
    with store.edit("弄坏") as edit:
        silent_school(edit, sound)
    school = store.named(UNITS, "平地中学")
    with pytest.raises(UserError, match="谁确认"):
        record_zero_reports(store, QUARTER, [school], TODAY, " ")
    assert record_zero_reports(store, QUARTER, [school], TODAY, "李芳") == 1
    assert record_zero_reports(store, QUARTER, [school], TODAY, "李芳") == 0
    (kept,) = store.find(ZERO_REPORTS, unit=school)
    assert (kept.by, kept.reported_on, kept.quarter) == ("李芳", TODAY, "2026Q3")
    assert failing(store) == (set(), set())
    assert "C19" in {
        one.check.code for one in check_readiness(store, QUARTER.next, TODAY).results if one.blocks
    }  # it speaks of its own quarter alone


def test_townships_of_other_counties_and_units_of_the_city_need_not_send(store, sound):
    with store.edit("录入") as edit:
        edit.save(UNITS, Unit(name="市直学校", kind="中学", counted_by="市直"))
        edit.save(UNITS, Unit(name="停办学校", kind="小学", active=False))
        edit.save(UNITS, Unit(name="某企业", kind="企业"))
    assert failing(store) == (set(), set())
    with store.edit("录入") as edit:
        edit.save(UNITS, Unit(name="必建企业", kind="企业", duty="必建"))
    assert failing(store)[1] == {"C19"}


def test_a_blocked_quarter_is_not_sealed_and_a_sound_one_is_with_what_was_found(store, sound):
    with store.edit("弄坏") as edit:
        silent_school(edit, sound)
        no_approval(edit, sound)
    with pytest.raises(UserError, match="还不能封存：C19 平地中学没有数据，也没有零报告"):
        seal_quarter(store, QUARTER, TODAY)
    assert seals(store) == []
    record_zero_reports(store, QUARTER, [store.named(UNITS, "平地中学")], TODAY, "李芳")
    made = seal_quarter(store, QUARTER, TODAY)
    kept = {one["code"]: one["ok"] for one in contents_of(store, made)["checks"]}
    assert kept["C14"] is False
    assert kept["C19"] is True
    assert len(kept) == len(CHECKS)


def test_somebody_who_is_in_no_group_is_still_counted_once(store, sound):
    with store.edit("录入") as edit:
        edit.save(
            VOLUNTEERS,
            dataclasses.replace(volunteer("不详", id_number="P1", id_type="护照"), sex=None),
        )
    assert "C2" not in failing(store)[1]
