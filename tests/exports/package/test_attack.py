"""The package in the hands of somebody who wants to know: nobody's number is rebuilt from it."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from openpyxl import load_workbook

from attack import rebuilt, texts_of
from exports.package import export_table, write_package
from exports.reports.narrative.drafted_sentences import DRAFTS
from exports.sheet import sheet_of
from exports.workbook import Imprint, write_workbook
from people import id_number, volunteer
from storage.counting.policy import office_of
from storage.masking.outgoing_rows import FULL, Outgoing, is_child
from storage.model.tables import TABLES, VOLUNTEERS
from storage.model.tables.quarter import REPORT_TEXTS, ReportText
from storage.model.tables.recognition import AWARDS, Award
from storage.store.listing import Query


def secrets_of(store) -> set[str]:
    people = list(store.select(VOLUNTEERS))
    facts = ("id_number", "phone", "guardian_phone")
    return {value for one in people for fact in facts if (value := getattr(one, fact))}


def children_of(store, on: date) -> set[str]:
    """The names that only children bear."""
    people = list(store.select(VOLUNTEERS))
    others = {one.name for one in people if not is_child(one, on)}
    others |= {row["name"] for row in store.rows("SELECT name FROM talent")}
    others |= {row["name"] for row in store.rows("SELECT name FROM west_volunteer")}
    return {one.name for one in people if is_child(one, on)} - others


def cells_of(path) -> set[str]:
    return {
        str(cell)
        for page in load_workbook(path).worksheets
        for row in page.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    }


def test_no_number_is_rebuilt_from_a_masked_package(county, package):
    secrets = secrets_of(county)
    assert len(secrets) > 2_000
    assert rebuilt(package.values(), secrets) == set()


def test_the_attack_finds_everybody_where_the_birth_date_is_next_to_the_mask(county, tmp_path):
    query = Query(VOLUNTEERS, on=date(2026, 9, 30))
    rows = [
        (one.birth_date, f"{one.id_number[:6]}********{one.id_number[14:]}")
        for one in county.select(VOLUNTEERS)
        if one.id_number
    ]
    sheet = dataclasses.replace(
        sheet_of(VOLUNTEERS, (), ("birth_date",), Outgoing(county, query.on, FULL)), rows=rows
    )
    write_workbook(tmp_path / "旧.xlsx", [sheet], Imprint("旧", "", "", query.on))
    numbers = {one.id_number for one in county.select(VOLUNTEERS) if one.id_number}
    assert rebuilt([tmp_path / "旧.xlsx"], numbers) == numbers


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_number_is_rebuilt_from_any_list_that_leaves(county, tmp_path, table):
    path = tmp_path / f"{table.name}.xlsx"
    on = date(2026, 10, 8)
    export_table(county, Query(table, on=on), path, masked=True)
    secrets = secrets_of(county)
    if table.name != "unit":  # contacts of schools have telephones of their own
        assert rebuilt([path], secrets) == set()
    assert not cells_of(path) & children_of(county, on)


def test_children_are_named_by_surname_and_distinguished_by_their_number(county, package):
    cells = cells_of(package["附册：志愿者名册"])
    people = list(county.select(VOLUNTEERS))
    assert not cells & children_of(county, date(2026, 9, 30))
    grown = {one.name for one in people if not is_child(one, date(2026, 10, 8))}
    assert len(cells & grown) > 300
    assert {"王某某", "V000152"} <= cells


def test_a_summary_names_no_volunteer_social_worker_or_award_holder(county, tmp_path, today,
                                                                    quarter):  # fmt: skip
    written = write_package(county, quarter, tmp_path, "summary", on=today)
    office = office_of(county)
    names = {one.name for one in county.select(VOLUNTEERS)}
    names |= {row["name"] for row in county.rows("SELECT name FROM talent")}
    names |= {row["name"] for row in county.rows("SELECT name FROM west_volunteer")}
    holders = county.rows("SELECT leader AS name FROM organization UNION SELECT secretary"
                          " FROM league_branch UNION SELECT responsible FROM league_branch")  # fmt: skip
    names -= {row["name"] for row in holders} | {office.clerk, office.leader}
    book = next(one.path for one in written if one.path.suffix == ".xlsx")
    assert cells_of(book) & names == set()
    assert "张示例" not in cells_of(book)
    assert any("某某（T000001）" in cell for cell in cells_of(book))
    assert rebuilt([one.path for one in written], secrets_of(county)) == set()


def test_what_somebody_wrote_into_a_text_leaves_without_numbers_and_children(
    store, tmp_path, quarter, today
):
    number = id_number("2015-03-02", area="510402")
    child = volunteer("沙马依洛", "2015-03-02", id_number=number, note=f"身份证{number[:14]}\n{number[14:]}",
                      class_name="尾号" + number[-4:], phone="13812345678")  # fmt: skip
    text = f"沙马依洛转学（{number}，139 1234 5678）"
    with store.edit("一") as edit:
        edit.save(VOLUNTEERS, child)
        edit.save(AWARDS, Award(name="之星", awarded_on=date(2026, 8, 1), granter="县", level="县",
                                holder="沙马依洛"))  # fmt: skip
        for paragraph in DRAFTS:
            edit.save(
                REPORT_TEXTS, ReportText(quarter=str(quarter), paragraph=paragraph, text=text)
            )
    written = write_package(store, quarter, tmp_path, "masked", on=today)
    secrets = {number, "13812345678", "13912345678", number[-4:]}
    files = [one.path for one in written]
    assert rebuilt(files, secrets) == set()
    for file in files:
        said = "\n".join(texts_of(file.name, file.read_bytes()))
        assert "沙马依洛" not in said
        assert number[-4:] not in said or file.suffix != ".xlsx"
    report = next(file for file in files if "报告" in file.name)
    said = "".join("".join(texts_of(report.name, report.read_bytes())).split())
    assert "沙某某转学（******，139****）" in said
