"""Charters and documents of policy: what makes them count."""

from drafts import refusals, warnings
from storage.model.tables import CHARTERS, MEETINGS, POLICY_DOCUMENTS

CHARTER = {"organization": 1, "body": "理事会", "every_months": "6", "from_on": "2025-01-01"}
DOCUMENT = {
    "title": "激励办法", "kind": "激励办法", "issued_on": "2026-04-01", "issuer": "区团委", "number": "1号",
}  # fmt: skip


def test_a_charter_asks_for_a_meeting_every_month_or_less_often():
    assert refusals(CHARTERS, {**CHARTER, "every_months": "0"}) == [
        ("every_months", "间隔月数至少是 1")
    ]
    assert warnings(CHARTERS, {**CHARTER, "every_months": "1"}) == []


def test_a_document_without_a_number_is_not_issued_yet():
    assert warnings(POLICY_DOCUMENTS, {**DOCUMENT, "number": ""}) == [
        ("number", "没有文号，不算已经出台")
    ]
    assert warnings(POLICY_DOCUMENTS, DOCUMENT) == []


def test_a_meeting_s_body_is_understood_by_its_common_names():
    body = MEETINGS.by_name["body"]
    assert body.kind.parse("会员大会") == "会员代表大会"
    assert body.kind.parse("推进会") == "工作推进会"
