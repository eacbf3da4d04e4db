"""Workbooks that open only with a password are called that, and not damaged."""

import struct
from pathlib import Path

import pytest
import xlwt

from storage.errors import UserError
from storage.intake.reading import PasswordNeeded, read_book
from tests.storage.intake.reading import files

LOCKED = Path(__file__).parents[3] / "reference" / "locked.xlsx"  # encrypted, agile AES-256
SENTENCE = "^《名册.xls》设了打开密码：请在 WPS 中取消密码另存后再导入。$"
FILEPASS = struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678)


def test_a_new_workbook_with_a_password():
    with pytest.raises(PasswordNeeded, match="^《locked.xlsx》设了打开密码：请在 WPS 中取消密码"):
        read_book(LOCKED)


def test_a_password_opens_it_where_the_library_is_present():
    pytest.importorskip("msoffcrypto")
    with pytest.raises(PasswordNeeded, match="打开密码不对"):
        read_book(LOCKED, password="不是")
    assert read_book(LOCKED, password="青年节54").sheets[0].rows == files.ROSTER


def test_an_old_workbook_with_a_password_record(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("一").write(0, 0, "姓名")
    records = files.biff(book)
    (length,) = struct.unpack_from("<H", records, 2)
    stream = records[: 4 + length] + FILEPASS + records[4 + length :]
    path = tmp_path / "名册.xls"
    path.write_bytes(files.compound(stream))
    with pytest.raises(PasswordNeeded, match=SENTENCE):
        read_book(path)


def test_an_encrypted_zip_form(tmp_path):
    path = files.xlsx(tmp_path / "名册.xls")
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + flags] |= 1
    path.write_bytes(data)
    with pytest.raises(PasswordNeeded, match=SENTENCE):
        read_book(path)


def test_a_password_is_a_failure_that_is_expected():
    assert issubclass(PasswordNeeded, UserError)
