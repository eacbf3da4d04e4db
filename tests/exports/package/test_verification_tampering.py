"""Packages as accident or intent leaves them: what is refused, and what `verify` claims to know."""

from __future__ import annotations

import hashlib
import io
import shutil
import stat
import warnings
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.files import sha256_of
from exports.package import write_package
from exports.package.checksums import read_list
from exports.package.verification import is_draft, verdict, verify
from resources import path
from storage.errors import UserError
from storage.model.period import Quarter
from storage.quarter.sealing import seal_unchecked
from storage.seeds import seed
from storage.store.store import Store

ON, QUARTER = date(2026, 10, 8), Quarter(2026, 3)
LIST = "校验清单.txt"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory) -> Path:
    """The folder of a sealed quarter's package, with its .zip."""
    place = tmp_path_factory.mktemp("封存")
    with Store(place / "ledger.db") as store:
        seed(store, path("seeds"))
        seal_unchecked(store, QUARTER, ON)
        write_package(store, QUARTER, place / "报送", "masked", on=ON, zipped=True)
    return place / "报送"


@pytest.fixture
def files(sealed) -> dict[str, bytes]:
    """The files of the package by name, the list last."""
    (archive,) = sealed.glob("*.zip")
    with zipfile.ZipFile(archive) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture
def packed(tmp_path):
    """Packs entries, each a name or a ZipInfo with its bytes, and tells where."""

    def pack(entries, comment: bytes = b"") -> Path:
        made = tmp_path / "收到的.zip"
        with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as target:
            warnings.simplefilter("ignore")  # zipfile's own, of a name that is there twice
            for name, data in entries:
                target.writestr(name, data)
            target.comment = comment
        return made

    return pack


def listed_anew(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with a list that somebody wrote to fit them."""
    others = {name: data for name, data in files.items() if name != LIST}
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in others.items())
    return {**others, LIST: "".join(lines).encode()}


def refused(path_: Path) -> bool:
    try:
        return any(one.amiss for one in verify(path_))
    except UserError:
        return True


def named(files, what: str) -> str:
    return next(name for name in files if what in name)


def test_a_sealed_package_agrees_with_its_list_and_no_more_is_claimed(sealed, files, packed):
    for whole in (sealed, next(sealed.glob("*.zip")), packed(files.items())):
        found = verify(whole)
        assert [one.text for one in found if one.amiss] == []
        assert verdict(found).startswith("与清单一致")
        assert "也能另写清单" in verdict(found)
        assert "盖了章的报送函" in verdict(found)
        assert "没有改动" not in verdict(found)
        assert not is_draft(found)
        for name in (name for name in files if name != LIST):
            sha256 = hashlib.sha256(files[name]).hexdigest()
            assert any(sha256[:16] in one.text for one in found)


def folder_entry() -> zipfile.ZipInfo:
    return zipfile.ZipInfo("材料/")


def link(name: str) -> zipfile.ZipInfo:
    about = zipfile.ZipInfo(name)
    about.create_system, about.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return about


def other_name(name: str) -> zipfile.ZipInfo:
    """A file that some programs unpack under another name."""
    about = zipfile.ZipInfo(name)
    told = b"\x01\0\0\0\0" + "别的.xlsx".encode()
    about.extra = b"\x75\x70" + len(told).to_bytes(2, "little") + told
    return about


MORE = {
    "the same name twice": lambda files: [(named(files, "季度报表"), b"PK other")],
    "the list twice": lambda _files: [(LIST, b"0" * 64 + b"  x.xlsx\n")],
    "another case": lambda files: [(named(files, "报告").replace(".pdf", ".PDF"), b"x")],
    "full-width signs": lambda files: [(named(files, "报告").replace("Q3", "Ｑ３"), b"x")],
    "a dot at the end": lambda files: [(named(files, "报告") + ".", b"x")],
    "a space at the end": lambda files: [(named(files, "报告") + " ", b"x")],
    "a subfolder": lambda files: [("材料/" + named(files, "报告"), b"x")],
    "a folder of its own": lambda _files: [(folder_entry(), b"")],
    "a backslash": lambda _files: [("材料\\报告.pdf", b"x")],
    "an absolute path": lambda _files: [("/etc/报告.pdf", b"x")],
    "a drive": lambda _files: [("C:\\报告.pdf", b"x")],
    "a way up": lambda _files: [("../报告.pdf", b"x")],
    "a link": lambda _files: [(link("报告.pdf"), b"/etc/passwd")],
    "a bidi mark": lambda _files: [("报告\u202efdp.exe", b"x")],
    "what macOS adds": lambda _files: [("__MACOSX/._报告.pdf", b"x")],
    "what Windows adds": lambda _files: [("Thumbs.db", b"x")],
    "a hidden file": lambda _files: [(".隐藏", b"x")],
    "a mail": lambda _files: [("2026Q3_报送邮件.eml", b"x")],
    "a second list": lambda _files: [("校验清单(1).txt", b"x")],
    "a file beside the list": lambda _files: [("说明.docx", b"x")],
    "two names": lambda _files: [(other_name("说明.xlsx"), b"x")],
}


@pytest.mark.parametrize("what", MORE)
def test_what_is_packed_beside_the_listed_files_is_refused(files, packed, what):
    made = packed([*files.items(), *MORE[what](files)])
    found = verify(made)
    assert any(one.amiss for one in found)
    assert "与清单一致" not in verdict(found)
    first = packed([*MORE[what](files), *files.items()])
    assert refused(first)


def inner(files) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, data in files.items():
            target.writestr(name, data)
    return made.getvalue()


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


def test_what_lies_around_the_zip_is_refused(sealed, files, packed, tmp_path):
    (archive,) = sealed.glob("*.zip")
    whole = archive.read_bytes()
    for number, data in enumerate(
        (b"MZ" + whole, whole + b"x", inner({"a": b"b"}) + whole, whole + inner({"a": b"b"}))
    ):
        made = tmp_path / f"{number}.zip"
        made.write_bytes(data)
        assert refused(made), number
    assert refused(packed(files.items(), comment="已核对".encode()))


def test_a_hole_between_two_files_is_refused(files, tmp_path):
    made = tmp_path / "a.zip"
    with zipfile.ZipFile(made, "w") as target:
        for number, (name, data) in enumerate(files.items()):
            if number == 1:
                target.fp.write(b"hidden")
                target.start_dir = target.fp.tell()
            target.writestr(name, data)
    assert [one.kind for one in verify(made)] == ["packing"]


def test_a_locked_zip_is_refused(files, packed):
    made = packed(files.items())
    data = bytearray(made.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    made.write_bytes(data)
    assert refused(made)


def test_a_package_packed_anew_by_windows_is_still_one(files, tmp_path):
    """Its names are in the system's own code, and the zip does not say so."""

    class Old(zipfile.ZipInfo):
        def _encodeFilenameFlags(self):  # noqa: N802  zipfile's own
            return self.filename.encode("gb18030"), self.flag_bits & ~0x800

    made = tmp_path / "a.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(Old(name), data)
    with zipfile.ZipFile(made) as target:
        assert LIST not in target.namelist()
    assert not any(one.amiss for one in verify(made))


LISTS = {
    "a file twice": lambda text: text + text.splitlines()[0] + "\n",
    "two hashes for a file": lambda text: text + "0" * 64 + text.splitlines()[0][64:] + "\n",
    "a file in two cases": lambda text: text + text.splitlines()[0].replace("xlsx", "XLSX") + "\n",
    "a short hash": lambda text: text[32:],
    "a long hash": lambda text: "0" * 64 + text,
    "a remark": lambda text: text + "以上文件没有问题\n",
    "a path": lambda text: text + "0" * 64 + "  材料/a.xlsx\n",
    "a line less": lambda text: "\n".join(text.splitlines()[1:]) + "\n",
    "a file that is not there": lambda text: text + "0" * 64 + "  2026Q3_本县_x.xlsx\n",
    "itself": lambda text: text + "0" * 64 + f"  {LIST}\n",
    "nothing": lambda _text: "",
}


@pytest.mark.parametrize("what", LISTS)
def test_a_list_that_was_not_written_so_is_refused(files, packed, sealed, tmp_path, what):
    changed = LISTS[what](files[LIST].decode()).encode()
    assert refused(packed({**files, LIST: changed}.items()))
    copy = shutil.copytree(sealed, tmp_path / "夹")
    (copy / LIST).write_bytes(changed)
    assert refused(copy)


@given(st.text(st.sampled_from("0aF \t\r\n*._校/\\\ufeff季报Q2"), max_size=200))
@settings(max_examples=200)
def test_any_text_is_read_as_a_list_without_fail(text):
    hashes, faults = read_list(text)
    assert all(len(sha256) == 64 for sha256 in hashes.values())
    assert bool(text.strip("\ufeff \t\r\n")) <= bool(hashes or faults)


def test_a_letter_that_lists_other_files_is_refused_though_the_list_fits(files, packed, sealed):
    """Whoever changes a file and writes the list anew has the letter against him."""
    report = named(files, "季度报告")
    made = packed(listed_anew({**files, report: files[report] + b"\n"}).items())
    assert [(one.kind, report in one.text) for one in verify(made) if one.amiss] == [
        ("letter", True)
    ]
    annex = named(files, "附册")
    fewer = {name: data for name, data in files.items() if name != annex}
    told = [one for one in verify(packed(listed_anew(fewer).items())) if one.amiss]
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
    kinds = {one.kind for one in verify(packed(listed_anew(swapped).items())) if one.amiss}
    assert kinds == {"letter"}


@pytest.mark.parametrize("what", ["季度报表", "季度报告", "报送函"])
def test_a_package_without_one_of_its_papers_is_refused(files, packed, what):
    fewer = {name: data for name, data in files.items() if what not in name}
    assert refused(packed(listed_anew(fewer).items()))


def test_a_second_workbook_is_refused_though_the_list_has_it(files, packed):
    book = named(files, "季度报表")
    for name in (book.replace("第1版", "第2版"), book.replace("2026Q3", "2026Q2")):
        more = listed_anew({**files, name: files[book]})
        assert any(one.kind == "list" for one in verify(packed(more.items())) if one.amiss)


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
    told = [one.text for one in verify(packed(listed_anew(renamed).items())) if one.amiss]
    assert any("报表里记的是草稿" in text for text in told)
    assert any("印着草稿" in text for text in told)


def test_a_folder_is_looked_at_like_a_zip(sealed, tmp_path):
    copy = shutil.copytree(sealed, tmp_path / "收到的")
    assert not refused(copy)
    for name in ("材料", "旧版"):
        (copy / name).mkdir()
        (copy / name / "报告.pdf").write_bytes(b"x")
    (copy / "Thumbs.db").write_bytes(b"x")
    (copy / ".隐藏").write_bytes(b"x")
    (copy / "另一个_报送包.zip").write_bytes(b"x")
    (copy / "别的.eml").write_bytes(b"x")
    found = {one.file: one.kind for one in verify(copy) if one.kind != "good"}
    assert found == {
        "材料": "extra",
        "旧版": "note",
        "Thumbs.db": "note",
        ".隐藏": "extra",
        "另一个_报送包.zip": "extra",
        "别的.eml": "extra",
    }


def test_an_older_zip_beside_the_files_is_told(sealed, tmp_path):
    copy = shutil.copytree(sealed, tmp_path / "收到的")
    (archive,) = copy.glob("*.zip")
    with zipfile.ZipFile(archive, "a") as target:
        target.writestr("多的.txt", b"x")
    (one,) = [one for one in verify(copy) if one.amiss]
    assert (one.file, one.kind) == (archive.name, "changed")


def test_a_link_in_a_folder_is_refused(sealed, tmp_path):
    copy = shutil.copytree(sealed, tmp_path / "收到的")
    report = next(copy.glob("*季度报告*"))
    try:
        report.rename(tmp_path / "别处.pdf")
        report.symlink_to(tmp_path / "别处.pdf")
    except OSError:
        pytest.skip("this system makes no links")
    assert sha256_of(report)
    assert refused(copy)
