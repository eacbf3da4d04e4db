"""Zips that are alike on every machine and any day; workbooks and .docx are zips too."""

from __future__ import annotations

from zipfile import ZIP_DEFLATED, ZipInfo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # that a zip can name
PLAIN_FILE = 0o644 << 16


def member(name: str, day: tuple[int, int, int, int, int, int] = FIRST_DAY) -> ZipInfo:
    """What a zip says of a member, without a word of the machine or the hour."""
    about = ZipInfo(name, day)
    about.create_system, about.external_attr = 0, PLAIN_FILE
    about.compress_type = ZIP_DEFLATED
    return about
