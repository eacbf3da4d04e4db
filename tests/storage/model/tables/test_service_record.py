"""Hours of service: what one record and one correction must obey (志愿服务记录办法 §11)."""

import pytest

from drafts import refusals, warnings
from storage.errors import Invalid
from storage.model.tables import SERVICE_RECORDS

SERVED = {
    "volunteer": 1, "activity": 1, "served_on": "2026-07-04", "hours": "3", "recorder": "周嘉诚",
    "recorded_on": "2026-07-06",
}  # fmt: skip
CORRECTED = {**SERVED, "hours": "-1", "corrects": 9, "reason": "签退早"}


@pytest.mark.parametrize(("changed", "column", "sentence"), [
    ({"hours": "0"}, "hours", "时长应大于 0；要减少请对原来的记录加一条更正"),
    ({"hours": "-1"}, "hours", "时长应大于 0；要减少请对原来的记录加一条更正"),
    ({"hours": "24.1"}, "hours", "时长一天不能超过 24 小时"),
    ({"from_time": "9:00"}, "to_time", "结束时间没有填，起止要一起填"),
    ({"from_time": "9:00", "to_time": "9:00"}, "to_time", "结束时间应晚于开始时间，跨天的分两天记"),
    ({"from_time": "9:00", "to_time": "11:00"}, "hours", "时长比起止之间还长"),
    ({"recorded_on": "2026-07-03"}, "recorded_on", "记录日期早于服务日期"),
    ({"confirmer": "周嘉诚"}, "confirmer", "复核人应当是记录人以外的人"),
    ({"reason": "没有更正"}, "reason", "只有更正才填更正原因"),
])  # fmt: skip
def test_a_record_that_cannot_be_is_refused(changed, column, sentence):
    assert refusals(SERVICE_RECORDS, {**SERVED, **changed}) == [(column, sentence)]


@pytest.mark.parametrize(("changed", "column", "sentence"), [
    ({"reason": ""}, "reason", "更正原因不能为空"),
    ({"hours": "0"}, "hours", "时长应是增加或减少的小时数，如 -1.5"),
    ({"from_time": "9:00", "to_time": "11:00"}, "from_time", "更正只记增减的小时数，不填起止"),
])  # fmt: skip
def test_a_correction_that_cannot_be_is_refused(changed, column, sentence):
    assert refusals(SERVICE_RECORDS, {**CORRECTED, **changed}) == [(column, sentence)]


@pytest.mark.parametrize("draft", [SERVED, CORRECTED, {**SERVED, "hours": "24"}])
def test_a_sound_record_is_accepted_without_a_warning(draft):
    assert warnings(SERVICE_RECORDS, draft) == []


def test_hours_come_from_the_two_times_where_they_are_not_given():
    draft = {**SERVED, "hours": "", "from_time": "8:30", "to_time": "11:05"}
    assert SERVICE_RECORDS.parse(draft).hours == 150
    values = {"from_time": "08:30", "to_time": "11:05", "hours": None}  # as a sheet's row has it
    SERVICE_RECORDS.deduce(values)
    assert values["hours"] == 150
    with pytest.raises(Invalid, match="不能为空"):
        SERVICE_RECORDS.parse({**SERVED, "hours": ""})
