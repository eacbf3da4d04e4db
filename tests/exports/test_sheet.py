"""Sheets made from declarations: every table's headings, kinds of value, masks and numbers."""

from __future__ import annotations

from datetime import date

import pytest

from exports.sheet import (  # fmt: skip
    Band,
    Count,
    Heading,
    Money,
    Share,
    Sheet,
    Total,
    cell_reader,
    headings_of,
    sheet_of,
)
from people import volunteer
from storage.intake.vocabulary.cell_values import Cleaner
from storage.intake.vocabulary.header_words import RECORD_NUMBER
from storage.masking.outgoing_rows import Outgoing
from storage.model.tables import TABLES
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.training import TRAININGS, Training
from storage.model.tables.volunteer import VOLUNTEERS
from storage.store.listing import Query, every

ON = date(2026, 9, 30)


def one_row(store, table, record):
    with store.edit("一") as edit:
        edit.save(table, record)
    return next(every(store, Query(table, on=date(2026, 9, 30))))


@pytest.mark.parametrize("privacy", ["masked", "full"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_sheet_of_any_table_is_headed_by_its_declaration(store, table, privacy):
    names = tuple(table.shown)
    sheet = sheet_of(table, every(store, Query(table)), names, Outgoing(store, ON, privacy))
    left_out = {"age"} if table is VOLUNTEERS and privacy == "masked" else ()
    labels = [table.shown[name].label for name in names if name not in left_out]
    assert [one.label for one in sheet.headings] == [RECORD_NUMBER, *labels]
    for row in sheet.rows:
        assert len(row) == len(sheet.headings)


def test_values_keep_their_kind(store):
    row = one_row(store, TRAININGS, Training(
        name="急救", category="应急", content="一", held_on=date(2026, 8, 1), hours=150,
        organiser="团区委", cost=123_450,
    ))  # fmt: skip
    names = ("name", "held_on", "hours", "cost", "people", "place")
    cells = cell_reader(TRAININGS, names, Outgoing(store, ON))(row)
    assert cells == ("急救", date(2026, 8, 1), 2.5, Money(1234.5), 0, None)
    assert [type(cell) for cell in cells[1:5]] == [date, float, Money, int]


def test_identifying_numbers_are_masked_unless_requested(store):
    person = volunteer("王雨欣", "2010-05-17", phone="13812345678", guardian_name="王建国",
                       guardian_phone="08123331234", insured=True)  # fmt: skip
    row = one_row(store, VOLUNTEERS, person)
    names = ("name", "id_number", "phone", "guardian_name", "guardian_phone", "insured")
    masked, whole = (
        cell_reader(VOLUNTEERS, names, Outgoing(store, ON, privacy))(row)
        for privacy in ("masked", "full")
    )
    number = person.id_number
    assert masked == ("王雨欣", "******", "138****", "王***", "****", "是")
    assert whole == ("王雨欣", number, "13812345678", "王建国", "08123331234", "是")


def test_every_mask_has_stars_enough_for_the_import_to_know_it(store):
    person = volunteer(born="2015-03-01", id_number="AB123", id_type="护照", phone="3331234",
                       guardian_name="李")  # fmt: skip
    row = one_row(store, VOLUNTEERS, person)
    for name in ("name", "birth_date", "id_number", "phone", "guardian_name"):
        (hidden,) = cell_reader(VOLUNTEERS, (name,), Outgoing(store, ON), numbered=True)(row)
        assert hidden != VOLUNTEERS.draft(row.record)[name]
        assert Cleaner(VOLUNTEERS.by_name[name])[hidden] is None


def test_amounts_are_flush_right_and_short_words_centred():
    heads = headings_of(
        VOLUNTEERS, ("name", "sex", "birth_date", "platform_hours", "age", "school")
    )
    assert [one.align for one in heads] == ["left", "center", "center", "right", "right", "left"]
    assert {one.wide for one in headings_of(ORGANIZATIONS, ("name", "kind"), wide=9)} == {9}


def test_columns_are_picked_by_label_in_rows_totals_and_bands():
    sheet = Sheet(
        name="一",
        title="一",
        headings=(Heading("甲"), Heading("乙"), Heading("丙")),
        rows=[Band("组"), ("a", 1, Share(0.5)), Total(("合计", Count(1), None))],
    )
    with_columns = sheet.with_columns(["丙", "甲"])
    assert [one.label for one in with_columns.headings] == ["丙", "甲"]
    assert list(with_columns.rows) == [Band("组"), (0.5, "a"), Total([None, "合计"])]
