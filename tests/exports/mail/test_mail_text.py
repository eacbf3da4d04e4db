"""The words of a mail: who sends what, how private it is, and how the city checks it."""

from __future__ import annotations

from datetime import date

import pytest

from exports.mail.mail_text import PRIVACY_SENTENCES, subject_of, text_of
from exports.package.package_files import Package
from storage.model.period import Quarter
from storage.model.tables import OFFICES, UNITS
from storage.model.tables.setting import Office

ON, QUARTER = date(2026, 10, 8), Quarter(2026, 3)
BOOK, ANNEX = "2026Q3_仁和区_草稿_季度报表.xlsx", "2026Q3_仁和区_草稿_附册_志愿者名册({}).xlsx"


def package_of(folder, *names: str) -> Package:
    return Package(folder, QUARTER, dict.fromkeys(names, "0" * 64))


@pytest.fixture
def office(store):
    with store.edit("设置") as edit:
        edit.save(OFFICES, Office(
            name="共青团仁和区委员会", county=store.named(UNITS, "仁和区"), clerk="周嘉诚",
            phone="0812-2900000", recipient="团市委"))  # fmt: skip


def test_the_subject_names_the_sender_and_the_quarter_and_marks_a_draft(store, office, tmp_path):
    sealed = package_of(tmp_path, BOOK.replace("草稿_", "").replace(".xlsx", "_第1版.xlsx"))
    about = "共青团仁和区委员会2026年三季度青年志愿服务工作报表"
    assert subject_of(store, sealed) == about
    assert subject_of(store, package_of(tmp_path, BOOK)) == f"【草稿】{about}"


def test_without_an_office_the_mail_says_that_none_is_set_up(store, tmp_path):
    package = package_of(tmp_path, BOOK)
    assert "（未设置单位）" in subject_of(store, package)
    text = text_of(store, package, ON)
    assert text.startswith("市里：\n")
    assert text.endswith("\n（未设置单位）\n")


def test_the_text_lists_the_files_and_ends_with_who_sends_it(store, office, tmp_path):
    lines = text_of(store, package_of(tmp_path, BOOK), ON).splitlines()
    assert lines[0] == "团市委："
    assert [line for line in lines if line[:2] in ("1.", "2.")] == [f"1. {BOOK}", "2. 校验清单.txt"]
    assert "共 2 个文件" in lines[2]
    assert lines[-3:] == ["共青团仁和区委员会", "周嘉诚　0812-2900000", "2026年10月8日"]


@pytest.mark.parametrize(
    ("names", "privacy"),
    [((BOOK,), "summary"), ((BOOK, ANNEX.format("脱敏")), "masked"),
     ((BOOK, ANNEX.format("全量")), "full")],
)  # fmt: skip
def test_the_text_states_how_private_the_files_are(store, tmp_path, names, privacy):
    text = text_of(store, package_of(tmp_path, *names), ON)
    assert [key for key, sentence in PRIVACY_SENTENCES.items() if sentence in text] == [privacy]


def test_a_sealed_quarter_is_to_be_compared_with_the_stamped_letter_and_a_draft_is_not(
    store, tmp_path
):
    sealed = text_of(store, package_of(tmp_path, BOOK.replace(".xlsx", "_第1版.xlsx")), ON)
    assert "现报送2026年三季度青年志愿服务工作报表（统计截止 2026-09-30），" in sealed
    assert "盖章报送函" in sealed
    draft = text_of(store, package_of(tmp_path, BOOK), ON)
    assert "的草稿（统计截止 2026-09-30），供核对。" in draft
    assert "盖章报送函" not in draft
