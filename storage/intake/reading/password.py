"""Workbooks with a password: opened where the library for it is present, else asked about."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import BinaryIO

from storage.intake.reading.cells import PasswordNeeded
from storage.intake.reading.sentences import LOCKED, WRONG_PASSWORD

EVERYBODYS = "VelvetSweatshop"  # what Excel sets, and opens with, where it asks for none


def unlock(file: BinaryIO, password: str | None) -> bytes:
    """Decrypt a workbook, or say what to do instead."""
    try:
        library = import_module("msoffcrypto")
    except ModuleNotFoundError:
        raise PasswordNeeded(LOCKED) from None
    office = library.OfficeFile(file)
    opened = BytesIO()
    try:
        office.load_key(password=password or EVERYBODYS)
        office.decrypt(opened)
    except library.exceptions.InvalidKeyError:
        raise PasswordNeeded(WRONG_PASSWORD if password else LOCKED) from None
    return opened.getvalue()
