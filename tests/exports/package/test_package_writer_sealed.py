"""What is given out of a sealed quarter: the same bytes on any day, in any folder and process."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from exports.package import preview, write_package
from exports.package.verification import verify
from exports.reports.narrative.drafted_sentences import net_growth
from exports.reports.report_context import ReportContext
from resources import path
from storage.counting.figures import one_figure
from storage.demo import make_county
from storage.model.tables import VOLUNTEERS
from storage.quarter.sealing import seal_unchecked
from storage.seeds import seed
from storage.store.listing import every
from storage.store.store import Store

HERE = Path(__file__).parents[1]
ROOT = HERE.parents[1]
ON = date(2027, 3, 1)


@pytest.fixture
def sealed(tmp_path, quarter, today):
    """The sample county with its quarter sealed, and the package as it was given out then."""
    with Store(tmp_path / "一 台账" / "ledger.db") as store:
        seed(store, path("seeds"))
        make_county(store, today)
        seal_unchecked(store, quarter, today)
        yield store, digests(write_package(store, quarter, tmp_path / "甲", "masked", on=today))


def digests(written):
    return {one.path.name: hashlib.sha256(one.path.read_bytes()).hexdigest() for one in written}


def spoil(store):
    """Change people, and take some away."""
    with store.edit("改动") as edit:
        for person in list(store.select(VOLUNTEERS))[:40]:
            edit.save(VOLUNTEERS, dataclasses.replace(person, registration_status="已注销"))


def test_the_package_is_the_same_on_another_day_and_after_edits(sealed, quarter, tmp_path):
    store, first = sealed
    spoil(store)
    later = write_package(store, quarter, tmp_path / "乙", "masked", on=date(2027, 3, 1))
    assert digests(later) == first


ELSEWHERE = {
    "TZ": "America/New_York",
    "PYTHONHASHSEED": "7",
    "LC_ALL": "C",
    "LANG": "C",
    "SOURCE_DATE_EPOCH": "1",
}


@pytest.mark.parametrize("privacy", ["summary", "masked", "full"])
def test_the_package_is_the_same_on_another_machine_years_later(sealed, quarter, tmp_path, privacy):
    """Another folder, clock, zone, language, seed and folder for passing files."""
    store, _first = sealed
    told = {"reason": "市里核对名册", "password": "k7mq-x3ab-密码"}
    here = write_package(store, quarter, tmp_path / "甲", privacy, on=ON, zipped=True, **told)
    spoil(store)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    elsewhere, passing = tmp_path / "another place", tmp_path / "passing"
    elsewhere.mkdir()
    passing.mkdir()
    shutil.copyfile(store.path, elsewhere / "ledger.db")
    out = tmp_path / "丙 U盘"
    options = ["--data", str(elsewhere), "--period", str(quarter), "--out", str(out), "--zip"]
    options += ["--privacy", privacy, "--reason", told["reason"], "--password", told["password"]]
    subprocess.run(
        [sys.executable, "-c", "import later; later.run()", "main.py", "export", *options],
        cwd=ROOT,
        env={**os.environ, **ELSEWHERE, "TMPDIR": str(passing), "PYTHONPATH": str(HERE)},
        check=True,
    )
    there = {one.name: one.read_bytes() for one in out.iterdir()}
    assert len(there) == (5 if privacy == "summary" else 6)
    for one in here:
        assert there[one.path.name] == one.path.read_bytes(), one.path.name
    assert verified(out)


def verified(folder):
    """Whether the city would find everything in order."""
    return {one.kind for one in verify(folder)} == {"good"}


def test_each_version_is_exported_as_it_was_sealed(sealed, quarter, today, tmp_path):
    store, first = sealed
    spoil(store)
    seal_unchecked(store, quarter, date(2026, 10, 20), "学校漏报了注销")
    second = digests(write_package(store, quarter, tmp_path / "二", "masked", on=today))
    assert second != first
    again = write_package(store, quarter, tmp_path / "一", "masked", on=today, version=1)
    assert digests(again) == first


def test_the_report_says_which_version_it_is(sealed, quarter, today):
    import pypdfium2

    store, _first = sealed
    document = pypdfium2.PdfDocument(preview(store, quarter, "masked", date(2027, 1, 1)))
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "第1版" in text
    assert f"{today:%Y-%m-%d}" in text


def test_the_report_compares_with_the_quarter_before_as_that_was_sealed(tmp_path, quarter, today):
    with Store(tmp_path / "ledger.db") as store:
        seed(store, path("seeds"))
        make_county(store, today)
        seal_unchecked(store, quarter.previous, quarter.first)
        counted = one_figure(store, quarter, "V02").part
        for row in list(every(store, counted.query(quarter)))[:7]:
            with store.edit("注销") as edit:
                edit.save(VOLUNTEERS, dataclasses.replace(row.record, registration_status="已注销"))
        context = ReportContext(store, quarter, "masked", today)
        line = next(one for one in context.comparison.lines if one.code == "V02")
        assert line.before == one_figure(store, quarter.previous, "V02").value + 7
        assert net_growth(context) == f"，比上季度净增{line.now - line.before}人"
