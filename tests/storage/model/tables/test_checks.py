"""What each record must obey by itself: the smallest drafts, and what is wrong with them."""

import pytest

from storage.errors import Invalid
from storage.model.tables import (
    ACTIVITIES,
    AWARDS,
    CHARTERS,
    CONSENTS,
    INCENTIVES,
    INCUBATIONS,
    INSURANCE_POLICIES,
    NEEDS,
    POLICY_DOCUMENTS,
    PROJECTS,
    SERVICE_RECORDS,
    STAR_GRANTS,
    TALENTS,
    WEST_VOLUNTEERS,
)

SERVED = {
    "volunteer": 1, "activity": 1, "served_on": "2026-07-04", "hours": "3", "recorder": "周嘉诚",
    "recorded_on": "2026-07-06",
}  # fmt: skip
CORRECTED = {**SERVED, "hours": "-1", "corrects": 9, "reason": "签退早"}
PROJECT = {"name": "巡河", "organization": 1}
ACTIVITY = {"name": "巡河", "organization": 1, "held_on": "2026-07-04", "place": "江边"}
CONSENT = {"volunteer": 1, "purpose": "参加活动", "guardian": "张桂兰", "given_on": "2026-03-01"}
TALENT = {"name": "罗晓岚", "evidence": "职业证书"}
WEST = {"name": "温若溪", "unit": 1, "started_on": "2026-08-01"}
INSURANCE = {"number": "A1", "insurer": "示例", "from_on": "2026-01-01", "until_on": "2026-12-31"}
NEED = {"content": "托管", "source": "居委会", "collected_on": "2026-07-01", "status": "已对接"}
AWARD = {"name": "最美志愿者", "awarded_on": "2026-03-05", "granter": "团市委", "level": "市"}
CHARTER = {"organization": 1, "body": "理事会", "every_months": "6", "from_on": "2025-01-01"}
DOCUMENT = {
    "title": "激励办法", "kind": "激励办法", "issued_on": "2026-04-01", "issuer": "区团委", "number": "1号",
}  # fmt: skip

WRONG = (
    (SERVICE_RECORDS, {**SERVED, "hours": "0"}, "hours"),
    (SERVICE_RECORDS, {**SERVED, "hours": "-1"}, "hours"),
    (SERVICE_RECORDS, {**SERVED, "hours": "24.1"}, "hours"),
    (SERVICE_RECORDS, {**SERVED, "from_time": "9:00"}, "to_time"),
    (SERVICE_RECORDS, {**SERVED, "from_time": "9:00", "to_time": "9:00"}, "to_time"),
    (SERVICE_RECORDS, {**SERVED, "from_time": "9:00", "to_time": "11:00"}, "hours"),
    (SERVICE_RECORDS, {**SERVED, "recorded_on": "2026-07-03"}, "recorded_on"),
    (SERVICE_RECORDS, {**SERVED, "confirmer": "周嘉诚"}, "confirmer"),
    (SERVICE_RECORDS, {**SERVED, "reason": "没有更正"}, "reason"),
    (SERVICE_RECORDS, {**CORRECTED, "reason": ""}, "reason"),
    (SERVICE_RECORDS, {**CORRECTED, "hours": "0"}, "hours"),
    (SERVICE_RECORDS, {**CORRECTED, "from_time": "9:00", "to_time": "11:00"}, "from_time"),
    (PROJECTS, {**PROJECT, "started_on": "2026-07-04", "ended_on": "2026-07-03"}, "ended_on"),
    (ACTIVITIES, {**ACTIVITY, "ended_on": "2026-07-03"}, "ended_on"),
    (ACTIVITIES, {**ACTIVITY, "records_done_on": "2026-07-03"}, "records_done_on"),
    (CONSENTS, {**CONSENT, "withdrawn_on": "2026-02-28"}, "withdrawn_on"),
    (CONSENTS, {**CONSENT, "purpose": "注册志愿者", "activity": 1}, "purpose"),
    (STAR_GRANTS, {"volunteer": 1, "star": "一星", "shown_on": "2026-05-02", "granted_on": "2026-05-01"},
     "granted_on"),
    (WEST_VOLUNTEERS, {**WEST, "left_on": "2026-07-31"}, "left_on"),
    (INSURANCE_POLICIES, {**INSURANCE, "until_on": "2025-12-31"}, "until_on"),
    (AWARDS, AWARD, "holder"),
    (INCENTIVES, {"kind": "推优入党", "applied_on": "2026-07-01"}, "people"),
    (INCUBATIONS, {"started_on": "2026-07-01"}, "name"),
    (CHARTERS, {**CHARTER, "every_months": "0"}, "every_months"),
)  # fmt: skip
ODD = (
    (PROJECTS, {**PROJECT, "published_on": "2026-07-04"}, "platform_number"),
    (PROJECTS, {**PROJECT, "platform_number": "A1"}, "published_on"),
    (PROJECTS, {**PROJECT, "risk": "较高"}, "insurance"),
    (ACTIVITIES, {**ACTIVITY, "accompanied_by": "周老师"}, "accompanist"),
    (TALENTS, TALENT, "certificate"),
    (TALENTS, {**TALENT, "certificate": "社会工作师"}, "certificate_number"),
    (TALENTS, {**TALENT, "evidence": "专业学历"}, "major"),
    (TALENTS, {**TALENT, "evidence": "大专以上在岗", "education": "普通高中"}, "education"),
    (NEEDS, {**NEED, "answered_on": "2026-07-02"}, "project"),
    (POLICY_DOCUMENTS, {**DOCUMENT, "number": ""}, "number"),
)
SOUND = (
    (SERVICE_RECORDS, SERVED), (SERVICE_RECORDS, CORRECTED),
    (SERVICE_RECORDS, {**SERVED, "hours": "24"}),
    (PROJECTS, PROJECT), (PROJECTS, {**PROJECT, "risk": "较高", "status": "已取消"}),
    (ACTIVITIES, {**ACTIVITY, "ended_on": "2026-07-04"}), (CONSENTS, {**CONSENT, "activity": 1}),
    (TALENTS, {**TALENT, "certificate": "社会工作师", "certificate_number": "S1"}),
    (WEST_VOLUNTEERS, {**WEST, "left_on": "2026-08-01"}), (INSURANCE_POLICIES, INSURANCE),
    (AWARDS, {**AWARD, "project": 1}), (INCENTIVES, {"kind": "推优入党", "applied_on": "2026-07-01",
                                                     "volunteer": 1}),
    (INCUBATIONS, {"started_on": "2026-07-01", "organization": 1}), (CHARTERS, CHARTER),
    (POLICY_DOCUMENTS, DOCUMENT),
)  # fmt: skip


def _named(case):
    return case[0].name


@pytest.mark.parametrize("case", WRONG, ids=lambda case: f"{_named(case)}-{case[2]}")
def test_what_cannot_be_is_refused_at_its_field(case):
    table, draft, column = case
    with pytest.raises(Invalid) as caught:
        table.parse(draft)
    assert [problem.column for problem in caught.value.problems] == [column]


@pytest.mark.parametrize("case", ODD, ids=lambda case: f"{_named(case)}-{case[2]}")
def test_what_is_odd_is_kept_and_shown_at_its_field(case):
    table, draft, column = case
    assert [problem.column for problem in table.warnings(table.parse(draft))] == [column]


@pytest.mark.parametrize("case", SOUND, ids=_named)
def test_what_is_in_order_is_kept_without_a_word(case):
    table, draft = case
    assert table.warnings(table.parse(draft)) == ()


def test_hours_come_from_the_two_times_where_they_are_not_given():
    draft = {**SERVED, "hours": "", "from_time": "8:30", "to_time": "11:05"}
    assert SERVICE_RECORDS.parse(draft).hours == 150
    values = {"from_time": "08:30", "to_time": "11:05", "hours": None}  # as a sheet's row has it
    SERVICE_RECORDS.deduce(values)
    assert values["hours"] == 150
    with pytest.raises(Invalid, match="不能为空"):
        SERVICE_RECORDS.parse({**SERVED, "hours": ""})
