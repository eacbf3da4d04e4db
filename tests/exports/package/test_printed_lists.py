"""What the papers print of the package: the letter its files, the report its checksum."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from exports.draft_mark import NOTICE
from exports.package import write_package
from exports.package.hidden_sheet import Hidden
from exports.package.printed_lists import draft_mark_findings, letter_findings, report_findings
from exports.package.verification import is_draft, verify
from exports.reports.fingerprint import short_digest
from papers import pdf
from received_packages import ON, QUARTER, faults, listed_anew, named
from resources import path
from storage.model.tables import OFFICES, UNITS
from storage.model.tables.setting import Office
from storage.quarter.sealing import seal_unchecked
from storage.seeds import seed
from storage.store.store import Store


def test_a_letter_that_lists_other_files_is_refused_though_the_list_fits(files, packed, sealed):
    """Whoever changes a file and writes the list anew has the letter against him."""
    report = named(files, "季度报告")
    made = packed(listed_anew({**files, report: files[report] + b"\n"}).items())
    assert [(one.kind, report in one.text) for one in verify(made) if one.is_fault] == [
        ("letter", True)
    ]
    annex = named(files, "附册")
    fewer = {name: data for name, data in files.items() if name != annex}
    told = [one for one in verify(packed(listed_anew(fewer).items())) if one.is_fault]
    assert told
    assert {one.kind for one in told} == {"letter"}
    assert any("函上写 3 个文件，随函的是 2 个" in one.text for one in told)


def test_the_letter_of_another_quarter_is_refused(files, packed, tmp_path):
    with Store(tmp_path / "ledger.db") as store:
        seed(store, path("seeds"))
        seal_unchecked(store, QUARTER.previous, ON)
        other = write_package(store, QUARTER.previous, tmp_path / "b", "masked", on=ON)
    letter = next(one.path for one in other if one.what == "报送函")
    swapped = {**files, named(files, "报送函"): letter.read_bytes()}
    kinds = {one.kind for one in verify(packed(listed_anew(swapped).items())) if one.is_fault}
    assert kinds == {"letter"}


def test_a_draft_that_is_called_a_version_is_refused(files, packed, store, tmp_path):
    made = write_package(store, QUARTER, tmp_path / "草", "masked", on=ON)
    whole = {one.path.name: one.path.read_bytes() for one in made}
    assert is_draft(verify(packed(whole.items())))
    renamed = {
        name.replace("草稿_", "")
        .replace(".xlsx", "_第1版.xlsx")
        .replace(".pdf", "_第1版.pdf"): data
        for name, data in whole.items()
    }
    told = [one.text for one in verify(packed(listed_anew(renamed).items())) if one.is_fault]
    assert any("报表里记的是草稿" in text for text in told)
    assert any("印着草稿" in text for text in told)


def test_a_report_of_other_figures_does_not_belong(store, quarter, today, folder, tmp_path):
    write_package(store, quarter, tmp_path / "别的", "summary", on=today)
    other = next((tmp_path / "别的").glob("*季度报告.pdf"))
    report = next(folder.glob("*季度报告.pdf"))
    shutil.copy(other, report)
    told = [text for kind, text in faults(verify(folder)) if kind == "figures"]
    assert len(told) == 1
    assert "校验码与报表不一致" in told[0]


def test_a_county_with_a_long_and_rare_name_has_a_letter_that_is_understood(
    store, quarter, tmp_path
):
    county = store.named(UNITS, "仁和区")
    with store.edit("改名") as edit:
        whole = store.get(UNITS, county)
        edit.save(UNITS, replace(whole, name="𬭎㛃 彝族自治-县" * 4))
        edit.save(OFFICES, Office(name="共青团委员会", county=county))
    write_package(store, quarter, tmp_path / "报送", "summary", on=date(2026, 10, 8))
    assert faults(verify(tmp_path / "报送")) == []


NOTICE_TEXT = "".join(NOTICE.split())


def paper(tmp_path, *pages: tuple[str, ...]) -> Path:
    path = tmp_path / "报告.pdf"
    path.write_bytes(pdf(*pages))
    return path


def test_a_page_without_the_checksum_of_the_figures_is_named(tmp_path):
    known = Hidden({"quarter": "2026Q3"})
    printed = ("校验码 " + short_digest(known.digest),)
    assert report_findings(paper(tmp_path, printed, printed), known).kind == "good"
    found = report_findings(paper(tmp_path, printed, ("二",), printed, ("四",)), known)
    assert (found.kind, found.text) == ("figures", "第 2、4 页的校验码与报表不一致")
    (tmp_path / "坏.pdf").write_bytes(b"%PDF no")
    assert report_findings(tmp_path / "坏.pdf", known).text == "报告打不开，可能已损坏"


def test_a_draft_notice_must_stand_on_all_pages_or_on_none(tmp_path):
    mixed = paper(tmp_path, (NOTICE_TEXT,), ("正文",))
    (lacking,) = draft_mark_findings(mixed, draft=True)
    (marked,) = draft_mark_findings(mixed, draft=False)
    assert lacking.text == "第 2 页没有印草稿，可这个包是草稿"
    assert marked.text == "第 1 页印着草稿，可这个包说是封存的"
    assert draft_mark_findings(paper(tmp_path, (NOTICE_TEXT,)), draft=True) == []


def test_a_letter_that_prints_nothing_is_reported_file_by_file(tmp_path):
    files = {"甲.xlsx": "a" * 64, "乙.pdf": "b" * 64}
    found = letter_findings(paper(tmp_path, ("函",)), files, None)
    assert [one.text for one in found] == [
        "函上没有写几个文件，随函的是 2 个",
        "函上印的《甲.xlsx》的 SHA-256 与文件不符，或没有印",
        "函上印的《乙.pdf》的 SHA-256 与文件不符，或没有印",
        "函上列的文件与随函的不同",
    ]
