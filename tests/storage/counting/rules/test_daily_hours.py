from datetime import date

import pytest

from storage.counting.rules.daily_hours import Stint, judge_day, judge_stint, overlaps
from storage.model.tables.setting import Policy

POLICY = Policy(year=2026)
HOUR = 60
TODAY = date(2026, 9, 30)


def told(stints):
    return [(one.error, one.message) for one in judge_day(stints, POLICY)]


def at(first, last):
    return Stint((last - first) * HOUR, first * HOUR, last * HOUR)


def test_one_stint_may_begin_as_the_other_ends_and_not_a_minute_sooner():
    assert not overlaps(at(8, 10), at(10, 12))
    assert not overlaps(at(10, 12), at(8, 10))
    assert overlaps(at(8, 10), Stint(60, 10 * HOUR - 1, 11 * HOUR))
    assert overlaps(at(8, 12), at(9, 10))
    assert not overlaps(Stint(60), at(8, 12))
    assert told([at(8, 10), at(9, 11)]) == [(True, "同一天的服务时间有重叠")]


@pytest.mark.parametrize(
    ("minutes", "confirmed", "word", "error"),
    [
        (8 * HOUR, False, None, None),
        (8 * HOUR + 6, False, "超过 8 小时", False),
        (12 * HOUR, False, "超过 8 小时", False),
        (12 * HOUR + 6, False, "第二人复核", True),
        (12 * HOUR + 6, True, "超过 8 小时", False),
        (24 * HOUR, True, "超过 8 小时", False),
        (24 * HOUR + 6, True, "超过 24 小时", True),
        (-1, False, "少于 0", True),
        (0, False, None, None),
    ],
)
def test_a_long_day_is_warned_of_confirmed_or_refused(minutes, confirmed, word, error):
    found = told([Stint(minutes, confirmed=confirmed)])
    assert (len(found), *(one[0] for one in found)) == ((0,) if word is None else (1, error))
    if word:
        assert word in found[0][1]


def test_a_day_is_the_sum_of_its_records_and_corrections():
    assert told([Stint(5 * HOUR), Stint(4 * HOUR)])[0][0] is False
    assert told([Stint(5 * HOUR), Stint(4 * HOUR), Stint(-2 * HOUR)]) == []
    assert "第二人" in told([Stint(7 * HOUR, confirmed=True), Stint(6 * HOUR)])[0][1]
    assert "第二人" in told([Stint(13 * HOUR, confirmed=True), Stint(1)])[0][1]


@pytest.mark.parametrize("minutes", [0, -30])
def test_a_record_without_time_needs_no_confirmation(minutes):
    assert told([Stint(13 * HOUR, confirmed=True), Stint(minutes)])[0][0] is False


def test_an_objection_states_the_total_and_the_bound():
    assert told([Stint(9 * HOUR)]) == [(False, "一天的时长共 9.0 小时，超过 8 小时，请核对")]


def test_the_bounds_are_the_policy_s():
    strict = Policy(year=2026, long_day=4, confirmed_day=6)
    assert [one.error for one in judge_day([Stint(5 * HOUR)], strict)] == [False]
    assert [one.error for one in judge_day([Stint(7 * HOUR)], strict)] == [True]


def judged(stint, day=TODAY, registered_on=None):
    return [one.message for one in judge_stint(stint, day, TODAY, registered_on, POLICY)]


def test_only_the_impossible_is_an_error():
    before = Stint(45, 8 * HOUR, 9 * HOUR)
    found = judge_stint(before, date(2026, 9, 29), TODAY, TODAY, POLICY)
    assert [one.error for one in found] == [False, False]
    assert [one.error for one in judge_stint(at(8, 8), TODAY, TODAY, None, POLICY)] == [True]


@pytest.mark.parametrize("stint", [Stint(60, begun=8 * HOUR), Stint(60, ended=8 * HOUR)])
def test_an_interval_is_judged_only_where_both_ends_are_known(stint):
    assert judged(stint) == []


def test_a_day_to_come_is_refused_and_one_before_registration_is_no_star_time():
    assert judged(Stint(60)) == []
    assert judged(Stint(60), date(2026, 10, 1)) == ["服务日期在以后"]
    assert judged(Stint(60), registered_on=TODAY) == []
    assert "注册以前" in judged(Stint(60), date(2026, 9, 29), registered_on=TODAY)[0]


def test_hours_follow_the_policy_s_step_and_fit_their_interval():
    assert "30 分钟" in judged(Stint(45))[0]
    assert judged(at(8, 10)) == []
    assert "还长" in judged(Stint(150, 8 * HOUR, 10 * HOUR))[0]
    assert "不晚于" in judged(Stint(60, 10 * HOUR, 10 * HOUR))[0]
    assert "还长" in judged(Stint(60, 10 * HOUR, 10 * HOUR + 1))[0]
