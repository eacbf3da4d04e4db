"""The quarter's files: which there are, how private they are, and that nothing is half done."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

import pytest
from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import InvalidKeyError

from exports.package import LIST_NAME, preview, write_package
from exports.package.encryption import is_locked
from received_packages import letters
from storage.errors import Cancelled, UserError
from storage.intake.pipeline import plan_import
from storage.model.period import Quarter
from storage.model.tables.volunteer import VOLUNTEERS
from storage.sending.export_log import last_exports

PASSWORD = "k7mq-x3ab-pp2d-9whs"


def asked(today) -> dict[str, object]:
    """What is said where whole numbers are given out."""
    return {"on": today, "reason": "市里核对名册", "password": PASSWORD}


def opened(file: Path) -> Path:
    """A locked workbook, opened with its password."""
    plain = file.with_name("解开.xlsx")
    with file.open("rb") as locked, plain.open("wb") as target:
        office = OfficeFile(locked)
        office.load_key(password=PASSWORD, verify_password=True)
        office.decrypt(target, verify_integrity=True)
    return plain


def secrets_of(county) -> set[str]:
    """Every number that leads to a person."""
    people = county.select(VOLUNTEERS)
    names = ("id_number", "phone", "guardian_phone")
    return {str(getattr(one, name)) for one in people for name in names if getattr(one, name)}


def test_the_files_have_names_that_say_what_they_are(package):
    assert [file.name for file in package.values()] == [
        "2026Q3_仁和区_草稿_季度报表.xlsx",
        "2026Q3_仁和区_草稿_季度报告.pdf",
        "2026Q3_仁和区_草稿_附册_志愿者名册(脱敏).xlsx",
        "2026Q3_仁和区_草稿_报送函.pdf",
        "校验清单.txt",
    ]
    assert all(file.is_file() for file in package.values())
    (folder,) = {file.parent for file in package.values()}
    assert sorted(folder.iterdir()) == sorted(package.values())


def test_the_list_proves_the_files(package):
    lines = package["校验清单"].read_text("utf-8").splitlines()
    assert len(lines) == 4
    for line in lines:
        digest, name = line.split("  ")
        file = package["校验清单"].parent / name
        assert hashlib.sha256(file.read_bytes()).hexdigest() == digest


def test_numbers_are_masked_by_default(county, package):
    secrets = secrets_of(county)
    assert len(secrets) > 1000
    for file in package.values():
        text = letters(file)
        shown = set(re.findall(r"\d{17}[\dX]|\d{11}|\d{7,8}", text))
        assert not shown & secrets, file.name
    roster = letters(package["附册：志愿者名册"])
    assert ">******<" in roster  # of an ID number nothing is left
    assert re.search(r">1\d\d\*{4}<", roster)
    assert re.search(r">\d{4}-\*\*-\*\*<", roster)


def test_a_roster_hides_the_names_of_guardians_too(county, package):
    names = {one.guardian_name for one in county.select(VOLUNTEERS) if one.guardian_name}
    own = {one.name for one in county.select(VOLUNTEERS)}
    roster = letters(package["附册：志愿者名册"])
    assert not [name for name in names - own if f">{name}<" in roster]


def test_a_summary_has_no_roster(county, quarter, today, tmp_path):
    written = write_package(county, quarter, tmp_path, "summary", on=today)
    assert [one.what for one in written] == ["季度报表", "季度报告", "报送函", "校验清单"]
    assert "不附个人名册" in letters(written[0].path)


def test_whole_numbers_need_a_reason(county, quarter, today, tmp_path):
    with pytest.raises(UserError, match="理由"):
        write_package(county, quarter, tmp_path, "full", on=today)
    with pytest.raises(UserError, match="理由"):
        write_package(county, quarter, tmp_path, "full", on=today, reason="  要 ")
    assert not list(tmp_path.iterdir())
    written = write_package(county, quarter, tmp_path, "full", **asked(today))
    roster = letters(opened(written[2].path))
    shown = set(re.findall(r"\d{17}[\dX]|\d{11}", roster))
    assert len(shown & secrets_of(county)) > 1000
    assert not re.search(r"\*{3}", roster)
    assert "(全量)" in written[2].path.name


def test_a_roster_with_whole_numbers_opens_only_with_its_password(county, quarter, today, tmp_path):
    with pytest.raises(UserError, match="加密"):
        write_package(county, quarter, tmp_path, "full", on=today, reason="市里核对名册")
    written = write_package(county, quarter, tmp_path, "full", **asked(today))
    roster = written[2].path
    assert is_locked(roster)
    assert not is_locked(written[0].path)
    raw = roster.read_bytes()
    assert not [secret for secret in secrets_of(county) if secret.encode() in raw]
    with roster.open("rb") as file, pytest.raises(InvalidKeyError):
        OfficeFile(file).load_key(password="wrong-word", verify_password=True)
    everything = "".join(letters(one.path) for one in written if one.path != roster)
    assert PASSWORD not in everything


def test_the_archive_holds_the_files_under_their_names(county, quarter, today, tmp_path):
    written = write_package(county, quarter, tmp_path, "masked", on=today, zipped=True)
    *files, archive = written
    assert (archive.what, archive.path.name) == ("报送包", "2026Q3_仁和区_草稿_报送包.zip")
    with zipfile.ZipFile(archive.path) as parts:
        assert parts.namelist() == [one.path.name for one in files]
        assert all(about.flag_bits & 0x800 for about in parts.infolist())  # names are UTF-8
        assert all(parts.read(one.path.name) == one.path.read_bytes() for one in files)


def test_an_unknown_privacy_is_a_sentence(county, quarter, today, tmp_path):
    with pytest.raises(UserError, match="没有“half”这种隐私档位"):
        write_package(county, quarter, tmp_path, "half", on=today)


def test_each_exported_file_is_logged(county, quarter, today, tmp_path):
    written = write_package(county, quarter, tmp_path, "full", **asked(today))
    noted = list(last_exports(county, len(written)))[::-1]
    assert [(one.what, one.name, one.sha256) for one in noted] == [
        (one.what, one.path.name, one.sha256) for one in written
    ]
    assert {(one.privacy, one.reason) for one in noted} == {("full", "市里核对名册")}


def test_the_same_ledger_gives_the_same_bytes(county, quarter, today, package, tmp_path):
    again = write_package(county, quarter, tmp_path, "masked", on=today)
    for one in again:
        assert one.path.read_bytes() == package[one.what].read_bytes(), one.what


def test_the_roster_can_be_imported_again_and_changes_nothing(
    county, quarter, today, package, tmp_path
):
    whole = write_package(county, quarter, tmp_path, "full", **asked(today))
    for file in (package["附册：志愿者名册"], opened(whole[2].path)):
        for policy in ("fill", "update"):
            planned = plan_import(county, [file], policy=policy)
            assert set(planned.counts) == {"unchanged"}
            assert planned.counts["unchanged"] > 1000


def test_a_cancelled_package_leaves_what_was_there(county, quarter, today, tmp_path):
    old = tmp_path / LIST_NAME
    old.write_text("old", "utf-8")
    before = list(last_exports(county))

    def stop(done: int, total: int) -> None:
        if done > total * 0.8:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_package(county, quarter, tmp_path, "masked", on=today, progress=stop)
    assert list(tmp_path.iterdir()) == [old]
    assert old.read_text("utf-8") == "old"
    assert list(last_exports(county)) == before


def test_progress_only_grows_and_ends(county, quarter, today, tmp_path):
    told: list[tuple[int, int]] = []
    write_package(
        county, quarter, tmp_path, "masked", on=today, progress=lambda *now: told.append(now)
    )
    assert told == sorted(told)
    assert told[-1] == (300, 300)


def test_a_folder_that_cannot_be_made_is_a_sentence(county, quarter, today, tmp_path):
    (tmp_path / "报表").write_text("a file", "utf-8")
    with pytest.raises(UserError, match="建不了文件夹"):
        write_package(county, quarter, tmp_path / "报表", "masked", on=today)


def test_an_empty_ledger_has_papers_too(store, today, tmp_path):
    written = write_package(store, Quarter(2026, 3), tmp_path, "masked", on=today)
    assert len(written) == 5
    report = letters(written[1].path)
    assert "无数据" in report
    assert "100.0%" not in report
    assert "（未设置单位）" in report


def test_the_preview_is_the_report(county, quarter, today, package):
    assert preview(county, quarter, "masked", today) == package["季度报告"].read_bytes()
