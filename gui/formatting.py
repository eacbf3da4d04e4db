"""How sizes and moments are told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from storage import clock

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE, KILOBYTE = 1 << 20, 1 << 10


def format_moment(moment: datetime) -> str:
    """A moment, without the year where that is this one."""
    year = "" if moment.year == clock.now().year else f"{moment.year} 年 "
    return f"{year}{moment.month} 月 {moment.day} 日 {moment:%H:%M}"


def format_logged_at(at: str) -> str:
    """A moment as the journal keeps it."""
    return format_moment(datetime.fromisoformat(at).astimezone())


def format_bytes(size: int) -> str:
    """A number of bytes."""
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{-(-size // KILOBYTE):,} KB"


def format_file_size(path: Path) -> str:
    """How large a file is; nothing where that cannot be told."""
    try:
        return format_bytes(path.stat().st_size)
    except OSError:
        return ""
