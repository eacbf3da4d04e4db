"""Reproducible zip members; workbooks and .docx files are zips too."""

from __future__ import annotations

from zipfile import ZIP_DEFLATED, ZipInfo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest day of the format
PLAIN_FILE = 0o644 << 16


def zip_member(name: str, day: tuple[int, int, int, int, int, int] = FIRST_DAY) -> ZipInfo:
    """Return the entry of a zip member that depends neither on the machine nor on the time."""
    about = ZipInfo(name, day)
    about.create_system, about.external_attr = 0, PLAIN_FILE
    about.compress_type = ZIP_DEFLATED
    return about
