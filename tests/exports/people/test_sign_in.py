"""Sign-in lists: on paper for one page, and as a workbook that is imported again."""

from __future__ import annotations

from dataclasses import replace

from openpyxl import load_workbook

from exports.people import sign_in_sheet, sign_in_workbook
from issued_papers import DAY, texts
from storage.counting.policy import office_of
from storage.intake.pipeline import plan_import
from storage.model.tables import (
    ACTIVITIES,
    OFFICES,
    ORGANIZATIONS,
    SERVICE_RECORDS,
    UNITS,
    VOLUNTEERS,
)
from storage.model.tables.service_record import SIGN_IN
from storage.model.tables.setting import Office


def test_a_list_to_sign_in_on_fits_one_page(ledger, busy):
    activity = next(ledger.select(ACTIVITIES))
    pages = texts(sign_in_sheet(ledger, activity.id, [busy]))
    assert len(pages) == 1
    assert ledger.get(VOLUNTEERS, busy).name in pages[0]


def test_the_workbook_to_sign_in_on_is_headed_as_the_ledger_is(ledger, busy, tmp_path):
    activity = next(ledger.select(ACTIVITIES))
    sign_in_workbook(ledger, activity.id, tmp_path / "签到.xlsx", DAY, [busy])
    rows = list(load_workbook(tmp_path / "签到.xlsx").active.iter_rows(values_only=True))
    heads = [head for head in rows[2] if head]
    labels = {c.label for table in (SERVICE_RECORDS, VOLUNTEERS) for c in table.columns}
    assert {str(head).replace("\n", "") for head in heads} <= labels
    person = ledger.get(VOLUNTEERS, busy)
    assert rows[3][:2] == (person.name, person.platform_number)
    assert rows[3][3] == activity.name
    assert len(rows) == 4


def test_who_is_on_the_list_is_known_when_it_comes_back_filled_in(store, long_named, tmp_path):
    person, _team = long_named
    with store.edit("录入") as edit:
        edit.save(VOLUNTEERS, replace(store.get(VOLUNTEERS, person), platform_number="51040001"))
        county = store.named(UNITS, "仁和区")
        edit.save(OFFICES, Office(name="共青团仁和区委员会", county=county, clerk="周嘉诚"))
    activity = next(store.select(ACTIVITIES))
    sheet = tmp_path / "签到.xlsx"
    sign_in_workbook(store, activity.id, sheet, DAY, [person])
    book = load_workbook(sheet)
    page = book.active
    heads = {str(cell.value).replace("\n", ""): cell.column for cell in page[3] if cell.value}
    page.cell(4, heads["开始时间"]).value, page.cell(4, heads["结束时间"]).value = "19:00", "21:30"
    book.save(sheet)
    (file,) = plan_import(store, [sheet], table=SERVICE_RECORDS).files
    (row,) = [row for one in file.sheets for row in one.rows]
    assert (row.problems, row.record.volunteer, row.record.hours) == ((), person, 150)


def test_a_list_to_sign_in_on_has_no_sheet_for_its_note_alone(store, long_named):
    person, _team = long_named
    activity = next(store.select(ACTIVITIES))
    (text,) = texts(sign_in_sheet(store, activity.id, [person]))
    assert "不含路途" in text


def test_the_list_on_paper_has_a_row_for_each_who_is_expected_and_empty_ones(ledger):
    activity = next(ledger.select(ACTIVITIES))
    people = [one.id for one in ledger.select(VOLUNTEERS, order="id LIMIT 2")]
    (text,) = texts(sign_in_sheet(ledger, activity.id, people))
    first = ledger.get(VOLUNTEERS, people[0])
    assert f"1{first.name}{first.platform_number or ''}" in text
    assert ledger.get(ORGANIZATIONS, activity.organization).name in text
    assert "序号姓名" in text
    assert "本人签名" in text


def test_a_row_of_the_workbook_has_the_activity_the_day_and_the_recorder(ledger, busy, tmp_path):
    activity = next(ledger.select(ACTIVITIES))
    sign_in_workbook(ledger, activity.id, tmp_path / "签到.xlsx", DAY, [busy])
    page = load_workbook(tmp_path / "签到.xlsx").active
    heads = [str(cell.value).replace("\n", "") for cell in page[3]]
    row = dict(zip(heads, (cell.value for cell in page[4]), strict=False))
    label = SERVICE_RECORDS.by_name
    assert row[label["served_on"].label].date() == activity.held_on
    assert row[label["recorder"].label] == office_of(ledger).clerk
    assert row[label["source"].label] == SIGN_IN
    assert row[label["hours"].label] is None
