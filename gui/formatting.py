"""Times and file sizes as the window shows them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from storage import clock

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE, KILOBYTE = 1 << 20, 1 << 10


def format_moment(moment: datetime) -> str:
    """Format a moment as day and minute; the year is left out where it is the current one."""
    year = "" if moment.year == clock.now().year else f"{moment.year} 年 "
    return f"{year}{moment.month} 月 {moment.day} 日 {moment:%H:%M}"


def format_logged_at(at: str) -> str:
    """Format an ISO 8601 timestamp of the journal, converted to local time."""
    return format_moment(datetime.fromisoformat(at).astimezone())


def format_bytes(size: int) -> str:
    """Format a number of bytes in MB, or in KB rounded up where it is less than one MB."""
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{-(-size // KILOBYTE):,} KB"


def format_file_size(path: Path) -> str:
    """Format the size of a file; "" where the file cannot be examined."""
    try:
        return format_bytes(path.stat().st_size)
    except OSError:
        return ""
