"""Social workers and volunteers of the plan for the west: what they are counted by is recorded."""

import pytest

from drafts import refusals, warnings
from storage.model.tables import TALENTS, WEST_VOLUNTEERS

TALENT = {"name": "罗晓岚", "evidence": "职业证书"}
WEST = {"name": "温若溪", "unit": 1, "started_on": "2026-08-01"}


@pytest.mark.parametrize(("changed", "column", "sentence"), [
    ({}, "certificate", "按“职业证书”认定，证书类别没有相应内容"),
    ({"certificate": "社会工作师"}, "certificate_number", "有证书，缺证书编号"),
    ({"evidence": "专业学历"}, "major", "按“专业学历”认定，社工相关专业学历没有相应内容"),
    ({"evidence": "大专以上在岗", "education": "普通高中"}, "education",
     "按“大专以上在岗”认定，学历没有相应内容"),
])  # fmt: skip
def test_a_talent_without_what_it_is_counted_by_is_accepted_with_a_warning(
    changed, column, sentence
):
    assert warnings(TALENTS, {**TALENT, **changed}) == [(column, sentence)]


def test_a_talent_with_its_certificate_is_accepted_without_a_warning():
    draft = {**TALENT, "certificate": "社会工作师", "certificate_number": "S1"}
    assert warnings(TALENTS, draft) == []


def test_nobody_leaves_a_post_before_beginning():
    draft = {**WEST, "left_on": "2026-07-31"}
    assert refusals(WEST_VOLUNTEERS, draft) == [("left_on", "离岗日期早于服务开始日期")]
    draft = {**WEST, "ended_on": "2026-07-31"}
    assert refusals(WEST_VOLUNTEERS, draft) == [("ended_on", "服务期满日期早于服务开始日期")]
    assert refusals(WEST_VOLUNTEERS, {**WEST, "left_on": "2026-08-01"}) == []
