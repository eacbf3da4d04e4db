"""Names of a package's files: quarter, county, draft or version; and the record of a written one."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from exports.package.file_names import BOOK, LETTER, package_file_name, written_file
from exports.package.file_set import parse_name
from exports.reports.report_context import ReportContext, report_context
from storage.model.tables import OFFICES, UNITS
from storage.model.tables.setting import Office
from storage.quarter.sealing import seal_unchecked


def test_an_open_quarters_file_is_called_a_draft(county, quarter, today):
    context = ReportContext(county, quarter, "masked", today)
    assert package_file_name(context, BOOK, ".xlsx") == "2026Q3_仁和区_草稿_季度报表.xlsx"


def test_a_sealed_quarters_file_bears_its_version(store, quarter, today):
    seal_unchecked(store, quarter, today)
    seal_unchecked(store, quarter, today, "学校漏报")
    for version, words in ((1, "第1版"), (2, "第2版"), (None, "第2版")):
        with report_context(store, quarter, "masked", today, version) as context:
            assert (
                package_file_name(context, LETTER, ".pdf")
                == f"2026Q3_{context.county}_报送函_{words}.pdf"
            )


def test_a_county_with_signs_that_no_file_may_bear_still_makes_a_name_of_a_package(store, quarter):
    county = store.named(UNITS, "仁和区")
    with store.edit("改名") as edit:
        edit.save(UNITS, replace(store.get(UNITS, county), name="仁/和:区?"))
        edit.save(OFFICES, Office(name="共青团委员会", county=county))
    name = package_file_name(
        ReportContext(store, quarter, "masked", date(2026, 10, 8)), BOOK, ".xlsx"
    )
    assert not set(name) & set('/\\:?*"<>|')
    found = parse_name(name)
    assert (found.draft, found.version, found.what) == (True, "", BOOK)


def test_a_written_file_is_recorded_with_size_and_sha256(tmp_path):
    path = tmp_path / "函.pdf"
    path.write_bytes("内容".encode())
    one = written_file(path, LETTER)
    assert (one.path, one.what, one.size) == (path, "报送函", 6)
    assert one.sha256 == hashlib.sha256("内容".encode()).hexdigest()
