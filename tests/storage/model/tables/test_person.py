"""Consent and moves: days in order, and a consent to serve names its activity alone."""

import pytest

from drafts import refusals, warnings
from storage.model.tables import CONSENTS, MOVEMENTS

CONSENT = {"volunteer": 1, "purpose": "参加活动", "guardian": "张桂兰", "given_on": "2026-03-01"}


def test_a_consent_is_not_withdrawn_before_it_is_given():
    draft = {**CONSENT, "withdrawn_on": "2026-02-28"}
    assert refusals(CONSENTS, draft) == [("withdrawn_on", "撤回日期早于同意日期")]
    assert refusals(CONSENTS, {**CONSENT, "withdrawn_on": "2026-03-01"}) == []


def test_only_a_consent_to_serve_names_an_activity():
    draft = {**CONSENT, "purpose": "注册志愿者", "activity": 1}
    assert refusals(CONSENTS, draft) == [("purpose", "填了活动，同意事项应为“参加活动”")]
    assert warnings(CONSENTS, {**CONSENT, "activity": 1}) == []


@pytest.mark.parametrize(
    ("typed", "kind"), [("入伍", "参军"), ("超龄离团", "离团"), ("转出", "团组织关系转出")]
)
def test_a_move_is_understood_by_its_common_names(typed, kind):
    draft = {"volunteer": 1, "kind": typed, "happened_on": "2026-09-01"}
    assert MOVEMENTS.parse(draft).kind == kind
