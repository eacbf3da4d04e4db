"""The letter that goes with a package: sender, receiver, files and their checksums."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from exports.files import sha256_of
from exports.package.file_names import Written
from exports.package.letter import render_letter
from exports.reports.report_context import ReportContext, report_context
from received_packages import letters
from storage.counting.policy import office_of
from storage.quarter.sealing import seal_unchecked


def test_the_letter_names_sender_receiver_files_and_their_marks(county, package):
    letter = letters(package["报送函"])
    office = office_of(county)
    assert office.name in letter
    assert f"{office.recipient}：" in letter
    assert "2026年10月8日" in letter
    flat = letter.replace("\r\n", "").replace("\n", "")
    for what in ("季度报表", "季度报告", "附册：志愿者名册"):
        assert package[what].name in flat
        assert sha256_of(package[what])[:16] in flat
    document = pypdfium2.PdfDocument(package["报送函"])
    assert len(document) == 1
    document.close()


FILES = (
    Written(Path("季度报表.xlsx"), "季度报表", "ab" * 32, 1_600),
    Written(Path("附册.xlsx"), "附册", "cd" * 32, 3 * 1024 * 1024 + 200_000),
)


def text_of(tmp_path, context, files=FILES) -> str:
    """The letter's text without white space."""
    path = tmp_path / "函.pdf"
    path.write_bytes(render_letter(context, files))
    return "".join(letters(path).split())


def test_a_row_gives_number_name_size_and_the_first_digits_of_the_hash(county, quarter, tmp_path):
    text = text_of(tmp_path, ReportContext(county, quarter, "masked", quarter.cut_off))
    assert "1季度报表.xlsx2KB" + "ab" * 8 in text
    assert "2附册.xlsx3.2MB" + "cd" * 8 in text
    assert "2个文件" in text


@pytest.mark.parametrize(
    ("privacy", "sentence"),
    [
        ("summary", "本次只报汇总数，不附个人名册"),
        ("masked", "附册中的证件号码、出生日期、电话、监护人和不满14周岁的人的姓名已作脱敏处理"),
        ("full", "附册含完整的证件号码，已加密，打开密码另行告知"),
    ],
)
def test_the_letter_states_how_private_the_files_are(county, quarter, tmp_path, privacy, sentence):
    assert sentence in text_of(tmp_path, ReportContext(county, quarter, privacy, quarter.cut_off))


def test_a_draft_is_sent_to_be_checked_and_a_sealed_quarter_is_submitted(
    store, quarter, today, tmp_path
):
    draft = text_of(tmp_path, ReportContext(store, quarter, "masked", today))
    assert "的草稿（统计截止2026-09-30），供核对" in draft
    assert "联系人" not in draft  # no office is set up
    seal_unchecked(store, quarter, today)
    with report_context(store, quarter, "masked", today) as context:
        sealed = text_of(tmp_path, context)
    assert "随函报送（统计截止2026-09-30），请予审阅" in sealed
    assert "草稿" not in sealed
