"""Files that leave the program: written whole or not at all, with names valid on Windows."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
import time
import unicodedata
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import UserError
from storage.files import os_messages, private_files

if TYPE_CHECKING:
    from collections.abc import Iterator

MEGABYTE = 1_000_000
MAX_NAME_LENGTH = 100
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.I)
FORBIDDEN = re.compile(r'[<>:"/\\|?*]')


@contextmanager
def replacing(path: Path, *, needs: int = 0) -> Iterator[Path]:
    """Yield a temporary file next to `path` that replaces it once the block ends without error.

    The file is readable by its owner alone from its first byte. `needs` is the number of bytes
    about to be written, if known; it is named where the disk is full.

    Raises:
        UserError: the folder is missing or read-only, the file is in use, or the disk is full.
    """
    partial = path.with_name(f"~{path.stem[:40]}-{secrets.token_hex(4)}.part")
    try:
        private_files.create(partial)
        yield partial
        _check_not_empty(partial)
        private_files.make_private(partial)  # something else may have taken its place meanwhile
        private_files.flush(partial)
        private_files.rename_with_retry(partial, path, time.sleep)
        private_files.flush_folder(path.parent)
    except OSError as error:
        raise _as_user_error(error, path, partial, needs) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole, or leave the previous one; raises `UserError` as `replacing` does."""
    with replacing(path, needs=len(data)) as partial:
        partial.write_bytes(data)


def _check_not_empty(partial: Path) -> None:
    if partial.stat().st_size == 0:
        raise FileNotFoundError(errno.ENOENT, "nothing was written", str(partial))


def _as_user_error(error: OSError, path: Path, partial: Path, needs: int) -> Exception:
    """Return a `UserError` for an expected cause, else the error itself, to be handled as a bug."""
    if os_messages.is_full(error):
        return UserError(_disk_full_text(path, partial, needs))
    sentence = _folder_problem(error, path.parent) or _file_problem(error, path)
    if not sentence and error.filename is None:
        error.filename = str(path)
    return UserError(sentence) if sentence else error


def _folder_problem(error: OSError, folder: Path) -> str:
    if not _folder_exists(folder):
        return f"找不到文件夹“{folder}”，可能已被移走或U盘已拔出。请重新选择保存位置。"
    if error.errno == errno.EROFS or (
        isinstance(error, PermissionError) and not _is_writable(folder)
    ):
        return f"不能在文件夹“{folder}”里保存文件：它是只读的。请换一个位置。"
    return ""


def _folder_exists(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # a stick that no longer answers
        return False


def _file_problem(error: OSError, path: Path) -> str:
    if path.is_dir():
        return f"“{path.name}”是一个文件夹，不能作为文件名。请换一个名称。"
    if error.errno == errno.ENAMETOOLONG:
        return f"文件名或路径太长，无法保存《{path.name}》。请换一个短一些的名称。"
    if not isinstance(error, PermissionError):
        return ""
    if path.exists() and not os.access(path, os.W_OK):
        return f"《{path.name}》是只读文件，不能覆盖。请换一个名称，或先取消只读。"
    return f"无法写入《{path.name}》：它正被 WPS 或其他程序打开。请关闭后再试。"


def _disk_full_text(path: Path, partial: Path, needs: int) -> str:
    sizes = [file.stat().st_size for file in (partial, path) if file.is_file()]
    wanted = max([needs, MEGABYTE, *sizes]) / MEGABYTE
    free = shutil.disk_usage(path.parent).free / MEGABYTE
    return (
        f"磁盘空间不足，无法保存《{path.name}》：至少需要 {wanted:.1f} MB，"
        f"现在只剩 {free:.1f} MB。请清理磁盘或换一个位置后再试。"
    )


def _is_writable(folder: Path) -> bool:
    """Whether a file can be made there; tried out, as permission bits say nothing on Windows."""
    probe = folder / f"~{secrets.token_hex(4)}.part"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def safe_name(text: str, fallback: str = "未命名") -> str:
    """Return a file name valid on Windows for any name of a school or a person."""
    seen = (char for char in unicodedata.normalize("NFC", text) if _is_visible(char))
    name = FORBIDDEN.sub("_", re.sub(r"\s+", " ", "".join(seen)))
    name = _shorten(name.strip(" .")).rstrip(" .")
    if RESERVED.match(name):
        name = f"_{name}"[:MAX_NAME_LENGTH].rstrip(" .")
    return name or fallback


def _is_visible(char: str) -> bool:
    """Whether a character may stay in a name: bidi marks could reverse it, controls break it."""
    return char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _shorten(name: str) -> str:
    """Return the name cut to the maximum length before its suffix."""
    if len(name) <= MAX_NAME_LENGTH:
        return name
    suffix = Path(name).suffix if len(Path(name).suffix) <= 6 else ""
    return name[: MAX_NAME_LENGTH - len(suffix)].rstrip(" .") + suffix


def unused_path(folder: Path, name: str) -> Path:
    """Return a path that does not exist yet, numbered where the name is taken."""
    path = folder / safe_name(name)
    count = 1
    while path.exists():
        count += 1
        path = folder / safe_name(f"{Path(name).stem}({count}){Path(name).suffix}")
    return path


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
