"""Decrypt workbooks with a password, in memory (MS-OFFCRYPTO)."""

from __future__ import annotations

import struct
from io import BytesIO
from types import SimpleNamespace
from typing import BinaryIO

from storage.errors import UserError
from storage.intake.read.raw_book import PasswordNeeded
from storage.intake.read.reader_source import LOCKED, LOCKED_FOR_US, WRONG_PASSWORD

EVERYBODYS = "VelvetSweatshop"  # what Excel sets, and opens with, where it asks for none


def unlock(file: BinaryIO, password: str | None) -> bytes:
    """Decrypt a new or old workbook; raises `PasswordNeeded`, `UserError` with what to do."""
    from msoffcrypto import OfficeFile, exceptions
    from msoffcrypto.format import xls97

    # It would lay the opened workbook into a temporary file, for anybody to find.
    xls97.tempfile = SimpleNamespace(TemporaryFile=BytesIO)
    opened = BytesIO()
    try:
        office = OfficeFile(file)
        office.load_key(password=password or EVERYBODYS)
        office.decrypt(opened)
    except exceptions.InvalidKeyError:
        raise PasswordNeeded(WRONG_PASSWORD if password else LOCKED) from None
    except (
        exceptions.DecryptionError,
        exceptions.FileFormatError,
        exceptions.ParseError,
        struct.error,  # how it finds that records end too soon
    ):
        raise UserError(LOCKED_FOR_US) from None
    return opened.getvalue()
