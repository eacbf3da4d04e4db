"""The lists of a reconciliation with the platform, as the window shows them and as a workbook."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook

from exports.platform_lists import RECONCILIATION_LISTS, export_reconciliation, full_text, on_screen
from people import id_number, volunteer
from rosters import write
from storage.intake.compare.platform_diff import compare
from storage.model.tables import ACTIVITIES, ORGANIZATIONS, SERVICE_RECORDS, VOLUNTEERS
from storage.model.tables.organization import Organization
from storage.model.tables.project import Activity
from storage.model.tables.service_record import ServiceRecord
from storage.sending.export_log import last_exports

HEADER = ["志愿者姓名", "证件号码", "志愿者编号", "累计时长", "出生日期"]


@pytest.fixture
def ledger(store):
    """One with hours of her own, one the platform lacks, one it may know without a number."""
    people = [
        volunteer("李静", registration_status="已注册", platform_hours=120, class_name="高一1班"),
        volunteer("赵一诺", registration_status="已注册", phone="13812345678"),
        volunteer("孙悦", "2007-01-02"),
    ]
    with store.edit("录入") as edit:
        ids = [edit.save(VOLUNTEERS, one) for one in people]
        team = edit.save(ORGANIZATIONS, Organization(name="一队", kind="其他"))
        day = date(2026, 3, 5)
        activity = edit.save(
            ACTIVITIES, Activity(name="清扫", organization=team, held_on=day, place="广场")
        )
        edit.save(SERVICE_RECORDS, ServiceRecord(
            volunteer=ids[0], activity=activity, served_on=day, hours=180, recorder="张",
            recorded_on=day, source="签到表",
        ))  # fmt: skip
    return [store.get(VOLUNTEERS, number) for number in ids]


@pytest.fixture
def found(store, ledger, tmp_path):
    rows = [
        ["李静", ledger[0].id_number, "5104000002", 4.5, None],
        ["周航", id_number("2009-03-04"), "5104000003", 1, None],
        ["孙悦", None, "5104000004", 1, "2007-01-02"],
    ]
    return compare(store, [write(tmp_path / "平台.xlsx", rows, header=HEADER)])


def rows_of(path):
    """The rows of each list by its name, under their headings."""
    return {
        page.title: [row for row in page.iter_rows(min_row=4, values_only=True) if any(row)]
        for page in load_workbook(path).worksheets
    }


def test_the_workbook_has_every_list_with_numbers_masked(store, ledger, found, tmp_path):
    path = tmp_path / "核对.xlsx"
    export_reconciliation(store, found, path)
    lists = rows_of(path)
    assert list(lists) == [one.label for one in RECONCILIATION_LISTS]
    (there,) = lists["平台有本地无"]
    assert there[1] == "周航"
    (here,) = lists["本地有平台无"]
    assert here[:3] == ("V000002", "赵一诺", "******")
    cells = "".join(str(cell) for rows in lists.values() for row in rows for cell in row)
    numbers = [one.id_number for one in ledger]
    assert not any(number in cells for number in numbers)
    assert [len(lists[one.label]) for one in RECONCILIATION_LISTS] == [
        len(one.entries(found)) for one in RECONCILIATION_LISTS
    ]


def test_an_export_is_noted_with_its_fingerprint(store, found, tmp_path):
    written = export_reconciliation(store, found, tmp_path / "核对.xlsx")
    (noted,) = last_exports(store)
    assert (noted.name, noted.sha256) == ("核对.xlsx", written.sha256)


def test_hours_that_differ_are_shown_with_the_difference(found):
    listing = next(one for one in RECONCILIATION_LISTS if one.name == "hours")
    (one,) = listing.entries(found)
    texts = [
        fact.text(found, one, lambda _table, _number: "", full_text) for fact in listing.columns
    ]
    labels = [fact.label for fact in listing.columns]
    hours = dict(zip(labels, texts, strict=True))
    assert (hours["台账（小时）"], hours["平台（小时）"], hours["姓名"]) == ("3.0", "4.5", "李静")
    assert hours["平台多出"] == "1.5"
    assert [fact.numeric for fact in listing.columns][2:5] == [True, True, True]


def test_a_reason_names_who_it_could_be_without_numbers(found):
    listing = next(one for one in RECONCILIATION_LISTS if one.name == "unclear")
    (row,) = listing.entries(found)
    texts = [
        fact.text(found, row, lambda _table, _number: "", on_screen) for fact in listing.columns
    ]
    assert texts[0] == found.place(row)
    assert texts[1] == "孙悦"
    assert texts[2]


def test_fields_on_the_screen_hide_the_middle_of_their_numbers():
    person = volunteer(phone="13812345678")
    column = VOLUNTEERS.by_name["phone"]
    assert on_screen(person, column, "13812345678") != "13812345678"
    assert "*" in on_screen(person, column, "13812345678")
    assert on_screen(person, column, "") == ""
    assert full_text(person, column, "13812345678") == "13812345678"
