"""The one door: same bytes for the same story, honest metadata, and a cancel that leaves nothing."""

from __future__ import annotations

import hashlib
import inspect
import os
import subprocess
import sys
from datetime import UTC, datetime

import pypdfium2 as pdfium
import pytest

import resources
from exports.pdf import Column, Table, body, heading1, heading2, render_pdf, title, write_pdf
from storage.errors import Cancelled

ABOUT = {"title": "2026年第三季度报告𬭎", "author": "共青团米易县委员会", "subject": "季度报告"}


def story():
    return [
        title("报告"),
        heading1("一、情况"),
        body("志愿者张𬭎，12,346人。" * 40),
        Table([Column("甲"), Column("乙", "right")], [["王㛃", "12"]] * 80),
    ]


def fingerprint(**options):
    return hashlib.sha256(render_pdf(story(), **ABOUT, **options)[0]).hexdigest()


def test_the_same_story_gives_the_same_bytes_on_another_day_and_pc():
    source = f"""
import hashlib
from exports.pdf import *
{inspect.getsource(story)}
data, _ = render_pdf(story(), **{ABOUT!r}, numbering="of")
print(hashlib.sha256(data).hexdigest())
"""
    elsewhere = os.environ | {
        "TZ": "Pacific/Apia", "USER": "wang", "LANG": "C", "SOURCE_DATE_EPOCH": "1700000000",
        "PYTHONHASHSEED": "7", "PYTHONUTF8": "1",
    }  # fmt: skip
    there = subprocess.run(
        [sys.executable, "-c", source], env=elsewhere, cwd=resources.path("..").resolve(),
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert there.stdout.strip() == fingerprint(numbering="of")


def test_a_story_can_be_set_twice():
    told = story()
    assert render_pdf(told, **ABOUT)[0] == render_pdf(told, **ABOUT)[0]


def test_other_text_has_another_identity():
    def identity(text):
        data = render_pdf([body(text)], **ABOUT)[0]
        return data[data.index(b"/ID") :][:80]

    assert identity("甲") != identity("乙")


def test_the_date_inside_is_the_one_given():
    made = datetime(2026, 10, 8, 9, 30, tzinfo=UTC)
    data = render_pdf([body("甲")], **ABOUT, made=made)[0]
    with pdfium.PdfDocument(data) as document:
        assert document.get_metadata_dict()["CreationDate"] == "D:20261008093000+00'00'"


def test_without_invariance_the_date_is_today():
    data = render_pdf([body("甲")], **ABOUT, invariant=False)[0]
    with pdfium.PdfDocument(data) as document:
        today = datetime.now(UTC).astimezone()
        assert document.get_metadata_dict()["CreationDate"][2:10] == f"{today:%Y%m%d}"


def test_metadata_name_the_paper_and_the_unit_and_nobody_else():
    data = render_pdf(story(), **ABOUT)[0]
    with pdfium.PdfDocument(data) as document:
        about = document.get_metadata_dict()
    assert about["Title"] == ABOUT["title"]
    assert about["Author"] == ABOUT["author"]
    assert about["Subject"] == ABOUT["subject"]
    assert about["Creator"] == about["Producer"] == "青志台账"
    for secret in (os.path.expanduser("~"), os.environ.get("USER", "nobody-here")):  # noqa: PTH111
        assert secret.encode() not in data


def test_the_viewer_shows_the_title_and_reads_chinese():
    data = render_pdf([body("甲")], **ABOUT)[0]
    assert b"/DisplayDocTitle true" in data
    assert b"/Lang (zh-CN)" in data


def test_headings_make_the_outline():
    parts = [title("报告"), heading2("（零）先于一级"), heading1("一、情况𬭎"), body("甲" * 900)]
    data = render_pdf([*parts, heading1("二、安排"), heading2("（一）队伍")], **ABOUT)[0]
    with pdfium.PdfDocument(data) as document:
        entries = [
            (item.level, item.get_title(), item.get_dest().get_index())
            for item in document.get_toc()
        ]
    assert entries == [
        (0, "（零）先于一级", 0),
        (0, "一、情况𬭎", 0),
        (0, "二、安排", 1),
        (1, "（一）队伍", 1),
    ]


def test_progress_grows_page_by_page_and_ends_complete():
    told = []
    _, result = render_pdf(
        story(), **ABOUT, progress=lambda done, total: told.append((done, total))
    )
    assert len(told) == result.pages + 1
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_cancel_leaves_the_old_file_and_no_part(tmp_path):
    path = tmp_path / "报告.pdf"
    path.write_bytes(b"old")

    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(path, story(), **ABOUT, progress=stop)
    assert path.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [path]
    assert write_pdf(path, story(), **ABOUT).pages == 4  # the next one is not blocked


def test_a_written_file_is_what_is_rendered(tmp_path):
    path = tmp_path / "报告.pdf"
    result = write_pdf(path, story(), **ABOUT)
    assert path.read_bytes() == render_pdf(story(), **ABOUT)[0]
    assert result.missing_glyphs == ()


def test_an_empty_story_is_one_empty_page():
    assert render_pdf([], **ABOUT)[1].pages <= 1


def test_a_generator_will_do():
    assert render_pdf((body(word) for word in "甲乙"), **ABOUT)[1].pages == 1
