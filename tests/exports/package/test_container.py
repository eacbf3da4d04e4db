"""A package in one file: what a zip or a mail may hold, and which zips are refused."""

from __future__ import annotations

import hashlib
import shutil
import stat
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from exports.package.container import mail_findings, open_mail
from exports.package.verification import verdict, verify
from received_packages import LIST, inner, named, refused
from storage.errors import UserError


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
def test_a_file_packed_with_the_listed_ones_is_refused(files, packed, what):
    made = packed([*files.items(), *MORE[what](files)])
    found = verify(made)
    assert any(one.is_fault for one in found)
    assert "与清单一致" not in verdict(found)
    first = packed([*MORE[what](files), *files.items()])
    assert refused(first)


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
    assert not any(one.is_fault for one in verify(made))


def test_an_older_zip_in_the_folder_is_reported(sealed, tmp_path):
    copy = shutil.copytree(sealed, tmp_path / "收到的")
    (archive,) = copy.glob("*.zip")
    with zipfile.ZipFile(archive, "a") as target:
        target.writestr("多的.txt", b"x")
    (one,) = [one for one in verify(copy) if one.is_fault]
    assert (one.file, one.kind) == (archive.name, "changed")


def test_names_in_a_zip_lead_nowhere(folder, tmp_path):
    packed = tmp_path / "恶意.zip"
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("../../escape.txt", "x")
        for file in folder.iterdir():
            made.write(file, file.name)
    found = verify(packed)
    assert [(one.kind, one.file) for one in found] == [("packing", "../../escape.txt")]
    assert not (tmp_path.parent / "escape.txt").exists()


def mail_of(tmp_path, *files: tuple[str, bytes], text: str = "共 2 个文件") -> Path:
    made = EmailMessage()
    made.set_content(text)
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    path = tmp_path / "报送.eml"
    path.write_bytes(made.as_bytes())
    return path


def test_the_attachments_of_a_mail_are_unpacked_for_the_time_of_looking(tmp_path):
    mail = mail_of(tmp_path, ("报表.xlsx", b"a"), (LIST, b"b"))
    with open_mail(mail) as (folder, found):
        assert found == []
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
            "报表.xlsx": b"a", LIST: b"b",
        }  # fmt: skip
    assert not folder.exists()


def test_a_mail_with_names_that_lead_elsewhere_or_twice_the_same_is_not_unpacked(tmp_path):
    for names in (("../a.pdf", "b.pdf"), ("a.pdf", "A.PDF")):
        with open_mail(mail_of(tmp_path, *((name, b"x") for name in names))) as (folder, found):
            assert [one.kind for one in found] == ["packing"]
            assert list(folder.iterdir()) == []


def test_a_drafted_mail_must_carry_the_listed_files_and_as_many_as_it_says(tmp_path):
    files = (("报表.xlsx", b"a"), (LIST, b"b"))
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files}

    def kinds(*carried, text: str = "共 2 个文件") -> list[str]:
        return [one.kind for one in mail_findings(mail_of(tmp_path, *carried, text=text), hashes)]

    assert kinds(*files) == ["good"]
    assert kinds(*files, text="没有写") == ["good"]
    assert kinds(*files, text="共 3 个文件") == ["changed"]
    assert kinds(files[0]) == ["changed"]
    assert kinds(files[0], (LIST, b"c")) == ["changed"]
    assert kinds(*files, files[0]) == ["changed"]


def test_a_zip_of_too_many_files_is_not_opened(packed):
    with pytest.raises(UserError, match="太多或太大"):
        verify(packed((f"{number}.txt", b"") for number in range(101)))
