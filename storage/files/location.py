"""Where the ledger lies, and whether that is safe: not a network share, not a stick."""

from __future__ import annotations

import sys
from pathlib import Path

FILE_NAME = "ledger.db"
REMOTE = frozenset(("nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "davfs"))
_MOUNTS = Path("/proc/mounts")


def home(program: Path) -> Path:
    """Return the default folder of the ledger: `data` next to the program, else the user's own."""
    portable = program / "data"
    if portable.is_dir():
        return portable
    import platformdirs  # slow to load, and of no use where the folder was named

    return Path(platformdirs.user_data_dir("QingzhiLedger", appauthor=False))


def risk(folder: Path) -> str:
    """Return why the ledger should not be stored there, as a sentence; "" if it may.

    SQLite's write-ahead log does not work over a network (sqlite.org, "Write-Ahead Logging" §1),
    so such a ledger is opened without it.
    """
    place = folder.resolve()
    if sys.platform == "win32":
        return _windows_risk(place)
    if _MOUNTS.exists() and mounted_as(place, _MOUNTS.read_text("utf-8")) in REMOTE:
        return "台账放在网络文件夹里，断网时可能损坏，请改放在本机硬盘。"
    return ""


def mounted_as(place: Path, mounts: str) -> str:
    """The kind of file system a path lies on, by a table of mounts as Linux writes it."""
    found, kind = -1, ""
    for line in mounts.splitlines():
        _device, point, this_kind, *_ = line.split(" ")
        point = point.encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "replace")
        if place.is_relative_to(point) and len(point) > found:
            found, kind = len(point), this_kind
    return kind


def _windows_risk(place: Path) -> str:
    import ctypes

    removable, remote = 2, 4  # GetDriveTypeW
    if place.drive.startswith("\\\\"):
        return "台账放在网络文件夹里，断网时可能损坏，请改放在本机硬盘。"
    kind = ctypes.windll.kernel32.GetDriveTypeW(place.anchor)  # type: ignore[attr-defined, unused-ignore]
    if kind == remote:
        return "台账放在网络盘里，断网时可能损坏，请改放在本机硬盘。"
    if kind == removable:
        return "台账放在 U 盘里，拔盘时可能损坏，请改放在本机硬盘，U 盘只放备份。"
    return ""
