"""校验清单: the files of a package with their SHA-256, in the format of `sha256sum`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from exports.files import safe_name
from exports.package.file_names import LIST_NAME
from exports.package.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exports.package.file_names import Written

_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\]+)")
_HASH = re.compile(r"[0-9A-Fa-f]{16,}")
SHOWN = 16  # digits of a hash that are printed on paper and read out over the telephone


class Listed(NamedTuple):
    """The SHA-256 of each listed file by name, and the lines that this program never writes."""

    hashes: dict[str, str]
    faults: tuple[Finding, ...]


def format_list(files: Iterable[Written]) -> str:
    """Format the list: one line per file, in the order they were written."""
    return "".join(f"{one.sha256}  {one.path.name}\n" for one in files)


def read_list(text: str) -> Listed:
    """Parse a list; of two lines for one file the first counts and the second is a fault."""
    hashes: dict[str, str] = {}
    faults: list[Finding] = []
    seen = {folded_name(LIST_NAME)}
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        line = _LINE.fullmatch(raw.rstrip("\r"))
        if line is None:
            faults += _unread(raw, number)
        elif line[2] != safe_name(line[2]) or folded_name(line[2]) in seen:
            faults.append(Finding("list", line[2], f"清单第 {number} 行的文件名重复或不正常"))
        else:
            seen.add(folded_name(line[2]))
            hashes[line[2]] = line[1]
    return Listed(hashes, tuple(faults))


def _unread(raw: str, number: int) -> Iterator[Finding]:
    if raw.strip():
        why = "SHA-256 不是 64 位" if _HASH.match(raw.strip()) else "看不懂"
        yield Finding("list", LIST_NAME, f"清单第 {number} 行{why}，不是本程序写的")


def folded_name(name: str) -> str:
    """Fold a name so that names which Windows or macOS confuse compare equal.

    Case, Unicode form, and trailing dots and spaces do not count.
    """
    return unicodedata.normalize("NFKC", name).casefold().rstrip(". ")
