from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import by_hand
from busy_counties import busy_counties
from counties import ON, QUARTER, held
from people import volunteer
from storage.counting.figures import figures, one_figure
from storage.counting.indicators import BY_CODE, INDICATORS, format_figure, percent
from storage.model.period import Quarter
from storage.model.tables import (
    ATTENDANCES,
    DISPATCHES,
    MOVEMENTS,
    OFFICES,
    ORGANIZATIONS,
    POLICIES,
    TABLES,
    TARGETS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.dispatch import Dispatch
from storage.model.tables.organization import Organization
from storage.model.tables.person import Movement
from storage.model.tables.setting import Office, Policy, Target
from storage.model.tables.training import Attendance, Training
from storage.model.tables.unit import Unit
from storage.store.listing import Query, count, every

OFTEN = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@OFTEN
@given(county=busy_counties())
def test_every_figure_equals_the_count_by_hand(store, county):
    with held(store, county):
        measured = figures(store, QUARTER)
    found = {
        one.code: (one.value, one.figure.numerator, one.figure.denominator) for one in measured
    }
    expected = by_hand.figures(county, QUARTER)
    assert {code: value for code, value in found.items() if value != expected[code]} == {}
    assert set(found) == set(expected)


@OFTEN
@given(county=busy_counties())
def test_the_records_behind_a_figure_prove_it(store, county):
    with held(store, county):
        measured = figures(store, QUARTER)
        for one in measured:
            _assert_proven(store, one)
    _assert_consistent({one.code: one for one in measured})


def _assert_proven(store, one):
    listed = count(store, one.part.query(QUARTER))
    if one.indicator.amount:
        assert listed or not one.figure.numerator
        assert listed or not one.value
    elif one.figure.numerator is not None:
        assert listed == one.figure.numerator
    elif one.unit == "是否":
        assert (listed > 0) == one.value
    else:
        assert listed == one.value
    if one.whole and one.figure.denominator is not None and not one.indicator.whole_amount:
        assert count(store, one.whole.query(QUARTER)) == one.figure.denominator


def _assert_consistent(found):
    """People are never more than attendances, nor parts more than wholes."""
    assert found["T02"].value <= found["T03"].value
    assert found["T06"].value <= found["T07"].value
    assert found["T01"].value <= found["T05"].value
    assert found["V02"].value <= found["V04"].value <= found["V01"].value
    minors = found["V11"].figure
    assert minors.numerator + found["V12"].value == minors.denominator
    assert found["H05"].value <= found["H03"].value
    assert found["H06"].value <= found["H04"].value
    for one in found.values():
        if one.whole and one.unit == "%":
            if one.indicator.part_in_whole:
                assert 0 <= one.figure.numerator <= one.figure.denominator
            assert (one.value is None) == (one.figure.denominator == 0)
    rated = found["L04"].figure
    assert found["L02"].figure.denominator + found["L03"].figure.denominator == rated.denominator
    assert found["L02"].figure.numerator + found["L03"].figure.numerator == rated.numerator


# --- the numbers themselves ---------------------------------------------------


@given(st.integers(0, 30_000), st.integers(0, 20_000))
def test_a_share_is_rounded_half_up_and_is_100_only_where_nothing_is_missing(part, whole):
    found = percent(part, whole)
    assert found == by_hand.share(part, whole)
    if whole and part < whole:
        assert found < 100


def test_a_share_of_nothing_is_no_data_and_not_naught_or_100():
    assert percent(0, 0) is None
    assert format_figure(None, "%") == "无数据"
    assert (percent(9996, 10000), percent(1, 8), percent(5, 4)) == (99.9, 12.5, 125.0)
    assert percent(1, 2000) == 0.1  # 0.05 goes up


def test_figures_are_shown_with_separators_places_and_units():
    assert format_figure(7812, "人") == "7,812"
    assert format_figure(7812, "人", with_unit=True) == "7,812 人"
    assert format_figure(89.1, "%", with_unit=True) == "89.1%"
    assert (format_figure(100, "%"), format_figure(100.0, "%")) == ("100%", "100.0%")
    assert (format_figure(1, "是否"), format_figure(0, "是否")) == ("是", "否")
    assert format_figure(2.5, "学时") == "2.5"


# --- the declarations ---------------------------------------------------------


def test_every_indicator_states_its_rule_its_measure_and_its_tables():
    assert len(BY_CODE) == len(INDICATORS)
    assert len({one.label for one in INDICATORS}) == len(INDICATORS)
    for one in INDICATORS:
        assert one.rule.endswith("。"), one.code
        assert one.measure[:1] in "123456789"
        assert (one.unit in ("%", "小时/人")) == bool(one.whole or one.share_of_target), one.code
        assert set(one.reads) <= set(TABLES)


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.code)
def test_an_empty_ledger_has_no_shares_and_no_invented_target(store, one):
    found = one_figure(store, QUARTER, one.code)
    if one.code == "D02":
        assert (found.value, found.figure.denominator) == (0, 29)  # the plan of 2020 is there
    else:
        assert found.value is None if one.unit in ("%", "小时/人") else found.value == 0
    assert found.target in (None, 1, 100)
    assert not {240, 40_000} & {found.target, found.figure.denominator}


def test_as_json_has_the_agreed_keys_and_null_where_there_is_no_data(store):
    found = {one.code: one.as_json() for one in figures(store, QUARTER)}
    assert set(found["V03"]) == {
        "code", "label", "value", "numerator", "denominator", "unit", "target", "rule",
    }  # fmt: skip
    assert found["V03"]["value"] is None
    assert found["V02"] == {**found["V02"], "value": 0, "target": None, "numerator": None}


# --- what was so on the cut-off day ---


@pytest.mark.parametrize(
    ("cancelled", "expected"), [(None, 0), (ON, 0), (ON + timedelta(1), 1), (date(2026, 1, 1), 0)]
)
def test_who_cancels_after_the_cut_off_is_registered_in_that_quarter(store, cancelled, expected):
    gone = {"registration_status": "已注销", "registered_on": date(2025, 5, 1)}
    _keep(store, VOLUNTEERS, volunteer(cancelled_on=cancelled, **gone))
    assert [one_figure(store, QUARTER, code).value for code in ("V02", "V04")] == [expected] * 2


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ((), 0),
        ((("休学", ON),), 0),
        ((("休学", ON + timedelta(1)),), 1),
        ((("休学", date(2025, 3, 1)), ("毕业", ON + timedelta(1))), 0),
        ((("休学", date(2025, 3, 1)), ("复学", ON), ("毕业", ON + timedelta(1))), 1),
        ((("团组织关系转出", ON + timedelta(1)),), 0),
    ],
)
def test_who_leaves_the_university_after_the_cut_off_is_still_to_be_registered(
    store, moves, expected
):
    student = volunteer(born="2005-01-01", identity_class="大学生", study_status="休学")
    (number,) = _keep(store, VOLUNTEERS, student)
    _keep(store, MOVEMENTS, *(
        Movement(volunteer=number, kind=kind, happened_on=day) for kind, day in moves))  # fmt: skip
    assert one_figure(store, QUARTER, "V14").value == expected


# --- targets and rules --------------------------------------------------------


def _known_since_2025(store):
    """Have the roster entered then, so that it was there in every quarter asked about."""
    store.clock = lambda: datetime(2025, 10, 8, tzinfo=UTC)


def _keep(store, table, *records):
    with store.edit("录入") as edit:
        return [edit.save(table, record) for record in records]


def test_a_target_that_was_not_set_reads_so_and_leaves_no_completion_rate(store):
    _keep(store, VOLUNTEERS, volunteer(registration_status="已注册"))
    youth = one_figure(store, QUARTER, "V02")
    assert (youth.value, youth.target, youth.target_text) == (1, None, "未下达")
    assert one_figure(store, QUARTER, "V03").text == "无数据"


def test_the_completion_rate_takes_the_year_s_target(store):
    people = [volunteer(registration_status="已注册", platform_number=str(n)) for n in range(3)]
    _keep(store, VOLUNTEERS, *people)
    _keep(store, TARGETS, Target(year=2025, indicator="V02", value=9000),
          Target(year=2026, indicator="V02", value=8))  # fmt: skip
    rate = one_figure(store, QUARTER, "V03")
    assert (rate.value, rate.figure.numerator, rate.figure.denominator) == (37.5, 3, 8)
    youth = one_figure(store, QUARTER, "V02")
    assert (youth.target_text, youth.shortfall, youth.reached) == ("8 人", 5, False)
    assert rate.shortfall == 5


def test_all_ages_count_towards_the_target_where_the_policy_is_set_so(store):
    _keep(store, VOLUNTEERS, volunteer(born="1970-01-01", registration_status="已注册"))
    _keep(store, TARGETS, Target(year=2026, indicator="V02", value=4))
    assert one_figure(store, QUARTER, "V03").figure.numerator == 0
    _keep(store, POLICIES, Policy(year=2026, youth_target=False))
    rate = one_figure(store, QUARTER, "V03")
    assert (rate.figure.numerator, rate.value) == (1, 25.0)
    assert "全年龄" in rate.rule
    assert one_figure(store, QUARTER, "V02").value == 0


def test_the_rules_that_hold_are_the_last_ones_begun_by_the_year(store):
    _keep(store, POLICIES, Policy(year=2027, youth_to=28), Policy(year=2026, youth_to=30))
    _known_since_2025(store)
    _keep(store, VOLUNTEERS, volunteer(born="1996-10-01", registration_status="已注册"))
    values = {year: one_figure(store, Quarter(year, 3), "V02").value for year in (2025, 2026, 2027)}
    assert values == {2025: 1, 2026: 1, 2027: 0}
    assert "14—30 周岁" in one_figure(store, QUARTER, "V02").rule


@pytest.mark.parametrize(
    ("age", "youth", "all_ages", "pupil", "minor"),
    [(13, 0, 0, 1, 1), (14, 1, 1, 0, 1), (17, 1, 1, 0, 1), (18, 1, 1, 0, 0), (35, 1, 1, 0, 0),
     (36, 0, 1, 0, 0)],
)  # fmt: skip
def test_a_birthday_on_the_cut_off_counts(store, age, youth, all_ages, pupil, minor):
    born = ON.replace(year=ON.year - age).isoformat()
    _keep(store, VOLUNTEERS, volunteer(born=born, registration_status="已注册"))
    found = {one.code: one for one in figures(store, QUARTER)}
    assert [found[code].value for code in ("V02", "V04", "V10")] == [youth, all_ages, pupil]
    assert found["V11"].figure.denominator == minor


def test_a_withdrawn_consent_holds_no_more_until_it_is_given_again(store):
    child = {"born": "2012-01-01", "consented_on": date(2026, 3, 1)}
    _known_since_2025(store)
    _keep(
        store, VOLUNTEERS,
        volunteer(**child),
        volunteer(**child, consent_withdrawn_on=date(2026, 5, 1)),
        volunteer(**{**child, "consented_on": date(2026, 6, 1)}, consent_withdrawn_on=date(2026, 5, 1)),
    )  # fmt: skip
    assert one_figure(store, QUARTER, "V11").figure.numerator == 2
    assert one_figure(store, QUARTER, "V12").value == 1
    assert one_figure(store, Quarter(2026, 1), "V11").figure.numerator == 2


def test_people_of_a_unit_counted_by_the_city_are_left_out_unless_the_policy_includes_them(store):
    (college,) = _keep(store, UNITS, Unit(name="某学院", kind="高校", counted_by="市直"))
    student = volunteer(born="2005-01-01", school=college, identity_class="大学生")
    _keep(store, VOLUNTEERS, student)
    assert one_figure(store, QUARTER, "V09").value is None
    _keep(store, POLICIES, Policy(year=2026, only_own_county=False))
    assert one_figure(store, QUARTER, "V09").value == 0


def test_only_the_county_s_own_association_counts_as_such(store):
    county, other = store.named(UNITS, "仁和区"), store.named(UNITS, "米易县")
    _keep(store, OFFICES, Office(name="团区委", county=county))
    association = {"kind": "青年志愿者协会", "credit_code": "51510411MJQ0000016"}
    _keep(store, ORGANIZATIONS, Organization(name="外县协会", unit=other, **association))
    assert one_figure(store, QUARTER, "O03").text == "否"
    _keep(store, ORGANIZATIONS, Organization(name="本区协会", unit=county, **association))
    assert one_figure(store, QUARTER, "O03").text == "是"


def test_a_person_at_two_trainings_is_one_person_and_two_attendances(store):
    (person,) = _keep(store, VOLUNTEERS, volunteer())
    facts = {
        "name": "班",
        "category": "骨干",
        "content": "急救",
        "hours": 90,
        "organiser": "团区委",
    }
    ids = _keep(store, TRAININGS, *(Training(held_on=date(2026, m, 1), **facts) for m in (7, 9, 2)))
    _keep(store, ATTENDANCES, *(Attendance(training=one, volunteer=person) for one in ids))
    found = {one.code: one.value for one in figures(store, QUARTER)}
    assert [found[f"T0{n}"] for n in range(1, 9)] == [2, 1, 2, 3.0, 3, 1, 3, 4.5]


def test_a_query_is_limited_to_its_quarter(store):
    _known_since_2025(store)
    _keep(
        store, VOLUNTEERS, volunteer(registration_status="已注册", registered_on=date(2026, 8, 1))
    )
    fresh = one_figure(store, QUARTER, "V05")
    assert [row.record.name for row in every(store, fresh.part.query(QUARTER))] == ["王雨欣"]
    assert one_figure(store, Quarter(2026, 2), "V05").value == 0
    assert isinstance(fresh.part.query(QUARTER, typed="王"), Query)


def test_the_days_for_sending_are_a_setting_of_the_county(store):
    (policy,) = store.find(POLICIES)
    _keep(store, POLICIES, replace(policy, report_within=7))
    found = one_figure(store, QUARTER, "D04")
    assert "自定" in found.label
    assert all(word in found.rule for word in ("7 天", "通知没有规定", "暂定"))
    assert "自定" in POLICIES.by_name["report_within"].label


def test_only_dispatches_of_sealed_quarters_count_as_reported(store):
    """A draft is no report, and a mail that was only drafted is none until the city answers."""
    sent = Dispatch(
        quarter="2026Q2", sent_on=date(2026, 7, 5), channel="复制文件", recipients="市里", version=1
    )
    late = replace(sent, sent_on=date(2026, 7, 20))

    def timely(*made: Dispatch) -> tuple[float | None, int | None]:
        for one in list(store.select(DISPATCHES)):
            with store.edit("删除") as edit:
                edit.remove(DISPATCHES, one.id)
        _keep(store, DISPATCHES, *made)
        found = one_figure(store, QUARTER, "D04")
        return found.value, found.figure.denominator

    draft = replace(sent, version=None, draft=True)
    mail = replace(sent, channel="邮件草稿")
    assert timely(draft) == (None, 0)
    assert timely(mail) == (None, 0)
    assert timely(draft, mail, late) == (0.0, 1)
    assert timely(replace(mail, receipt="收到"), late) == (100.0, 1)
    assert timely(replace(draft, receipt="收到"), late) == (0.0, 1)
    assert timely(sent, late) == (100.0, 1)
