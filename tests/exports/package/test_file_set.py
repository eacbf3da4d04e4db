"""Listed files: each kind once, of one quarter and version, and none with files inside."""

from __future__ import annotations

import pypdfium2
import pytest

from exports.package.file_set import embedded_findings, foreign_findings, parse_name
from exports.package.verification import verify
from papers import pdf
from received_packages import LIST, inner, listed_anew, named, refused


@pytest.mark.parametrize("name", ["2026Q3_本县_报送包_第1版.zip", "旧.qzp", "旧.rar", "旧"])
@pytest.mark.parametrize("listed", [False, True])
def test_a_package_within_the_package_is_refused(files, packed, name, listed):
    more = {**files, name: inner(files)}
    assert refused(packed((listed_anew(more) if listed else more).items()))


@pytest.mark.parametrize("what", ["季度报表", "季度报告", "附册", "报送函"])
def test_a_package_hidden_in_a_listed_file_is_refused(files, packed, what):
    name = named(files, what)
    for data in (inner(files), files[name] + inner(files)):
        made = packed(listed_anew({**files, name: data}).items())
        assert any(one.kind == "extra" and one.file == name for one in verify(made))


@pytest.mark.parametrize("what", ["季度报表", "季度报告", "报送函"])
def test_a_package_without_one_of_its_papers_is_refused(files, packed, what):
    fewer = {name: data for name, data in files.items() if what not in name}
    assert refused(packed(listed_anew(fewer).items()))


def test_a_second_workbook_is_refused_though_the_list_has_it(files, packed):
    book = named(files, "季度报表")
    for name in (book.replace("第1版", "第2版"), book.replace("2026Q3", "2026Q2")):
        more = listed_anew({**files, name: files[book]})
        assert any(one.kind == "list" for one in verify(packed(more.items())) if one.is_fault)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("2026Q3_仁和区_草稿_季度报表.xlsx", ("2026Q3_仁和区_", True, "", "季度报表")),
        ("2026Q3_仁和区_报送函_第2版.pdf", ("2026Q3_仁和区_", False, "2", "报送函")),
        ("2026Q3_米_易_附册_志愿者名册(脱敏)_第12版.xlsx",
         ("2026Q3_米_易_", False, "12", "附册_志愿者名册")),
        ("2026Q3_仁和区_季度报表.pdf", None),
        ("2026Q5_仁和区_季度报表.xlsx", None),
        ("2026Q3_仁和区_说明.pdf", None),
    ],
)  # fmt: skip
def test_a_name_gives_quarter_and_county_draft_version_and_kind(file, name):
    assert parse_name(file) == name


def test_foreign_doubled_mixed_and_missing_files_of_a_list_are_reported():
    found = list(foreign_findings((
        "2026Q3_仁和区_季度报表_第1版.xlsx",
        "2026Q3_仁和区_季度报表_第2版.xlsx",
        "2026Q2_仁和区_季度报告_第1版.pdf",
        "说明.docx",
    )))  # fmt: skip
    assert [(one.file[:12], one.text) for one in found] == [
        ("2026Q3_仁和区_季", "清单里有两份季度报表"),
        ("2026Q2_仁和区_季", "和清单里别的文件不是同一季度、同一单位、同一版本的"),
        ("说明.docx", "清单里有它，但它不是报送包该有的文件"),
        (LIST, "清单里没有报送函"),
    ]


def test_a_paper_with_an_attachment_holds_another_file(tmp_path):
    path = tmp_path / "报告.pdf"
    path.write_bytes(pdf(("一",)))
    assert list(embedded_findings(path)) == []
    document = pypdfium2.PdfDocument(path)
    document.new_attachment("a.txt").set_data(b"x")
    document.save(tmp_path / "附.pdf")
    document.close()
    assert [one.kind for one in embedded_findings(tmp_path / "附.pdf")] == ["extra"]
