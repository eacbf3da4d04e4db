"""A quarter that nothing has sealed leaves as a draft, whatever leaves; a sealed one bears no trace."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import docx
import pypdfium2
import pytest
from openpyxl import Workbook, load_workbook

from exports.form_filling import fill_form
from exports.mail.delivery import log_manual_dispatch, mail_of, write_draft
from exports.package import preview, write_package
from exports.package.package_files import required_package
from exports.package.verification import is_draft, verify
from exports.reports.narrative import render_word_report
from exports.reports.report_context import report_context
from resources import path
from storage.demo import make_county
from storage.model.tables.dispatch import COPIED
from storage.quarter.sealing import seal_unchecked
from storage.seeds import seed
from storage.sending.dispatch_log import dispatch_state, last_dispatch, load_dispatches
from storage.store.store import Store

WORD = "草稿"
AT = datetime(2026, 10, 9, 15, 30)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory, quarter, today):
    """The sample county with its quarter sealed."""
    with Store(tmp_path_factory.mktemp("封存") / "ledger.db") as store:
        seed(store, path("seeds"))
        make_county(store, today)
        seal_unchecked(store, quarter, today)
        yield store


@pytest.fixture(scope="module")
def final(sealed, quarter, tmp_path_factory):
    """The files of the sealed quarter by what they are."""
    out = tmp_path_factory.mktemp("定稿")
    written = write_package(sealed, quarter, out, "masked", on=date(2027, 1, 5), zipped=True)
    return {one.what: one.path for one in written}


def pages_of(data) -> list[tuple[str, bool]]:
    """The text of each page, and whether it lies."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [
            (page.get_textpage().get_text_bounded(), page.get_width() > page.get_height())
            for page in document
        ]
    finally:
        document.close()


def parts_of(file) -> str:
    """Everything that the parts of a workbook or .docx say."""
    with zipfile.ZipFile(file) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_every_page_of_the_papers_is_marked_as_a_draft(package):
    report = pages_of(package["季度报告"])
    assert {lying for _text, lying in report} == {True, False}
    for text, _lying in (*report, *pages_of(package["报送函"])):
        assert "草稿（尚未封存，不作报送依据）" in text
        assert WORD in text.partition("\n")[0]  # the large one, behind everything
    assert "盖章" not in "".join(text for text, _ in (*report, *pages_of(package["报送函"])))


def test_figures_stay_readable_over_the_large_word(package):
    """It is drawn before all else, lightly."""
    document = pypdfium2.PdfDocument(package["季度报告"])
    objects = list(document[1].get_objects())
    document.close()
    assert objects
    picture = pages_drawn(package["季度报告"])
    light = sum(count for grey, count in picture if 225 <= grey < 250)
    assert light > 0.02 * sum(count for _grey, count in picture)


def pages_drawn(file) -> list[tuple[int, int]]:
    """How many points of the first page are of which grey."""
    document = pypdfium2.PdfDocument(file)
    try:
        picture = document[0].render(scale=0.5).to_pil().convert("L")
        return list(enumerate(picture.histogram()))
    finally:
        document.close()


def test_every_sheet_is_marked_on_screen_and_on_each_printed_page(package):
    for what in ("季度报表", "附册：志愿者名册"):
        book = load_workbook(package[what])
        pages = [page for page in book.worksheets if page.sheet_state == "visible"]
        assert pages
        for page in pages:
            assert page["A1"].value.endswith("（草稿）")
            assert "草稿（尚未封存" in page.oddHeader.center.text
    cover = load_workbook(package["季度报表"])["W00 封面与口径"]
    rows = {row[0].value: row[1].value for row in cover.iter_rows()}
    assert "还没有封存" in rows[WORD]
    assert "单位盖章" not in rows


def test_the_names_of_all_files_are_marked(county, quarter, today, tmp_path):
    written = write_package(county, quarter, tmp_path, "summary", on=today, zipped=True)
    assert all(f"_{WORD}_" in one.path.name for one in written if one.what != "校验清单")
    assert is_draft(verify(tmp_path))
    assert is_draft(verify(written[-1].path))


def test_the_editable_report_is_marked_in_every_section(county, sealed, quarter, today):
    for store, draft in ((county, True), (sealed, False)):
        with report_context(store, quarter, "masked", today) as context:
            data = render_word_report(context)
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(one.text for one in document.paragraphs)
        assert len(document.sections) > 1
        for section in document.sections:
            for header in (section.header, section.even_page_header):
                assert (WORD in "".join(one.text for one in header.paragraphs)) is draft
                assert (f'string="{WORD}"' in header._element.xml) is draft
        assert ("盖章" in text) is not draft
        assert ("不作报送依据" in parts_of(io.BytesIO(data))) is draft


def test_what_is_shown_and_printed_from_the_window_is_the_same(county, sealed, quarter, today):
    assert all(WORD in text for text, _ in pages_of(preview(county, quarter, "masked", today)))
    assert not any(WORD in text for text, _ in pages_of(preview(sealed, quarter, "masked", today)))


def test_a_draft_is_the_same_bytes_for_the_same_figures(county, quarter, today, tmp_path):
    first = write_package(county, quarter, tmp_path / "甲", "masked", on=today, zipped=True)
    second = write_package(county, quarter, tmp_path / "乙", "masked", on=today, zipped=True)
    assert [one.sha256 for one in first] == [one.sha256 for one in second]


def test_a_sealed_quarter_bears_no_trace_of_a_draft(sealed, quarter, final):
    for what, file in final.items():
        assert WORD not in file.name
        if file.suffix == ".pdf":
            assert not any(WORD in text for text, _ in pages_of(file)), what
        elif file.suffix == ".xlsx":
            assert WORD not in parts_of(file), what
            assert "尚未封存" not in parts_of(file)
    assert "盖章" in pages_of(final["报送函"])[0][0]
    found = verify(final["报送包"])
    assert not is_draft(found)
    assert not any(one.is_fault for one in found)
    package = required_package(final["报送函"].parent)
    mail = mail_of(sealed, package, (), None, AT)
    assert WORD not in mail.subject + mail.text
    assert "现报送" in mail.text


def test_the_mail_of_a_draft_is_marked_in_subject_and_text(county, quarter, package):
    found = required_package(package["季度报表"].parent)
    mail = mail_of(county, found, (), None, AT)
    assert mail.subject.startswith("【草稿】")
    assert "还没有封存，数字还会变，不作报送依据" in mail.text
    assert "现报送" not in mail.text
    assert "被改动" not in mail.text


def test_a_draft_does_not_lie_among_the_final_files(store, quarter, today, tmp_path):
    out = tmp_path / "报送"
    draft = write_package(store, quarter, out, "masked", on=today, zipped=True)
    package = required_package(out)
    write_draft(store, package, ("a@example.com",), package.mail)
    assert WORD in package.mail.name
    seal_unchecked(store, quarter, today)
    written = write_package(store, quarter, out, "masked", on=today, zipped=True)
    beside = {file.name for file in out.iterdir()} - {one.path.name for one in written}
    assert beside == {"旧版"}
    aside = {file.name for file in (out / "旧版").iterdir()}
    assert {one.path.name for one in draft if one.what != "校验清单"} <= aside
    assert package.mail.name in aside
    now = required_package(out)
    assert (now.draft, now.version) == (False, 1)
    assert WORD not in now.archive.name
    assert not any(one.is_fault for one in verify(out))


def test_a_draft_that_was_sent_is_no_report(store, quarter, today, tmp_path):
    out = tmp_path / "报送"
    write_package(store, quarter, out, "masked", on=today)
    log_manual_dispatch(store, required_package(out), COPIED, ("市里",), AT)
    (one,) = load_dispatches(store, quarter)
    assert (one.draft, one.version, dispatch_state(one)[0]) == (True, None, "草稿")
    assert last_dispatch(store) is None
    seal_unchecked(store, quarter, today)
    write_package(store, quarter, out, "masked", on=today)
    log_manual_dispatch(store, required_package(out), COPIED, ("市里",), AT)
    assert last_dispatch(store).version == 1
    assert not last_dispatch(store).draft


def test_a_filled_form_is_marked_on_each_page_and_in_no_cell(county, sealed, quarter, tmp_path):
    form = tmp_path / "市里的表.xlsx"
    book = Workbook()
    book.active["A1"] = "{V02}"
    book.active.oddHeader.center.text = "附件2"
    book.create_sheet("说明")["A1"] = "填表说明"
    book.save(form)
    for store, draft in ((county, True), (sealed, False)):
        out = tmp_path / f"{draft}.xlsx"
        with report_context(store, quarter, "masked", date(2026, 10, 8)) as context:
            fill_form(form, context, out)
        for page in load_workbook(out).worksheets:
            head = page.oddHeader.center.text or ""
            assert (WORD in head) is draft
            assert WORD not in str([cell.value for row in page.iter_rows() for cell in row])
        assert "附件2" in load_workbook(out).worksheets[0].oddHeader.center.text
