"""Workbooks that open only with a password: asked for, opened in memory, never called damaged."""

import struct
import tempfile
from pathlib import Path

import pytest
import xlwt

from storage.errors import UserError
from storage.intake.read import PasswordNeeded, read_book
from tests.storage.intake.read import files

LOCKED = Path(__file__).parents[3] / "reference" / "locked.xlsx"  # encrypted, agile AES-256
ASKED = "设了打开密码：请输入打开密码，或在 WPS 中取消密码另存后再导入。$"
FILEPASS = struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678)
PASSWORD = "青年节54"


def old(path):
    return files.locked_old(path, PASSWORD)


def new(path):
    return files.locked(files.xlsx(path), PASSWORD)


def test_a_workbook_that_another_program_locked():
    with pytest.raises(PasswordNeeded, match=f"^《locked.xlsx》{ASKED}"):
        read_book(LOCKED)
    assert read_book(LOCKED, password=PASSWORD).sheets[0].rows == files.ROSTER


@pytest.mark.parametrize(
    ("make", "name"), [(old, "名册.xls"), (old, "名册.et"), (new, "名册.xls"), (new, "名册.et")]
)
def test_every_form_asks_refuses_a_wrong_password_and_opens_with_the_right_one(
    tmp_path, make, name
):
    path = make(tmp_path / name)
    with pytest.raises(PasswordNeeded, match=f"^《{name}》{ASKED}"):
        read_book(path)
    with pytest.raises(PasswordNeeded, match=f"^《{name}》的打开密码不对：请核对后再试。$"):
        read_book(path, password="不是")
    assert read_book(path, password=PASSWORD).sheets[0].rows == files.ROSTER


@pytest.mark.parametrize("lock", [files.locked_old, lambda p, w: files.locked(files.xlsx(p), w)])
def test_a_workbook_that_excel_opens_without_asking_is_read_without_asking(tmp_path, lock):
    path = lock(tmp_path / "名册.xls", "VelvetSweatshop")
    assert read_book(path).sheets[0].rows == files.ROSTER


def test_a_decrypted_workbook_is_never_written_to_a_temporary_file(tmp_path, monkeypatch):
    path = old(tmp_path / "名册.xls")

    def laid_down(*_args, **_kwargs):
        raise AssertionError("people's data in a temporary file")

    monkeypatch.setattr(tempfile, "TemporaryFile", laid_down)
    with path.open("rb") as file:
        from storage.intake.read.password import unlock

        assert unlock(file, PASSWORD)


def test_an_old_workbook_with_a_weak_lock_asks_too(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("一").write(0, 0, "姓名")
    path = tmp_path / "名册.xls"
    path.write_bytes(files.compound(files.with_record(files.biff(book), FILEPASS)))
    with pytest.raises(PasswordNeeded, match=f"^《名册.xls》{ASKED}"):
        read_book(path)


@pytest.mark.parametrize("make", [old, new])
def test_half_a_locked_workbook_is_damaged_and_needs_no_password(tmp_path, make):
    path = make(tmp_path / "名册.xls")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    with pytest.raises(UserError, match=r"^《名册.xls》(读不出来|设了密码)") as caught:
        read_book(path, password=PASSWORD)
    assert not isinstance(caught.value, PasswordNeeded)


def test_a_zip_with_encrypted_members_is_refused_without_a_password_request(tmp_path):
    path = files.xlsx(tmp_path / "名册.xls")
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + flags] |= 1
    path.write_bytes(data)
    with pytest.raises(UserError, match="^《名册.xls》设了密码，这种加密办法这里打不开") as caught:
        read_book(path, password=PASSWORD)
    assert not isinstance(caught.value, PasswordNeeded)
