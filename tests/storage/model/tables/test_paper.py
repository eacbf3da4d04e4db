"""The register of papers: every certificate has one number."""

import pytest

from drafts import refusals
from people import volunteer
from storage.errors import Invalid
from storage.model.tables import CERTIFICATES, VOLUNTEERS

PAPER = {
    "number": "仁和志证〔2026〕1号", "kind": "证明", "issued_on": "2026-10-08", "code": "K7M2",
}  # fmt: skip


def test_a_number_is_given_once(store):
    with store.edit("录入") as edit:
        holder = edit.save(VOLUNTEERS, volunteer())
        edit.save(CERTIFICATES, CERTIFICATES.parse({**PAPER, "volunteer": holder}))
    with pytest.raises(Invalid), store.edit("录入") as edit:
        edit.save(CERTIFICATES, CERTIFICATES.parse({**PAPER, "volunteer": holder, "code": "X"}))


def test_a_kind_is_understood_by_its_short_name():
    assert CERTIFICATES.parse({**PAPER, "volunteer": 1}).kind == "志愿服务记录证明"


def test_what_is_certified_does_not_end_before_it_begins():
    draft = {**PAPER, "volunteer": 1, "from_on": "2026-07-02", "until_on": "2026-07-01"}
    assert refusals(CERTIFICATES, draft) == [("until_on", "截止日期早于起始日期")]
