"""Volunteer cards: ten to a sheet, with a name that fits and a code that is read."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
from reportlab.lib.units import mm

from exports.people import render_papers
from exports.people.paper_facts import PaperFacts
from exports.people.volunteer_card import HIGH, WIDE, card_rows
from issued_papers import DAY, LONG, texts
from people import volunteer
from storage.model.tables import (
    OFFICES,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.paper import CARD
from storage.model.tables.setting import Office
from storage.people.issuing import PaperRequest, issue_papers


def test_cards_are_ten_to_a_sheet(ledger):
    people = [one.id for one in ledger.select(VOLUNTEERS, order="id LIMIT 23")]
    made = issue_papers(ledger, [PaperRequest(CARD, one) for one in people], DAY)
    pages = texts(render_papers(ledger, made))
    assert [page.count("青年志愿者证") for page in pages] == [10, 10, 3]
    assert made[10].number in pages[1]


def test_a_long_name_stays_within_its_card(store, long_named):
    document = pypdfium2.PdfDocument(
        render_papers(store, issue_papers(store, [PaperRequest(CARD, *long_named)], DAY))
    )
    page = document[0].get_textpage()
    boxes = [page.get_charbox(number) for number in range(page.count_chars())]
    text = page.get_text_bounded()
    document.close()
    assert max(right for _left, _bottom, right, _top in boxes) <= min(b[0] for b in boxes) + WIDE
    assert LONG in text


def test_a_card_gives_issuer_number_and_code_and_the_platform_number_once_there_is_one(store):
    with store.edit("录入") as edit:
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=store.named(UNITS, "仁和区")))
        people = [edit.save(VOLUNTEERS, volunteer("王雨欣")),
                  edit.save(VOLUNTEERS, replace(volunteer("李明"), platform_number="51040001"))]  # fmt: skip
    made = issue_papers(store, [PaperRequest(CARD, one) for one in people], DAY)
    (text,) = texts(render_papers(store, made))
    assert text.count("发卡单位：共青团仁和区委员会") == 2
    for part in ("（待取得）", "51040001", "2026-10-08", *(one.code for one in made)):
        assert part in text
    assert "示例数据" not in text


def test_cards_are_paired_in_rows_of_one_height(ledger):
    rows = card_rows([PaperFacts(ledger, made) for made in issue_papers(
        ledger, [PaperRequest(CARD, one.id) for one in ledger.select(VOLUNTEERS, order="id LIMIT 3")],
        DAY)])  # fmt: skip
    assert [len(row.facts) for row in rows] == [2, 1]
    assert {row.wrap(442, 700)[1] for row in rows} == {HIGH + mm}
