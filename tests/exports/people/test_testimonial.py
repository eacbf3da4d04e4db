"""Certificates to hang up: the sentence, the frame, and one sheet for each."""

from __future__ import annotations

from datetime import date

import pypdfium2

from exports.pdf import Paragraph
from exports.people import render_papers
from exports.people.paper_facts import PaperFacts
from exports.people.testimonial import certificate_story
from issued_papers import DAY, TEAM, texts
from storage.model.tables import (
    ATTENDANCES,
    STAR_GRANTS,
    TRAININGS,
    VOLUNTEERS,
)
from storage.model.tables.paper import CARD, STAR_CERTIFICATE, TRAINED
from storage.model.tables.training import Attendance, Training
from storage.people.issuing import PaperRequest, issue_papers


def test_a_star_certificate_says_which_star(ledger):
    grant = next(ledger.select(STAR_GRANTS, "granted_on IS NOT NULL"))
    asked = PaperRequest(STAR_CERTIFICATE, grant.volunteer, star_grant=grant.id)
    (text,) = texts(render_papers(ledger, issue_papers(ledger, [asked], DAY)))
    assert f"{'零一二三四五'[grant.star]}星级青年志愿者" in text


def test_certificates_with_long_names_take_one_sheet(store, long_named):
    name = "应急志愿者专项培训班暨“青春志愿 守护生命”地质灾害防治骨干训练营（第三期）"
    facts = {"category": "应急", "content": "急救", "place": "基地", "held_on": date(2026, 5, 1)}
    with store.edit("录入") as edit:
        training = edit.save(TRAININGS, Training(
            name=name, organiser=f"共青团仁和区委员会、{TEAM}", hours=1440, **facts))  # fmt: skip
        edit.save(ATTENDANCES, Attendance(training=training, volunteer=long_named[0]))
    (made,) = issue_papers(store, [PaperRequest(TRAINED, long_named[0], training=training)], DAY)
    (text,) = texts(render_papers(store, [made]))
    assert f"编号：{made.number}" in text
    assert name.replace(" ", "") in text


def test_the_frame_takes_no_room_and_bears_number_and_code_at_its_foot(ledger):
    grant = next(ledger.select(STAR_GRANTS, "granted_on IS NOT NULL"))
    (made,) = issue_papers(
        ledger, [PaperRequest(STAR_CERTIFICATE, grant.volunteer, star_grant=grant.id)], DAY
    )
    story = certificate_story(
        PaperFacts(ledger, made), "星级志愿者证书", "特发此证。", "共青团仁和区委员会"
    )
    frame = story[0]
    assert frame.wrap(600, 400) == (0, 0)
    assert frame.number == f"编号：{made.number}　核验码：{made.code}"
    with pypdfium2.PdfDocument(render_papers(ledger, [made])) as document:
        width, height = document[0].get_size()
        page = document[0].get_textpage()
        found = page.search(made.code)
        start, _count = found.get_next()
        bottom = page.get_charbox(start)[1]
        found.close()
        page.close()
    assert width > height
    assert bottom < height / 6


def test_a_long_sentence_is_set_smaller(ledger):
    one = issue_papers(ledger, [PaperRequest(CARD, next(ledger.select(VOLUNTEERS)).id)], DAY)[0]
    sizes = [
        next(part for part in certificate_story(PaperFacts(ledger, one), "证书", text, "团区委")
             if isinstance(part, Paragraph) and part.text == text).style.size
        for text in ("志" * 110, "志" * 111)
    ]  # fmt: skip
    assert sizes == [20, 16]
