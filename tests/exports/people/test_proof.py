"""Proofs of service: what they state, on which sheets, and when they are refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest

from exports.people import render_papers
from issued_papers import DAY, proven, texts
from people import volunteer
from storage.errors import UserError
from storage.model.tables import (
    ACTIVITIES,
    ORGANIZATIONS,
    SERVICE_RECORDS,
    VOLUNTEERS,
)
from storage.model.tables.organization import Organization
from storage.model.tables.paper import PROOF
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.people.issuing import PaperRequest, issue_papers, recorders


def test_a_proof_states_time_service_and_recorder(ledger, busy):
    organization, name, _minutes = recorders(ledger, busy)[0]
    (one,) = issue_papers(
        ledger, [PaperRequest(PROOF, busy, organization, date(2026, 1, 1), date(2026, 9, 30))], DAY
    )
    (text,) = texts(render_papers(ledger, [one]))
    person = ledger.get(VOLUNTEERS, busy)
    for part in (
        one.number,
        one.code,
        person.name,
        name,
        f"共{one.hours / 60:.1f}小时",
        "2026年10月8日",
        "以平台查验为准",
    ):
        assert "".join(part.split()) in text
    assert person.id_number not in text
    assert f"{person.id_number[:6]}********{person.id_number[14:]}" in text


def test_the_sheets_of_a_long_proof_are_numbered_and_break_no_telephone_number(store, long_named):
    pages = texts(render_papers(store, proven(store, long_named)))
    assert len(pages) > 1
    assert [f"第{n}页共{len(pages)}页" in page for n, page in enumerate(pages, 1)] == [True] * len(
        pages
    )
    document = pypdfium2.PdfDocument(render_papers(store, proven(store, long_named)))
    lines = document[len(pages) - 1].get_textpage().get_text_bounded().splitlines()
    document.close()
    assert any(line.endswith("电话：13800001111") for line in lines)


def test_a_proof_is_not_printed_again_once_its_records_say_otherwise(store, long_named):
    made = proven(store, long_named)
    first = next(store.select(SERVICE_RECORDS))
    with store.edit("更正") as edit:
        less = replace(first, id=None, hours=-60, corrects=first.id, reason="早退")
        edit.save(SERVICE_RECORDS, less)
    with pytest.raises(UserError, match="登记的是 120.0 小时.*现在是 119.0 小时"):
        render_papers(store, made)


def test_the_services_are_listed_once_per_activity_with_times_and_hours(store):
    day = date(2026, 5, 3)
    with store.edit("录入") as edit:
        team = edit.save(ORGANIZATIONS, Organization(name="青禾服务队", kind="志愿服务队"))
        person = edit.save(VOLUNTEERS, volunteer("王雨欣"))
        there = Activity(name="清理河道", organization=team, held_on=day, place="仁和镇")
        activity = edit.save(ACTIVITIES, there)
        for number, minutes in enumerate((90, 60)):
            edit.save(SERVICE_RECORDS, ServiceRecord(
                volunteer=person, activity=activity, served_on=day + timedelta(number),
                hours=minutes, content="清淤", recorder="周嘉诚", recorded_on=day))  # fmt: skip
    asked = PaperRequest(PROOF, person, team, date(2026, 1, 1), date(2026, 9, 30), handler="张伟")
    (text,) = texts(render_papers(store, issue_papers(store, [asked], DAY)))
    assert "参加青禾服务队组织的志愿服务2次，服务时间共2.5小时" in text
    assert "1清理河道清淤2026-05-03至2026-05-0422.5" in text
    assert "记录单位：青禾服务队" in text
    assert "负责人：" not in text
    assert "张伟" in text
