"""Messages on failures of files and disks, in Chinese; those of the system are English."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

MEGABYTE = 1_000_000
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_WINDOWS_FULL = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
_PULLED = "设备没有就绪，可能已经拔出"
_BROKEN = "读写出错，可能是盘有坏处或已经拔出"
_OFFLINE = "网络断了，或那边的电脑没有开"
_BUSY = "正被另一个程序使用"
_WORDS = {
    errno.EIO: _BROKEN,
    errno.EROFS: "那里是只读的",
    errno.EACCES: "没有权限，或正被另一个程序使用",
    errno.EPERM: "没有权限",
    errno.ENOENT: "找不到文件或文件夹",
    errno.EEXIST: "那里已有同名的文件",
    errno.ENOTDIR: "路径中间有一个是文件，不是文件夹",
    errno.EISDIR: "那是一个文件夹，不是文件",
    errno.ENAMETOOLONG: "文件名或路径太长",
    errno.ENODEV: _PULLED,
    errno.ENXIO: _PULLED,
    errno.EBUSY: _BUSY,
    errno.ETXTBSY: _BUSY,
    errno.EMFILE: "打开的文件太多，请关闭一些程序",
    errno.ENFILE: "打开的文件太多，请关闭一些程序",
    errno.ELOOP: "路径里的链接绕成了圈",
    errno.EINVAL: "那个位置不能用这样的文件名",
    errno.ETIMEDOUT: _OFFLINE,
    errno.ENETDOWN: _OFFLINE,
    errno.ENETUNREACH: _OFFLINE,
    errno.EHOSTDOWN: _OFFLINE,
    errno.EHOSTUNREACH: _OFFLINE,
    errno.ENOTCONN: _OFFLINE,
    errno.ESTALE: _OFFLINE,
}
# learn.microsoft.com, "System Error Codes"; where Windows says more than the number Python gives
_WINDOWS_WORDS = {
    3: "找不到文件夹",
    5: "没有权限",
    15: "没有这个盘，可能已经拔出",
    19: "盘是写保护的",
    21: _PULLED,
    23: _BROKEN,
    32: _BUSY,
    33: _BUSY,
    53: _OFFLINE,
    59: _OFFLINE,
    64: _OFFLINE,
    67: _OFFLINE,
    123: "文件名或路径里有不能用的字符",
    206: "文件名或路径太长",
    1117: _BROKEN,
    1167: _PULLED,
    1231: _OFFLINE,
}


def is_full(error: OSError) -> bool:
    """Return whether the disk is full."""
    return error.errno in FULL or getattr(error, "winerror", None) in _WINDOWS_FULL


def reason(error: OSError) -> str:
    """Return why a file could not be read or written, without a full stop."""
    if is_full(error):
        return "盘满了"
    windows = _WINDOWS_WORDS.get(getattr(error, "winerror", None) or 0)
    number = getattr(error, "winerror", None) or error.errno
    unknown = f"系统错误 {number}" if number else "系统没有说明原因"
    return windows or _WORDS.get(error.errno or 0, unknown)


def free_space(folder: Path, needs: int = 0) -> str:
    """Return the disk of a folder, the free space on it and, if known, the space needed."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), Path.cwd())
    try:
        free = f"只剩 {shutil.disk_usage(there).free / MEGABYTE:.1f} MB"
    except OSError:
        return f"{disk_of(there)}"
    wanted = f"，需要 {needs / MEGABYTE:.1f} MB" if needs else ""
    return f"{disk_of(there)} {free}{wanted}"


def disk_of(folder: Path) -> Path:
    """Return the drive or mount point of a folder: `D:\\`."""
    place = folder.resolve()
    if place.drive:
        return Path(place.anchor)
    return next(one for one in (place, *place.parents) if one.is_mount() or one == one.parent)
