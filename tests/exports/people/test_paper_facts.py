"""The facts of a paper: whose it is, who signs, and how the person is identified."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from exports.people.paper_facts import PaperFacts, format_day
from issued_papers import DAY
from people import volunteer
from storage.model.tables import OFFICES, ORGANIZATIONS, UNITS, VOLUNTEERS
from storage.model.tables.organization import Organization
from storage.model.tables.paper import CARD, Certificate
from storage.model.tables.setting import Office


@pytest.fixture
def person(store) -> int:
    with store.edit("录入") as edit:
        whole = replace(volunteer("王雨欣"), platform_number="51040001")
        return edit.save(VOLUNTEERS, whole)


def facts(
    store, person: int, *, organization: int | None = None, masked: bool = True
) -> PaperFacts:
    one = Certificate(
        volunteer=person, kind=CARD, number="2026-0001", code="k7mq", issued_on=DAY,
        organization=organization,
    )  # fmt: skip
    return PaperFacts(store, one, masked)


def test_the_organization_that_recorded_signs_else_the_office(store, person):
    assert facts(store, person).issuer == "（未设置单位）"
    with store.edit("设置") as edit:
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=store.named(UNITS, "仁和区")))
        team = edit.save(ORGANIZATIONS, Organization(name="青禾服务队", kind="志愿服务队"))
    assert facts(store, person).issuer == "共青团仁和区委员会"
    assert facts(store, person, organization=team).issuer == "青禾服务队"
    assert facts(store, person).mark == ""


def test_a_paper_of_the_sample_county_is_marked(ledger, busy):
    assert facts(ledger, busy).mark == "示例数据"


def test_the_number_of_a_document_is_masked_unless_it_is_to_be_whole(store, person):
    whole = store.get(VOLUNTEERS, person)
    masked, shown = facts(store, person), facts(store, person, masked=False)
    assert whole.id_number in shown.identity()
    assert whole.id_number not in masked.identity()
    assert masked.text("id_number") == f"{whole.id_number[:6]}********{whole.id_number[14:]}"
    assert masked.identity().startswith("王雨欣，")
    assert masked.identity().endswith("51040001")


def test_what_is_not_recorded_is_left_out_of_the_identity(store):
    with store.edit("录入") as edit:
        whole = volunteer("李明")
        bare = replace(whole, sex=None, id_number=None)
        number = edit.save(VOLUNTEERS, bare)
    assert facts(store, number).identity() == "李明"


@pytest.mark.parametrize(
    ("day", "text"),
    [(date(2026, 1, 3), "2026年1月3日"), (date(2026, 12, 31), "2026年12月31日"), (None, "")],
)
def test_a_day_is_written_without_zeros(day, text):
    assert format_day(day) == text
