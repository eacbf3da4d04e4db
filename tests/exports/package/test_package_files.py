"""A package in a folder, as its checksum list describes it."""

from __future__ import annotations

import pytest

from exports.package.package_files import Package, archive_of, mail_of, package_in, required_package
from storage.errors import UserError


def test_a_folder_without_a_list_is_no_package(tmp_path):
    assert package_in(tmp_path) is None
    (tmp_path / "校验清单.txt").write_text("nonsense\n", "utf-8")
    assert package_in(tmp_path) is None
    with pytest.raises(UserError, match="没有报送包"):
        required_package(tmp_path)


@pytest.fixture
def draft(package):
    return required_package(package["季度报表"].parent)


def test_a_package_knows_its_files_in_the_order_of_the_list(draft, package):
    assert [file.name for file in draft.files] == [file.name for file in package.values()]
    assert draft.size == sum(file.stat().st_size for file in package.values())
    assert (str(draft.quarter), draft.version, draft.draft) == ("2026Q3", None, True)
    assert (draft.annex, draft.privacy) == (package["附册：志愿者名册"], "masked")
    assert (draft.locked, draft.archive) == (False, None)
    assert draft.mail.name == "2026Q3_草稿_报送邮件.eml"


def test_a_sealed_package_knows_its_version_and_its_archive(sealed):
    package = required_package(sealed)
    assert (package.version, package.draft) == (1, False)
    assert package.archive == next(sealed.glob("*.zip"))
    assert package.mail.name == "2026Q3_报送邮件.eml"


def test_a_package_without_its_list_of_people_is_a_summary(draft, tmp_path):
    hashes = {name: sha256 for name, sha256 in draft.hashes.items() if "附册" not in name}
    summary = Package(tmp_path, draft.quarter, hashes)
    assert (summary.annex, summary.privacy, summary.locked) == (None, "summary", False)
    assert summary.size == 0


def test_a_missing_file_is_named_and_refused(folder):
    annex = next(folder.glob("*附册*"))
    annex.unlink()
    assert package_in(folder).missing == (annex.name,)
    with pytest.raises(UserError, match="报送包不齐，缺.*附册.*：请重新导出"):
        required_package(folder)


def test_the_archive_is_called_as_the_workbook():
    assert archive_of(["说明.txt", "2026Q3_仁和区_季度报表_第1版.xlsx"]) == (
        "2026Q3_仁和区_报送包_第1版.zip"
    )
    assert archive_of(["说明.txt", "季度报表.pdf"]) == ""
    assert mail_of("2026Q3", draft=True) == "2026Q3_草稿_报送邮件.eml"
